"""Problems as a person reads them: place, what is wrong, the line itself, what to do, where to read more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from microsites.errors import Problem
from microsites.excerpt import excerpt
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _, ngettext
from microsites.shown import shown, shown_lines

FEW = 15
"""Up to so many problems, each shows its line; of more, the first of every file."""

_INDENT = "    "
_MAX_CODES = 5

Part = Literal["place", "code", "mark", "faint"]

Paint = Callable[[str, Part], str]
"""Gives a part of the text its look."""


def plain(text: str, _part: Part) -> str:
    """No look at all."""
    return text


@dataclass(frozen=True, slots=True)
class Telling:
    """How problems are told."""

    reader: Catalogue
    root: Path | None
    """The folder of the portfolio, which the files of problems are named from; None where none is meant."""
    paint: Paint = plain
    columns: int = 100
    """How wide the window is."""

    def lines(self, problems: Iterable[Problem]) -> Iterator[str]:
        """Yield the lines that tell ``problems``, those of a file together, in the order in which they are given.

        The first line of each is ``file:line:column: message [CODE]``, as editors and CI read it.
        """
        listed = tuple(problems)
        for number, (_file, group) in enumerate(groupby(listed, key=lambda problem: problem.file)):
            if number:
                yield ""
            place: tuple[int, int] | None = None
            for problem in group:
                again, place = place, (problem.line, problem.column)
                shows_line = again is None or (len(listed) <= FEW and again != place)
                yield from self._of(problem, shows_line=shows_line)

    def _of(self, problem: Problem, *, shows_line: bool) -> Iterator[str]:
        file = self.reader.say(problem.file) if isinstance(problem.file, Message) else problem.file
        place = shown(f"{file}:{problem.line}:{problem.column}" if problem.line else file)
        message = self._said(problem.message)
        yield f"{self.paint(place, 'place')}: {message} {self.paint(f'[{problem.code}]', 'code')}"
        if shows_line:
            yield from self._line(problem)
        if problem.hint:
            yield f"{_INDENT}→ {self._said(problem.hint)}"

    def _said(self, text: str) -> str:
        """Only the template of a message breaks lines."""
        said = self.reader.say(text)
        return shown_lines(said) if isinstance(text, Message) else shown(said)

    def _line(self, problem: Problem) -> Iterator[str]:
        file = _found(self.root, problem.file)
        number = f"{problem.line:>{len(_INDENT) + 1}}"
        width = max(self.columns - len(number) - 3, 20)
        found = excerpt(file, problem.line, problem.column, width=width) if file is not None else None
        if found is not None and found[0].strip():
            yield f"{self.paint(f'{number} |', 'faint')} {found[0]}"
            yield f"{self.paint(' ' * len(number) + ' |', 'faint')} {self.paint(found[1], 'mark')}"


def _found(root: Path | None, file: str) -> Path | None:
    """The file of this name; None if there is none, or if it may be either of two."""
    try:
        named = {path.resolve() for path in ((root or Path()) / file, Path(file)) if path.is_file()}
    except (OSError, ValueError):
        return None
    return named.pop() if len(named) == 1 else None


def counted(problems: Sequence[Problem]) -> Message:
    """How many there are, and in how many files."""
    found = ngettext("{count} problem", "{count} problems", len(problems))
    files = len({problem.file for problem in problems})
    if files < 2:
        return found
    return _("{problems} in {files}", problems=found, files=ngettext("{count} file", "{count} files", files))


def where_to_read_more(problems: Iterable[Problem]) -> Message:
    """The command that explains what was met."""
    codes = list(dict.fromkeys(problem.code for problem in problems))
    return _("What it means and how to put it right: microsites rules {codes}", codes=" ".join(codes[:_MAX_CODES]))
