"""Reads JSON that another program exported, and knows where the items of its lists stand."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from microsites.content.source import read_text
from microsites.content.yaml_reader import Path as ValuePath
from microsites.content.yaml_reader import Position, YamlError
from microsites.content.yaml_words import json_words
from microsites.errors import Problem
from microsites.i18n.message import _

MAX_BYTES = 5_000_000
"""A tag manager's container with hundreds of tags and templates is one megabyte."""

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class JsonDocument:
    """What a JSON text says, and where."""

    file: str
    text: str
    data: Any

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def place(self, path: ValuePath) -> Position:
        """Where the value at ``path`` starts; its nearest ancestor if there is no such value."""
        at = self._skip(0)
        for step in path:
            found = self._parts(at).get(step)
            if found is None:
                break
            at = found
        return self._position(at)

    def places(self, path: ValuePath) -> tuple[Position, ...]:
        """Where the items of the list at ``path`` start."""
        at = self._skip(0)
        for step in path:
            at = self._parts(at)[step]
        return tuple(self._position(start) for start in self._parts(at).values())

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self.text, at)
        return space.end() if space else at

    def _parts(self, at: int) -> dict[str | int, int]:
        """Offset of every value in the list or mapping that starts at ``at``."""
        found: dict[str | int, int] = {}
        opening = self.text[at]
        if opening not in "[{":
            return found
        at = self._skip(at + 1)
        while self.text[at] not in "]}":
            key: str | int = len(found)
            if opening == "{":
                key, at = _DECODER.raw_decode(self.text, at)
                at = self._skip(self._skip(at) + 1)
            found[key] = at
            _, at = _DECODER.raw_decode(self.text, at)
            at = self._skip(at)
            if self.text[at] == ",":
                at = self._skip(at + 1)
        return found

    def problem(self, at: Position, code: str, message: str, hint: str = "") -> Problem:
        """A problem at a position of the file."""
        return Problem(self.file, at.line, at.column, code, message, hint)


def read_json_file(path: Path, file: str) -> JsonDocument:
    """Read a whole JSON file.  Raises YamlError, with the problem, if it is none."""
    text = read_text(path, file, MAX_BYTES)
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        message = _("is not valid JSON: {reason}", reason=json_words(error.msg))
        problem = Problem(file, error.lineno, error.colno, "CFG001", message, _("export it again"))
    except (RecursionError, ValueError):  # nested too deep; a number of thousands of digits; half of a character
        problem = Problem(file, 1, 1, "CFG001", _("is JSON that no export holds"), _("export it again"))
    else:
        return JsonDocument(file, text, data)
    raise YamlError(problem) from None
