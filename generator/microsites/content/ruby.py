"""Readings that editors write above characters: ``{漢字|かんじ}``, or ``{漢字|かん|じ}`` character by character.

What is not exactly that (a brace without its partner, braces in braces) stays as typed.
"""

from __future__ import annotations

import re

_CHARACTER = r"""[^{}|<>&"'*_`\\\[\]\n]"""
"""A base or a reading is made of characters, not of markup."""

RUBY = re.compile(rf"(?<!{{){{((?! ){_CHARACTER}{{1,40}})\|((?![ |])(?:{_CHARACTER}|\|){{1,80}})}}(?!}})")
"""Base and reading; bounded, so that no text can make a search long."""


_MISTYPED = re.compile(r"[{｛]([^{}｛｝|｜\n]{1,40})[|｜]([ぁ-ゖァ-ヺー・|｜]{1,80})[}｝]")
_HALF_WIDTH = str.maketrans("｛｜｝", "{|}")


def mistyped(text: str) -> tuple[str, str] | None:
    """The first reading written with full-width signs, which stays as typed, and how it is written; None if there is none.

    Only kana behind the bar: anything else may be meant as it stands.
    """
    if "｜" not in text and "｛" not in text and "｝" not in text:
        return None
    for found in _MISTYPED.finditer(text):
        right = found[0].translate(_HALF_WIDTH)
        if right != found[0]:
            return found[0], right
    return None


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
