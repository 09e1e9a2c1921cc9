"""As much JavaScript as is needed to tell code from comments and to read literals: its tokens, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

MAX_CODE = 2_000_000
"""Characters of a script that are looked at."""

Kind = Literal["comment", "text", "number", "name", "sign", "regex"]

# A string that is never closed ends with its line: each character is looked at once, whatever the script holds.
_TOKEN = re.compile(
    # Old pages hide scripts from older browsers: <!-- begins a comment of one line, --> too at a line's start.
    r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z)|<!--[^\n]*|^[ \t]*-->[^\n]*)"
    r"|(?P<space>[^\S\n]+|\n)"
    r"""|(?P<text>"(?:\\.|[^"\\\n])*+\\?(?:"|(?=\n)|\Z)|'(?:\\.|[^'\\\n])*+\\?(?:'|(?=\n)|\Z)"""
    r"|`(?:\\.|[^`\\])*+\\?(?:`|\Z))"
    r"|(?P<number>(?:0[xX][0-9a-fA-F]+|\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[\w$]+)"
    r"|(?P<sign>=>|.)",
    re.DOTALL | re.MULTILINE,
)
_REGEX = re.compile(r"/(?![/*])(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*+\]|[^/\\\n\[])++/\w*")
_BEFORE_A_VALUE = frozenset(
    {"return", "typeof", "case", "in", "of", "else", "do", "void", "delete", "throw", "new", "instanceof", "yield"}
)


class Token(NamedTuple):
    """A piece of code."""

    kind: Kind
    text: str
    start: int


def tokens(code: str) -> Iterator[Token]:
    """Yield the tokens of ``code``, comments among them, white space not.  Never fails: junk comes out as signs."""
    position, end = 0, min(len(code), MAX_CODE)
    value_before = False
    no_regex_before = 0
    while position < end:
        if code[position] == "/" and not value_before and position >= no_regex_before:
            if match := _REGEX.match(code, position):
                yield Token("regex", match[0], position)
                position, value_before = match.end(), True
                continue
            # What is not closed on this line is not tried again on it.
            no_regex_before = _line_end(code, position)
        found = _TOKEN.match(code, position)
        if found is None:
            return
        kind = found.lastgroup
        if kind in ("comment", "text", "number", "name", "sign"):
            yield Token(kind, found[0], position)  # type: ignore[arg-type]
        if kind == "name":
            value_before = found[0] not in _BEFORE_A_VALUE
        elif kind not in ("space", "comment"):
            value_before = kind in ("text", "number") or found[0] in (")", "]")
        position = found.end()


def comment_spans(code: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of every comment in ``code``."""
    if "//" not in code and "/*" not in code and "<!--" not in code and "-->" not in code:
        return ()
    return tuple((token.start, token.start + len(token.text)) for token in tokens(code) if token.kind == "comment")


def _line_end(code: str, position: int) -> int:
    end = code.find("\n", position)
    return len(code) if end < 0 else end
