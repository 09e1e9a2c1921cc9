"""The nearest thing that does exist."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection

MAX_CANDIDATES = 5000
"""Comparing grows with their number; above this only names that differ in case or Unicode form are found."""


def nearest(word: str, candidates: Collection[str]) -> str | None:
    """Return the candidate that ``word`` was probably meant to be, or None."""
    folded = _fold(word)
    for candidate in sorted(candidates):
        if _fold(candidate) == folded and candidate != word:
            return candidate
    if len(candidates) > MAX_CANDIDATES:
        return None
    close = difflib.get_close_matches(word, sorted(candidates), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(word: str, candidates: Collection[str], otherwise: str = "") -> str:
    """Return a hint that names the nearest candidate, or ``otherwise``."""
    candidate = nearest(word, candidates)
    return f'did you mean "{candidate}"?' if candidate is not None else otherwise


class Suggester:
    """Suggests from the same candidates again and again: what is missing is missing on many pages."""

    def __init__(self, candidates: Collection[str]) -> None:
        self._candidates = candidates
        self._hints: dict[str, str] = {}

    def hint(self, word: str, otherwise: str) -> str:
        """As :func:`did_you_mean`."""
        if word not in self._hints:
            self._hints[word] = did_you_mean(word, self._candidates, otherwise)
        return self._hints[word]


def _fold(word: str) -> str:
    # macOS writes file names decomposed (か + ゛); they look the same and are not found.
    return unicodedata.normalize("NFC", word).casefold()
