"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from microsites.i18n.message import _


def either(words: Iterable[str]) -> str:
    """``jpg or png or svg``; TypeError for none, as of every function here that takes words."""
    return reduce(lambda one, other: _("{one} or {other}", one=one, other=other), words)


def together(words: Iterable[str]) -> str:
    """``page and url``."""
    return reduce(lambda one, other: _("{one} and {other}", one=one, other=other), words)


def listed(words: Iterable[str]) -> str:
    """``one, two, three``."""
    return reduce(lambda one, other: _("{one}, {other}", one=one, other=other), words)


def sentences(parts: Iterable[str]) -> str:
    """``one; two; three``."""
    return reduce(lambda one, other: _("{one}; {other}", one=one, other=other), parts)


def and_more(named: str, left: int) -> str:
    """What is named of many, and how many are not."""
    return _("{named} and {count} more", named=named, count=left) if left > 0 else named
