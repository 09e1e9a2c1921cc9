"""What was saved in the portfolio, without what editors and systems write for themselves."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

QUIET_MS = 50
"""A change is told when so long nothing else was: a rename over, two writes and a folder that moves are one change."""
LONGEST_MS = 400
"""But no later than this."""
RETRY_SECONDS = 0.5
"""How often a folder that is gone is looked for, and how soon watching is first tried again."""
LONGEST_RETRY_SECONDS = 60.0
"""Where watching fails each time: all is built anew after every attempt."""


class _Ours(DefaultFilter):
    """Leaves out what lies in folders whose names begin with a dot: no content does."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def __call__(self, change: Change, path: str) -> bool:
        hidden = any(part.startswith(".") for part in _relative(path, self._root).split("/"))
        return not hidden and super().__call__(change, path)


async def changes(
    root: Path, stop: asyncio.Event, failed: Callable[[OSError | RuntimeError], None]
) -> AsyncIterator[frozenset[str] | None]:
    """Sets of files that changed, relative to ``root`` with ``/``, until ``stop``; None where nobody knows.

    A folder that is gone is waited for: it is moved, or its network drive comes back.  ``failed`` hears, once, why a
    folder that is there cannot be watched; it is tried again ever more seldom.
    """
    pause, told = RETRY_SECONDS, False
    while not stop.is_set():
        if not root.is_dir():  # noqa: ASYNC240 - a look, and no reading
            # Not left to watchfiles: told to ignore what it may not read, it watches nothing, for ever.
            yield None
            while not root.is_dir():  # noqa: ASYNC240
                await _stopped(stop, RETRY_SECONDS)
                if stop.is_set():
                    return
            yield None
        wait = RETRY_SECONDS
        try:
            found = awatch(
                root,
                watch_filter=_Ours(root),
                debounce=LONGEST_MS,
                step=QUIET_MS,
                stop_event=stop,
                ignore_permission_denied=True,
            )
            async for each in found:
                pause = RETRY_SECONDS
                yield frozenset(_relative(path, root) for _, path in each)
                if not root.is_dir():  # noqa: ASYNC240
                    break
        except (OSError, RuntimeError) as error:
            # watchfiles says both of a folder that went away, or of too many folders to watch.
            if root.is_dir():  # noqa: ASYNC240
                if not told:
                    failed(error)
                told = True
                wait, pause = pause, min(2 * pause, LONGEST_RETRY_SECONDS)
        await _stopped(stop, wait)
        if root.is_dir() and not stop.is_set():  # noqa: ASYNC240
            yield None


async def _stopped(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def _relative(path: str, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")
