"""In which order files go to a host that takes them one by one.

Whoever looks at the site in between, or after an interruption, finds pages whose files are all there: files first, then
new pages, then those that lead to them, and only then goes what nothing needs any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from microsites.publish.headers import is_hashed
from microsites.record import Record

_POINTING = (".html", ".htm", ".xml", ".ics", ".txt", ".json", ".webmanifest", ".htaccess")
"""Files that name others."""


@dataclass(frozen=True, slots=True)
class Passes:
    """The files of each pass."""

    hashed: tuple[str, ...]
    """Named by their content: they take nothing's place."""
    files: tuple[str, ...]
    new_pages: tuple[str, ...]
    pages: tuple[str, ...]
    gone: tuple[str, ...]
    """What an earlier publication put there, and this one does not have.  Nothing else is ever deleted."""


def passes(files: Iterable[str], before: Record | None) -> Passes:
    """Sort ``files``; ``before`` is what lies there from an earlier publication."""
    there = frozenset(before.files) if before else frozenset[str]()
    here = tuple(sorted(set(files)))
    pointing = tuple(file for file in here if file.lower().endswith(_POINTING))
    others = tuple(file for file in here if file not in set(pointing))
    new = tuple(file for file in pointing if file.endswith((".html", ".htm")) and file not in there)
    return Passes(
        hashed=tuple(file for file in others if is_hashed(file)),
        files=tuple(file for file in others if not is_hashed(file)),
        # Without a memory every page may be one that others wait for: the start page leads to them and goes last.
        new_pages=tuple(file for file in new if file != "index.html"),
        pages=tuple(file for file in pointing if file not in new or file == "index.html"),
        gone=tuple(sorted(there.difference(here))),
    )
