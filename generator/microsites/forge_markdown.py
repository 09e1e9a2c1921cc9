"""Text of anybody for Markdown that a forge shows: in a comment, a ticket, a report that somebody pastes into one.

Forges make more of plain words than Markdown does: mentions, issues, commits, addresses.  Nothing here becomes any.
"""

from __future__ import annotations

import re

from microsites.shown import shown

REFERENCE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{7,40}(?![0-9A-Za-z])|(?:GH|GL)-(?=\d))", re.IGNORECASE)
"""Commits and issues as forges find them in plain text."""

_SPECIAL = re.compile(r"[\\`*{}\[\]|!#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""An underscore inside a word stays as it is: names of events are to be readable in a plain mail, too."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;", "$": "&#36;"})
"""What not every Markdown lets be escaped by a backslash."""
_MEANING = re.compile(
    r"([@#!~$&])(?=[\w\"'])|%(?=\d)|(?<!\d)%(?=[\w\"'])|(?<=\w)(@)|(:)(?=//)|\b(www)(?=\.)", re.IGNORECASE
)
"""「84%です」 is no milestone."""
_BREAK = "\u200b"
"""No width: what it stands in is no mention, no reference and no address any more."""


def escaped(text: str) -> str:
    """``text`` for the middle of a line of Markdown: it means nothing there, and no forge makes a link of it."""
    text = REFERENCE.sub(lambda match: _BREAK.join(re.findall("..?", match[0])), shown(text))
    text = _MEANING.sub(lambda match: f"{match[0]}{_BREAK}", text)
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text).translate(_ENTITIES)


def line(text: str) -> str:
    """``text`` as a line of Markdown: what stands between two NUL characters is code, everything else means nothing."""
    return "".join(code(part) if number % 2 else escaped(part) for number, part in enumerate(text.split("\0")))


def code(text: str) -> str:
    """``text`` as code on one line (CommonMark 6.1): in it nothing means anything."""
    text = shown(text)
    marks = fence(text, 1)
    edge = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{marks}{edge}{text}{edge}{marks}"


def fence(text: str, least: int) -> str:
    """So many backticks that ``text`` cannot end what they begin."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)
