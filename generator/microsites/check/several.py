"""Several things in one message."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from microsites.i18n.message import _


def listed(names: Iterable[str]) -> str:
    """One after the other."""
    return reduce(lambda one, other: _("{one}, {other}", one=one, other=other), names)


def both(parts: Iterable[str]) -> str:
    """One and the other."""
    return reduce(lambda one, other: _("{one} and {other}", one=one, other=other), parts)


def and_more(named: str, left: int) -> str:
    """What is named of many, and how many are not."""
    return _("{named} and {count} more", named=named, count=left) if left > 0 else named
