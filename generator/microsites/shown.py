"""Text from anybody, for a terminal, and for a CI that reads along."""

from __future__ import annotations

_SIGNS = {code: 0x2400 + code for code in range(0x20)} | {
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD),
}
"""Control characters and changes of direction as signs that can be seen."""

_COMMAND, _OLD_COMMAND = "::", "##["
"""What GitHub's runner obeys in what a program prints: the first at the start of a line, the second anywhere
(actions/runner, ActionCommand.cs)."""

_NOTHING = "\u200b"
"""Has no width, and is no space for the runner either."""


def shown(text: str) -> str:
    """``text`` on one line, with nothing in it that a terminal or a CI obeys: what is checked may come from anybody."""
    if not text.isprintable():
        text = text.translate(_SIGNS)
    if _OLD_COMMAND in text:
        text = text.replace(_OLD_COMMAND, f"##{_NOTHING}[")
    return _NOTHING + text if text.lstrip().startswith(_COMMAND) else text


def shown_lines(text: str) -> str:
    """The same of every line of ``text``."""
    return "\n".join(map(shown, text.split("\n")))
