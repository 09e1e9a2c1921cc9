"""Pages as they were read before: for a process that reads the same portfolio again and again."""

from __future__ import annotations

from dataclasses import dataclass

from microsites.content.listing import PageFile
from microsites.content.model import Page
from microsites.errors import Problem


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What came of a file."""

    text: str
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


class PageMemory:
    """What came of every file of the last reading.

    Held by the file's text and not by its time: a page that is found here is the page that reading would give, and the
    same object, so that comparing it with itself costs nothing.  What a reading did not ask for is forgotten after it.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[PageFile, str], ReadPage] = {}
        self._now: dict[tuple[PageFile, str], ReadPage] = {}

    def find(self, file: PageFile, owner: str, text: str) -> ReadPage | None:
        """What came of ``file`` on a site of ``owner`` when it held ``text``."""
        known = self._last.get((file, owner))
        if known is None or known.text != text:
            return None
        self._now[file, owner] = known
        return known

    def keep(self, file: PageFile, owner: str, read: ReadPage) -> None:
        """Remember what came of ``file``."""
        self._now[file, owner] = read

    def turn(self) -> None:
        """End a reading."""
        self._last, self._now = self._now, {}
