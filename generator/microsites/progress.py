"""How far long work has come, for somebody who waits for it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Whoever works tells it; what it makes of that is its own matter."""

    def expect(self, steps: int, /) -> None:
        """So many steps are to be done, beside those that were expected before."""

    def advance(self, steps: int, /) -> None:
        """So many steps are done, beside those that were done before."""


class Unwatched:
    """Nobody waits."""

    def expect(self, steps: int, /) -> None:
        """Nothing is shown."""

    def advance(self, steps: int, /) -> None:
        """Nothing is shown."""


UNWATCHED: Progress = Unwatched()
