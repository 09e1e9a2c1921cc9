"""YAML text to plain data with the position of every key and value.

One pass over libyaml's event stream: nothing is composed recursively (30,000 nested brackets in 30 KB
overflow the stack inside ``compose``), and bounds are checked while the events arrive.  Plain scalars follow
YAML 1.2's core schema (yaml.org/spec/1.2.2, 10.3.2): ``no``, ``on`` and ``2027-01-31`` are text.
Anchors, aliases, tags, merge keys, further documents and duplicate keys are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from microsites.content.scalars import FloatScalar, IntScalar
from microsites.errors import Problem

MAX_EVENTS = 200_000
MAX_DEPTH = 30

Path = tuple[str | int, ...]
"""Way to a value: ``("sections", 0, "heading")``."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_OCTAL = re.compile(r"0o[0-7]{1,18}\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,15}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_START = frozenset("+-.0123456789")
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML lets no text contain (1.2.2, 5.1)."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: line and column from 1, columns in code points."""

    line: int
    column: int


@dataclass(slots=True)
class _Mark:
    """Where a value stands, and where its parts do."""

    line: int
    column: int
    block: bool = False
    parts: dict[str | int, _Mark] | None = None
    key_line: int = 0
    key_column: int = 0


class Positions:
    """Side table from the path of a value to its place in the file."""

    def __init__(self, root: _Mark, line_offset: int = 0) -> None:
        self._root = root
        self._offset = line_offset

    def _find(self, path: Path) -> tuple[_Mark, bool]:
        mark = self._root
        for step in path:
            if mark.parts is None or step not in mark.parts:
                return mark, False
            mark = mark.parts[step]
        return mark, True

    def value(self, path: Path) -> Position:
        """Where the value at ``path`` starts; of its nearest ancestor if there is no such value."""
        mark, _ = self._find(path)
        return Position(mark.line + self._offset, mark.column)

    def key(self, path: Path) -> Position:
        """Where the key that leads to ``path`` stands; in a list, where the item starts."""
        mark, found = self._find(path)
        if found and mark.key_line:
            return Position(mark.key_line + self._offset, mark.key_column)
        return Position(mark.line + self._offset, mark.column)

    def line_within(self, path: Path, line: int) -> Position:
        """Where line ``line`` (from 0) of the text at ``path`` stands; exact for ``|`` blocks."""
        mark, _ = self._find(path)
        if mark.block:
            return Position(mark.line + self._offset + 1 + line, 1)
        return Position(mark.line + self._offset, mark.column)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """What a YAML text says, and where."""

    data: Any
    positions: Positions


class YamlError(Exception):
    """The text is not YAML as this product accepts it; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def _scalar(event: Any) -> Any:
    value: str = event.value
    if event.style:
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if value[0] in _NUMBER_START:
        if _INT.match(value):
            return IntScalar(value)
        if _OCTAL.match(value):
            return IntScalar(value, 8)
        if _HEX.match(value):
            return IntScalar(value, 16)
        if _FLOAT.match(value):
            return FloatScalar(value)
    return value


class _Builder:
    """Builds data and marks from events with a stack of its own."""

    def __init__(self, file: str, line_offset: int) -> None:
        self.file = file
        self.offset = line_offset
        self.stack: list[tuple[Any, _Mark]] = []
        self.key: list[tuple[str, int, int] | None] = []
        self.root: tuple[Any, _Mark] | None = None
        self.documents = 0

    def fail(self, mark: Any, message: str, hint: str = "") -> YamlError:
        return YamlError(Problem(self.file, mark.line + 1 + self.offset, mark.column + 1, "CFG001", message, hint))

    def refuse_extras(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self.fail(event.start_mark, f"'*{event.anchor}' is an alias", "write the value out again")
        if event.anchor is not None:
            raise self.fail(event.start_mark, f"'&{event.anchor}' is an anchor", "delete it and write the value out")
        if event.tag is not None:
            raise self.fail(
                event.start_mark, f"'{event.tag}' is a tag", "delete it; put text in quotes if it starts with '!'"
            )

    def add(self, value: Any, mark: _Mark, at: Any) -> None:
        if not self.stack:
            self.root = (value, mark)
            return
        parent, parent_mark = self.stack[-1]
        assert parent_mark.parts is not None
        if isinstance(parent, list):
            parent_mark.parts[len(parent)] = mark
            parent.append(value)
            return
        pending = self.key[-1]
        if pending is None:
            raise self.fail(at, "a key must be a word, not a list or a mapping", "put it in quotes if it is text")
        key, mark.key_line, mark.key_column = pending
        parent[key] = value
        parent_mark.parts[key] = mark
        self.key[-1] = None

    def scalar(self, event: Any) -> None:
        at = event.start_mark
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            key: str = event.value
            if key == "<<" and not event.style:
                raise self.fail(at, "'<<' is a merge key", "write the keys out")
            if key in self.stack[-1][0]:
                first = self.stack[-1][1].parts
                assert first is not None
                line = first[key].key_line + self.offset
                raise self.fail(at, f"'{key}' is given twice (first in line {line})", "delete one of the two")
            self.key[-1] = (key, at.line + 1, at.column + 1)
            return
        self.add(_scalar(event), _Mark(at.line + 1, at.column + 1, block=event.style in ("|", ">")), at)

    def open(self, event: Any) -> None:
        at = event.start_mark
        if len(self.stack) >= MAX_DEPTH:
            raise self.fail(
                at, f"is nested more than {MAX_DEPTH} levels deep", "check the indentation and the brackets"
            )
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        mark = _Mark(at.line + 1, at.column + 1, parts={})
        self.add(value, mark, at)
        self.stack.append((value, mark))
        self.key.append(None)

    def feed(self, event: Any) -> None:
        if isinstance(event, yaml.NodeEvent):
            self.refuse_extras(event)
            if isinstance(event, yaml.ScalarEvent):
                self.scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.key.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.fail(event.start_mark, "a second document starts here ('---')", "delete the line '---'")


_FULL_WIDTH = {"\uff1a": ":", "\u3000": " ", "\uff03": "#", "\uff0d": "-", "\u201c": '"', "\u201d": '"'}


def _hint_for(text: str, line: int, problem: str) -> str:
    lines = text.splitlines()
    around = [lines[number] for number in (line, line - 1) if 0 <= number < len(lines)]
    for content in around:
        if "\t" in content[: len(content) - len(content.lstrip())] or "\\t" in problem:
            return "there is a tab; indent with spaces"
    for content in around:
        for wide, narrow in _FULL_WIDTH.items():
            if wide in content:
                return f"there is a full-width '{wide}'; YAML wants a half-width '{narrow}'"
    for content in around:
        if re.search(r":\S", content) and ": " not in content:
            return "put a space after ':'"
        if content.count('"') % 2:
            return 'a quotation mark (") is not closed'
        if content.count(": ") > 1:
            return "text that holds ': ' goes in quotes"
    return "check the indentation of this line and of the one before"


def _events(text: str, builder: _Builder) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        # A quotation that is never closed is noticed at the end of the file; it starts where the editor must look.
        unclosed = error.context == "while scanning a quoted scalar"
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = error.problem or "cannot be read"
        hint = "the quotation that starts here is not closed" if unclosed else _hint_for(text, line, problem)
        message = f"is not valid YAML: {problem}"
        raise YamlError(Problem(builder.file, line + 1 + builder.offset, column + 1, "CFG001", message, hint)) from None
    except yaml.YAMLError:
        # libyaml counts bytes here; the character is found again where people count.
        found = _UNPRINTABLE.search(text)
        before = text[: found.start()] if found else ""
        line, column = before.count("\n") + 1 + builder.offset, len(before) - before.rfind("\n")
        message = "holds a character that YAML does not allow"
        raise YamlError(Problem(builder.file, line, column, "CFG001", message, "delete it")) from None


def read_yaml(text: str, file: str, line_offset: int = 0) -> YamlDocument:
    """Read one YAML document.

    ``line_offset`` is the number of lines before ``text`` in its file (front matter).
    An empty text gives ``None`` as data.  Raises YamlError.
    """
    builder = _Builder(file, line_offset)
    for count, event in enumerate(_events(text, builder)):
        if count > MAX_EVENTS:
            raise builder.fail(event.start_mark, f"holds more than {MAX_EVENTS:,} values", "split the file")
        builder.feed(event)
    data, root = builder.root or (None, _Mark(1, 1))
    return YamlDocument(data, Positions(root, line_offset))
