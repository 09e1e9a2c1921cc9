"""What the scripts of a page hand to providers' queues: ``gtag(…)``, ``dataLayer.push({…})``, ``_paq.push([…])``.

Nothing is run.  Literals are read; everything else is an :class:`Expression`, of which nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from microsites.check.javascript import Token, tokens

Queue = Literal["gtag", "dataLayer", "_paq"]

MAX_COMMANDS = 500
"""A script of a page has a handful."""

_MAX_TOKENS = 1000
"""Of one command."""

_MAX_DEPTH = 20
_WINDOW = frozenset({"window", "self", "globalThis"})
_CONSTANTS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}
_OPENING = {"(": ")", "[": "]", "{": "}"}
_CLOSING = frozenset(_OPENING.values())
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(\r?\n)|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A value that only a browser can know."""


Value = str | int | float | bool | None | Expression | tuple["Value", ...] | Mapping[str, "Value"]

UNKNOWN = Expression()


@dataclass(frozen=True, slots=True)
class Command:
    """Something handed to a queue."""

    queue: Queue
    arguments: tuple[Value, ...]
    """Of ``gtag``: its arguments; of ``dataLayer.push``: what is pushed; of ``_paq.push``: the pushed list's members."""
    deferred: bool = False
    """It stands in a function that is called later: a click, a loaded page."""

    @property
    def verb(self) -> str:
        """``js``, ``config``, ``consent default``, ``event``, ``gtm.start`` …; empty if it cannot be read."""
        first = self.arguments[0] if self.arguments else UNKNOWN
        if self.queue == "dataLayer":
            if not isinstance(first, Mapping):
                return ""
            return "gtm.start" if "gtm.start" in first else "event" if "event" in first else ""
        if not isinstance(first, str):
            return ""
        if self.queue == "gtag" and first == "consent":
            return f"consent {self.text(1)}"
        return first

    def text(self, number: int) -> str:
        """An argument that is text; else empty."""
        value = self.arguments[number] if number < len(self.arguments) else None
        return value if isinstance(value, str) else ""

    def mapping(self, number: int) -> Mapping[str, Value]:
        """An argument that is an object; else an empty one."""
        value = self.arguments[number] if number < len(self.arguments) else None
        return value if isinstance(value, Mapping) else {}


def commands(code: str) -> tuple[Command, ...]:
    """Return the commands in ``code``, in the order in which they stand.  Comments are no code."""
    if "gtag" not in code and "dataLayer" not in code and "gtm.start" not in code and "_paq" not in code:
        return ()
    read = [token for token in tokens(code) if token.kind != "comment"]
    calls = ((queue, position, deferred) for position, deferred in _calls(read) if (queue := _queue(read, position)))
    read_calls = (_command(read, *call) for call in islice(calls, MAX_COMMANDS))
    return tuple(command for command in read_calls if command is not None)


def _calls(read: list[Token]) -> Iterator[tuple[int, bool]]:
    """Yield the place of every opening bracket of a call, and whether the call waits in a function."""
    scopes: list[tuple[str, int, bool]] = []
    """Open brackets: which, where, and whether a function that is not called on the spot begins there."""
    waiting = 0
    closed = -1
    """Where the bracket that was closed last had been opened."""
    for index, token in enumerate(read):
        if token.kind != "sign":
            continue
        if token.text in _OPENING:
            if token.text == "(":
                yield index, waiting > 0
            later = token.text == "{" and _begins_function(read, index, closed)
            waiting += later
            scopes.append((token.text, index, later))
        elif token.text in _CLOSING and scopes and _OPENING[scopes[-1][0]] == token.text:
            _, closed, later = scopes.pop()
            waiting -= later


def _begins_function(read: list[Token], brace: int, closed: int) -> bool:
    """Whether the ``{`` at ``brace`` opens a function that is called later."""
    arrow = _is(read, brace - 1, "=>")
    if arrow:
        # Its parameters are in brackets, or a single name.
        start = closed if _is(read, brace - 2, ")") else brace - 2
    elif _is(read, brace - 1, ")"):
        start = closed
        if start > 0 and read[start - 1].kind == "name" and read[start - 1].text != "function":
            start -= 1
        if not (start > 0 and read[start - 1].text == "function"):
            return False
        start -= 1
    else:
        return False
    if start > 0 and read[start - 1].text == "async":
        start -= 1
    return not _is_called_at_once(read, start)


def _is_called_at_once(read: list[Token], start: int) -> bool:
    """``(function(){…})()`` and ``!function(){…}()`` run where they stand; a callback does not."""
    if start < 1:
        return False
    if read[start - 1].text in ("!", "+", "-", "~", "void"):
        return True
    if not _is(read, start - 1, "("):
        return False
    before = read[start - 2] if start > 1 else None
    return before is None or not (before.kind == "name" or before.text in (")", "]"))


def _is(read: list[Token], index: int, sign: str) -> bool:
    return 0 <= index < len(read) and read[index].kind == "sign" and read[index].text == sign


def _queue(read: list[Token], bracket: int) -> Queue | None:
    """Whose queue the call with the bracket at ``bracket`` hands something to."""
    if bracket < 1 or read[bracket - 1].kind != "name":
        return None
    name, of_object = read[bracket - 1].text, _is(read, bracket - 2, ".")
    owner = read[bracket - 3].text if of_object and bracket > 2 else ""
    if name == "gtag":
        declared = bracket > 1 and read[bracket - 2].text == "function"
        return None if declared or (of_object and owner not in _WINDOW) else "gtag"
    if name != "push" or not of_object:
        return None
    if owner == "_paq":
        return "_paq"
    # Google's own snippet calls the queue w[l].
    starts = any(token.text.strip("\"'`") == "gtm.start" for token in read[bracket + 1 : bracket + 12])
    return "dataLayer" if starts or owner == "dataLayer" else None


def _command(read: list[Token], queue: Queue, bracket: int, deferred: bool) -> Command | None:
    """The command whose arguments begin with the bracket at ``bracket``."""
    values = _Reader(read, bracket + 1).list_until(")")
    if queue != "_paq":
        return Command(queue, values, deferred)
    return Command(queue, values[0], deferred) if values and isinstance(values[0], tuple) else None


class _Reader:
    """Reads literals from a place on."""

    def __init__(self, read: list[Token], position: int) -> None:
        self._read = read
        self._position = position
        self._end = min(len(read), position + _MAX_TOKENS)

    def list_until(self, closing: str, depth: int = 0) -> tuple[Value, ...]:
        """Values up to the closing bracket, which is taken too."""
        values: list[Value] = []
        while self._position < self._end:
            start = self._position
            if self._takes(closing):
                break
            values.append(self._value(depth))
            self._takes(",")
            if self._position == start:
                # A bracket that nothing opened: this is no list.
                break
        return tuple(values)

    def _value(self, depth: int) -> Value:
        start = self._position
        token = self._read[start]
        self._position += 1
        value: Value = UNKNOWN
        if token.kind == "text":
            value = _string(token.text)
        elif token.kind == "number":
            value = _number(token.text)
        elif token.text == "-" and start + 1 < self._end and self._read[start + 1].kind == "number":
            value, self._position = _number("-" + self._read[start + 1].text), start + 2
        elif token.kind == "name" and token.text in _CONSTANTS:
            value = _CONSTANTS[token.text]
        elif token.text == "!" and start + 1 < self._end and self._read[start + 1].text in ("0", "1"):
            # Minifiers write true as !0.
            value, self._position = self._read[start + 1].text == "0", start + 2
        elif token.text == "[" and depth < _MAX_DEPTH:
            value = self.list_until("]", depth + 1)
        elif token.text == "{" and depth < _MAX_DEPTH:
            value = self._object(depth + 1)
        else:
            self._position = start
        if not self._at_end_of_value():
            self._skip()
            return UNKNOWN
        return value

    def _object(self, depth: int) -> Value:
        members: dict[str, Value] = {}
        while self._position < self._end:
            start = self._position
            if self._takes("}"):
                break
            key = self._read[self._position]
            self._position += 1
            if key.kind in ("name", "text", "number") and self._takes(":"):
                name = _string(key.text) if key.kind == "text" else key.text
                value = self._value(depth) if self._position < self._end else UNKNOWN
                if isinstance(name, str):
                    members[name] = value
            elif key.kind == "name" and self._at_end_of_value():
                members[key.text] = UNKNOWN
            else:
                # ``...others``, a method, a computed name.
                self._position -= 1
                self._skip()
            self._takes(",")
            if self._position == start:
                break
        return members

    def _at_end_of_value(self) -> bool:
        if self._position >= self._end:
            return True
        token = self._read[self._position]
        return token.kind == "sign" and (token.text in _CLOSING or token.text in ",;")

    def _skip(self) -> None:
        """Go on to the comma or bracket that ends this value; at least one token further."""
        depth = 0
        start = self._position
        while self._position < self._end:
            token = self._read[self._position]
            if token.kind == "sign":
                if depth == 0 and (token.text in ",;" or token.text in _CLOSING) and self._position > start:
                    return
                depth += (token.text in _OPENING) - (token.text in _CLOSING)
                if depth < 0:
                    return
            self._position += 1

    def _takes(self, sign: str) -> bool:
        if self._position < self._end and _is(self._read, self._position, sign):
            self._position += 1
            return True
        return False


def _number(text: str) -> int | float | Expression:
    try:
        return int(text, 0)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return UNKNOWN


def _string(literal: str) -> str | Expression:
    if literal[0] == "`" and "${" in literal:
        return UNKNOWN
    inner = literal[1:-1] if len(literal) > 1 and literal[-1] == literal[0] else literal[1:]
    return _ESCAPE.sub(_unescape, inner) if "\\" in inner else inner


def _unescape(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits:
        point = int(digits, 16)
        return chr(point) if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else "\ufffd"
    return "" if match[4] else _ESCAPED.get(match[5], match[5])
