"""The nearest thing that does exist."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property

from microsites.i18n.message import _

MAX_CANDIDATES = 5000
"""Comparing grows with their number; above this only names that differ in case or Unicode form are found."""

MAX_GUESSES = 50
"""On a page, of one rule: what is missing many times over is missing for one reason, and a guess for each helps nobody."""

_COMPARED = 50
"""Candidates that are compared letter by letter: those that share the most pieces with the word."""

_COMMON = 500
"""A piece that so many candidates hold tells them not apart."""


class Suggester:
    """Suggests from the same candidates again and again: what is missing is missing on many pages."""

    def __init__(self, candidates: Collection[str]) -> None:
        self._candidates = sorted(candidates)
        self._found: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The candidate that ``word`` was probably meant to be, or None."""
        if word not in self._found:
            self._found[word] = self._nearest(word)
        return self._found[word]

    def hint(self, word: str, otherwise: str) -> str:
        """A hint that names the nearest candidate, or ``otherwise``."""
        candidate = self.nearest(word)
        return _('did you mean "{candidate}"?', candidate=candidate) if candidate is not None else otherwise

    def _nearest(self, word: str) -> str | None:
        for candidate in self._folded.get(_fold(word), ()):
            if candidate != word:
                return candidate
        if len(self._candidates) > MAX_CANDIDATES or len(word) > _LONGEST:
            return None
        close = difflib.get_close_matches(word, self._likely(word), n=1, cutoff=0.6)
        return close[0] if close else None

    def _likely(self, word: str) -> list[str]:
        """The candidates that are worth a comparison, sorted."""
        if len(self._candidates) <= _COMPARED:
            return self._candidates
        shared: Counter[int] = Counter()
        for piece in _pieces(word):
            holders = self._holders.get(piece, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        ranked = sorted(shared, key=lambda number: (-shared[number], number))[:_COMPARED]
        return [self._candidates[number] for number in sorted(ranked)]

    @cached_property
    def _folded(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for candidate in self._candidates:
            found.setdefault(_fold(candidate), []).append(candidate)
        return found

    @cached_property
    def _holders(self) -> Mapping[str, list[int]]:
        """Piece → the numbers of the candidates that hold it."""
        found: dict[str, list[int]] = {}
        for number, candidate in enumerate(self._candidates):
            for piece in _pieces(candidate):
                found.setdefault(piece, []).append(number)
        return found


class Guesses:
    """Suggestions for one page."""

    def __init__(self, suggester: Suggester) -> None:
        self._suggester = suggester
        self._words: set[str] = set()

    def hint(self, word: str, otherwise: str) -> str:
        """As :meth:`Suggester.hint`, for the first few words; for the others ``otherwise``."""
        if word not in self._words:
            if len(self._words) >= MAX_GUESSES:
                return otherwise
            self._words.add(word)
        return self._suggester.hint(word, otherwise)


_LONGEST = 1000
"""Letters; what is longer is no name that somebody mistyped."""


def nearest(word: str, candidates: Collection[str]) -> str | None:
    """Return the candidate that ``word`` was probably meant to be, or None."""
    return Suggester(candidates).nearest(word)


def did_you_mean(word: str, candidates: Collection[str], otherwise: str = "") -> str:
    """Return a hint that names the nearest candidate, or ``otherwise``."""
    return Suggester(candidates).hint(word, otherwise)


def _fold(word: str) -> str:
    # macOS writes file names decomposed (か + ゛); they look the same and are not found.
    return unicodedata.normalize("NFC", word).casefold()


def _pieces(word: str) -> set[str]:
    """Two letters each; Japanese names are short."""
    word = f"/{word[:_LONGEST]}"
    return {word[start : start + 2] for start in range(len(word) - 1)}
