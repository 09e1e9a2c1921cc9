"""Levels of the headings in a text, as they stand in the outline of the page around it."""

from __future__ import annotations

DEEPEST = 6
"""HTML knows ``h1`` to ``h6``."""


class HeadingLevels:
    """Gives the headings of one text their levels, in the order of the text.

    An editor writes ``###`` because it looks right; the outline must hold whatever she wrote.  The first heading stands
    one level below the heading ``under`` which the text stands, and none is more than one level below the one before.
    """

    def __init__(self, under: int) -> None:
        self._under = under
        self._open: list[int] = []

    def place(self, written: int) -> int:
        """The level of the next heading, written with ``written`` number signs."""
        while self._open and self._open[-1] >= written:
            self._open.pop()
        self._open.append(written)
        return min(self._under + len(self._open), DEEPEST)
