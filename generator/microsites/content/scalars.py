"""Numbers that remember how they were typed, so that ``tel: 0123`` can still become text."""

from __future__ import annotations

from typing import Any, Self


class IntScalar(int):
    """A whole number from YAML with the characters it was written in."""

    text: str

    def __new__(cls, text: str, base: int = 10) -> Self:
        number = super().__new__(cls, text, base)
        number.text = text
        return number


class FloatScalar(float):
    """A decimal number from YAML with the characters it was written in."""

    text: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number


def as_typed(value: Any) -> Any:
    """A number as the text that was typed; every other value as it is."""
    return value.text if isinstance(value, IntScalar | FloatScalar) else value
