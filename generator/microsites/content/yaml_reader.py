"""YAML text to plain data with the position of every key and value.

One pass over libyaml's event stream: nothing is composed recursively (30,000 nested brackets in 30 KB
overflow the stack inside ``compose``), and bounds are checked while the events arrive.  Plain scalars follow
YAML 1.2's core schema (yaml.org/spec/1.2.2, 10.3.2): ``no``, ``on`` and ``2027-01-31`` are text.
Anchors, aliases, tags, merge keys, further documents and duplicate keys are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml

from microsites.content.scalars import FloatScalar, IntScalar
from microsites.content.yaml_guesses import cut_off, guess
from microsites.content.yaml_words import yaml_words
from microsites.errors import Problem
from microsites.i18n.message import _

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
_BLOCK_STYLES = ("|", ">")
_NO_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""Ends of lines for libyaml (YAML 1.1), but not for YAML 1.2 (5.4), nor for an editor that shows where line 12 is."""

_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML lets no text contain (1.2.2, 5.1)."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: line and column from 1, columns in code points."""

    line: int
    column: int


_Mark = tuple[Any, Any, "dict[str | int, _Mark] | None", bool]
"""Where a value starts, where its key starts (or None), the marks of its parts, and whether it is a block of text.

A plain tuple of libyaml's own marks: one is made for every value of every file.
"""


class Positions:
    """Side table from the path of a value to its place in the file."""

    def __init__(self, root: _Mark | None, line_offset: int = 0) -> None:
        self._root = root
        self._offset = line_offset

    def _find(self, path: Path) -> tuple[_Mark | None, bool]:
        mark = self._root
        for step in path:
            parts = mark[2] if mark is not None else None
            if parts is None or step not in parts:
                return mark, False
            mark = parts[step]
        return mark, True

    def _position(self, start: Any) -> Position:
        return Position(start.line + 1 + self._offset, start.column + 1)

    def value(self, path: Path) -> Position:
        """Where the value at ``path`` starts; of its nearest ancestor if there is no such value."""
        mark, _ = self._find(path)
        return self._position(mark[0]) if mark is not None else Position(1 + self._offset, 1)

    def key(self, path: Path) -> Position:
        """Where the key that leads to ``path`` stands; in a list, where the item starts."""
        mark, found = self._find(path)
        if mark is not None and found and mark[1] is not None:
            return self._position(mark[1])
        return self.value(path)

    def line_within(self, path: Path, line: int) -> Position:
        """Where line ``line`` (from 0) of the text at ``path`` stands; exact for ``|`` blocks."""
        mark, _ = self._find(path)
        if mark is not None and mark[3]:
            return Position(mark[0].line + 1 + self._offset + 1 + line, 1)
        return self.value(path)


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


def _plain(value: str) -> Any:
    """A scalar without quotes: nothing, true, false, a number, else text."""
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

    def fail(self, mark: Any, message: str, hint: str = "") -> YamlError:
        return YamlError(Problem(self.file, mark.line + 1 + self.offset, mark.column + 1, "CFG001", message, hint))

    def refused(self, event: Any) -> YamlError:
        """Why an anchor or a tag is not accepted."""
        if event.anchor is not None:
            return self.fail(
                event.start_mark, _("'&{name}' is an anchor", name=event.anchor), _("delete it and write the value out")
            )
        hint = _("delete it; put text in quotes if it starts with '!'")
        return self.fail(event.start_mark, _("'{tag}' is a tag", tag=event.tag), hint)

    def check_key(self, event: Any, parts: dict[str | int, _Mark]) -> None:
        if event.value == "<<" and not event.style:
            raise self.fail(event.start_mark, _("'<<' is a merge key"), _("write the keys out"))
        if event.value in parts:
            first = parts[event.value][1].line + 1 + self.offset
            message = _("'{key}' is given twice (first in line {first})", key=event.value, first=first)
            raise self.fail(event.start_mark, message, _("delete one of the two"))

    def check_rare(self, event: Any, documents: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self.fail(
                event.start_mark, _("'*{name}' is an alias", name=event.anchor), _("write the value out again")
            )
        if isinstance(event, yaml.DocumentStartEvent) and documents:
            raise self.fail(event.start_mark, _("a second document starts here ('---')"), _("delete the line '---'"))

    def build(self, events: Iterator[Any]) -> tuple[Any, _Mark | None]:
        """Data and marks.  One long loop on purpose: it sees every value of every file."""
        # The frame around everything is a list of documents.
        data: Any = []
        parts: dict[str | int, _Mark] = {}
        key: str | int | None = 0
        key_mark: Any = None
        stack: list[tuple[Any, dict[str | int, _Mark], str | int | None, Any]] = []
        for count, event in enumerate(events):
            if count > MAX_EVENTS:
                raise self.fail(
                    event.start_mark, _("holds more than {most:,} values", most=MAX_EVENTS), _("split the file")
                )
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    raise self.refused(event)
                start = event.start_mark
                text: str = event.value
                if key is None:
                    if text == "<<" or text in parts:
                        self.check_key(event, parts)
                    key, key_mark = text, start
                    continue
                style = event.style
                parts[key] = (start, key_mark, None, style in _BLOCK_STYLES)
                value = text if style else _plain(text)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                start = event.start_mark
                if event.anchor is not None or event.tag is not None:
                    raise self.refused(event)
                if len(stack) >= MAX_DEPTH:
                    hint = _("check the indentation and the brackets")
                    raise self.fail(start, _("is nested more than {most} levels deep", most=MAX_DEPTH), hint)
                if key is None:
                    hint = _("put it in quotes if it is text")
                    raise self.fail(start, _("a key must be a word, not a list or a mapping"), hint)
                inner: dict[str | int, _Mark] = {}
                parts[key] = (start, key_mark, inner, False)
                stack.append((data, parts, key, key_mark))
                data, parts, key_mark = ({}, inner, None) if kind is yaml.MappingStartEvent else ([], inner, None)
                key = None if kind is yaml.MappingStartEvent else 0
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value = data
                data, parts, key, key_mark = stack.pop()
            else:
                self.check_rare(event, len(data))
                continue
            if type(data) is list:
                data.append(value)
                key = len(data)
            else:
                data[key] = value
                key = None
        return (data[0], parts[0]) if data else (None, None)


def _events(text: str, builder: _Builder) -> Iterator[Any]:
    try:
        yield from iter(_LOADER(text).get_event, None)
    except yaml.MarkedYAMLError as error:
        likely = guess(text, error, _once_more(text))
        problem = error.problem or ""
        message = _("is not valid YAML: {problem}", problem=yaml_words(problem) if problem else _("cannot be read"))
        at = (likely.line + 1 + builder.offset, likely.column + 1)
        raise YamlError(Problem(builder.file, *at, "CFG001", message, likely.hint)) from None
    except yaml.YAMLError:
        # libyaml counts bytes here; the character is found again where people count.
        found = _UNPRINTABLE.search(text)
        before = text[: found.start()] if found else ""
        line, column = before.count("\n") + 1 + builder.offset, len(before) - before.rfind("\n")
        message = _("holds a character that YAML does not allow")
        raise YamlError(Problem(builder.file, line, column, "CFG001", message, _("delete it"))) from None


def _once_more(text: str) -> Iterator[Any]:
    """The events of a text, as far as it can be read: for the few in which something looks wrong, when they are asked for."""
    with suppress(yaml.YAMLError):
        yield from iter(_LOADER(text).get_event, None)


def read_yaml(text: str, file: str, line_offset: int = 0) -> YamlDocument:
    """Read one YAML document.

    ``line_offset`` is the number of lines before ``text`` in its file (front matter).
    An empty text gives ``None`` as data.  Raises YamlError.
    """
    builder = _Builder(file, line_offset)
    text = text.translate(_NO_BREAKS)
    data, root = builder.build(_events(text, builder))
    if (place := cut_off(text, _once_more(text))) is not None:
        message = _("what follows this '#' would not be read: for YAML it is a comment")
        hint = _("put the text in quotes; a comment has a space behind its '#'")
        line, column = place
        raise YamlError(Problem(file, line + 1 + line_offset, column + 1, "CFG001", message, hint))
    return YamlDocument(data, Positions(root, line_offset))
