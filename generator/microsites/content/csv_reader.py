"""CSV as spreadsheets save it (RFC 4180, any line ends, cells of several lines), with the place of every cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from microsites.content.yaml_reader import Position, YamlError
from microsites.errors import Problem
from microsites.i18n.message import _

CODE = "CFG015"
MAX_ROWS = 5_000
"""Twenty goals, month by month, over twenty years."""
MAX_CELLS = 100
"""In one row; spreadsheets like to save empty ones at its end."""

_PLAIN = re.compile(r'[^,\n"]*')
_QUOTED = re.compile(r'(?:[^"]|"")*')


class Cell(NamedTuple):
    """A cell's text without its quotes, and where it starts."""

    text: str
    at: Position


class _Cursor:
    """Walks over the text and knows line and column, counted in code points."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.offset = 0
        self.line = 1
        self.line_start = 0

    @property
    def position(self) -> Position:
        return Position(self.line, self.offset - self.line_start + 1)

    def take(self, length: int) -> str:
        taken = self.text[self.offset : self.offset + length]
        breaks = taken.count("\n")
        if breaks:
            self.line += breaks
            self.line_start = self.offset + taken.rindex("\n") + 1
        self.offset += length
        return taken

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.offset)
        assert found is not None  # both patterns match the empty text
        return self.take(found.end() - self.offset)

    def next_is(self, character: str) -> bool:
        return self.text.startswith(character, self.offset)

    def stop(self, at: Position, message: str, hint: str) -> YamlError:
        return YamlError(Problem(self.file, at.line, at.column, CODE, message, hint))

    def cell(self) -> Cell:
        start = self.position
        if not self.next_is('"'):
            text = self.match(_PLAIN)
            if self.next_is('"'):
                hint = _('put the whole cell in quotes and write a quote inside it twice: "the ""best"" month"')
                raise self.stop(self.position, _("a quote stands in the middle of a cell"), hint)
            return Cell(text, start)
        self.take(1)
        text = self.match(_QUOTED)
        if not self.next_is('"'):
            raise self.stop(start, _("a quoted cell does not end"), _("close it with a quote"))
        self.take(1)
        if self.offset < len(self.text) and not (self.next_is(",") or self.next_is("\n")):
            hint = _("after the closing quote comes a comma or the next row; write a quote inside a cell twice")
            raise self.stop(self.position, _("something stands behind a quoted cell"), hint)
        return Cell(text.replace('""', '"'), start)


def read_csv(text: str, file: str) -> tuple[tuple[Cell, ...], ...]:
    r"""The rows of ``text`` that hold anything, without the empty cells at their ends.

    ``text`` has ``\n`` as its only line end.  Raises YamlError where the text is no CSV or too long.
    """
    cursor = _Cursor(text, file)
    rows: list[tuple[Cell, ...]] = []
    while cursor.offset < len(text):
        start = cursor.position
        cells = [cursor.cell()]
        while cursor.next_is(","):
            cursor.take(1)
            cells.append(cursor.cell())
        cursor.take(1)
        while cells and not cells[-1].text.strip():
            cells.pop()
        if len(cells) > MAX_CELLS:
            raise cursor.stop(
                cells[MAX_CELLS].at, _("the row has more than {most} cells", most=MAX_CELLS), _("delete the others")
            )
        if len(rows) == MAX_ROWS:
            raise cursor.stop(
                start, _("the file has more than {most:,} rows", most=MAX_ROWS), _("move old years to another file")
            )
        if cells:
            rows.append(tuple(cells))
    return tuple(rows)
