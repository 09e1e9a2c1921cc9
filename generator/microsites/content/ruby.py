"""Readings that editors write above characters: ``{漢字|かんじ}``, or ``{漢字|かん|じ}`` character by character.

What is not exactly that (a brace without its partner, braces in braces) stays as typed.
"""

from __future__ import annotations

import re

_CHARACTER = r"""[^{}|<>&"'*_`\\\[\]\n]"""
"""A base or a reading is made of characters, not of markup."""

RUBY = re.compile(rf"(?<!{{){{((?! ){_CHARACTER}{{1,40}})\|((?![ |])(?:{_CHARACTER}|\|){{1,80}})}}(?!}})")
"""Base and reading; bounded, so that no text can make a search long."""


def without_readings(text: str) -> str:
    """``text`` with the base characters alone, for places that hold nothing but characters."""
    return RUBY.sub(r"\1", text) if "{" in text else text


def readings(base: str, reading: str) -> tuple[tuple[str, str], ...]:
    """Pairs of characters and what is written above them.

    ``かん|じ`` is one reading for each character of ``漢字``; where the numbers differ, they are one reading.
    """
    parts = reading.split("|")
    if len(parts) == len(base) > 1:
        return tuple(zip(base, parts, strict=True))
    return ((base, "".join(parts)),)
