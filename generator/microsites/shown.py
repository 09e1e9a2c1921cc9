"""Text from anybody, for a terminal."""

from __future__ import annotations

_SIGNS = {code: 0x2400 + code for code in range(0x20)} | {
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD),
}
"""Control characters and changes of direction as signs that can be seen."""


def shown(text: str) -> str:
    """``text`` on one line, with nothing in it that a terminal obeys: what is checked may come from anybody."""
    return text.translate(_SIGNS)


def shown_lines(text: str) -> str:
    """The same of every line of ``text``."""
    return "\n".join(map(shown, text.split("\n")))
