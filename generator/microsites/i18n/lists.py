"""Several words in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from microsites.i18n.message import _


def either(words: Sequence[str]) -> str:
    """``jpg or png or svg``."""
    first, *others = words
    return _("{first} or {others}", first=first, others=either(others)) if others else first


def together(words: Sequence[str]) -> str:
    """``page and url``."""
    first, *others = words
    return _("{first} and {others}", first=first, others=together(others)) if others else first


def listed(sentences: Sequence[str]) -> str:
    """``one; two; three``."""
    first, *others = sentences
    return _("{first}; {others}", first=first, others=listed(others)) if others else first
