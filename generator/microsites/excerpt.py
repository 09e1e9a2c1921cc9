"""The line that a message is about, with a mark below the place in it."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from stat import S_ISREG

from microsites.shown import shown

MAX_BYTES = 4_000_000
"""No line behind that is shown: nothing that people write by hand is longer."""

_LONGEST = 4
"""Bytes of a character: the last one that is read may be cut."""

_CUT = "…"
_IDEOGRAPHIC_SPACE = "\u3000"


def excerpt(file: Path, line: int, column: int, *, width: int = 100) -> tuple[str, str] | None:
    """The line of ``file`` on one line, and below it the line with the mark; None where it cannot be shown.

    ``line`` counts from 1, ``column`` from 1 in code points; column 0 means the line as a whole.  At most ``width``
    columns around the place are shown, in which a full-width character takes two.
    """
    text = _line(file, line)
    if text is None:
        return None
    at = min(column - 1, len(text)) if column > 0 else len(text) - len(text.lstrip())
    start, end = _window(text, at, width)
    before = (_CUT if start else "") + shown(text[start:at])
    return before + shown(text[at:end]) + (_CUT if end < len(text) else ""), "".join(map(_blank, before)) + "^"


def columns_of(letter: str) -> int:
    """How many columns a character takes (Unicode, UAX #11); what stands on or joins the one before takes none."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _line(file: Path, line: int) -> str | None:
    try:
        # A pipe or a device never ends.
        if line < 1 or not S_ISREG(file.stat().st_mode):
            return None
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES)
    except (OSError, ValueError):
        return None
    if b"\0" in data:
        return None
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n", line)
    return lines[line - 1] if len(lines) >= line else None


def _decoded(data: bytes) -> str:
    """The text, also of a file in the wrong encoding: who is to save it anew must recognise it."""
    for encoding in ("utf-8-sig", "cp932", "euc_jp"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start > MAX_BYTES - _LONGEST:
                break
    return data.decode("utf-8-sig", "replace")


def _window(text: str, at: int, width: int) -> tuple[int, int]:
    """Which part of the line is shown: more of what stands before the place, as people read towards it."""
    if len(text) <= width and sum(map(columns_of, text)) <= width:
        return 0, len(text)
    room = width - 2
    start = end = at
    used = 0
    while start and used + _room_of(text[start - 1]) <= room * 2 // 3:
        start -= 1
        used += _room_of(text[start])
    while end < len(text) and used + _room_of(text[end]) <= room:
        used += _room_of(text[end])
        end += 1
    return start, end


def _room_of(letter: str) -> int:
    """What takes no column takes room all the same: marks without end fill no report."""
    return max(1, columns_of(letter))


def _blank(letter: str) -> str:
    """Space as wide as ``letter``: also where a full-width one is not twice as wide as others, as in most browsers."""
    return _IDEOGRAPHIC_SPACE if (columns := columns_of(letter)) == 2 else " " * columns
