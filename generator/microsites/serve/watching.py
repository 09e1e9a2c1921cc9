"""What was saved in the portfolio, without what editors and systems write for themselves."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

QUIET_MS = 50
"""A change is told when so long nothing else was: a rename over, two writes and a folder that moves are one change."""
LONGEST_MS = 400
"""But no later than this."""
_RETRY_SECONDS = 0.5


class _Ours(DefaultFilter):
    """Leaves out what lies in folders whose names begin with a dot: no content does."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def __call__(self, change: Change, path: str) -> bool:
        hidden = any(part.startswith(".") for part in _relative(path, self._root).split("/"))
        return not hidden and super().__call__(change, path)


async def changes(root: Path, stop: asyncio.Event) -> AsyncIterator[frozenset[str]]:
    """Sets of files that changed, relative to ``root`` with ``/``, until ``stop``; an empty set where nobody knows.

    A folder that is gone is waited for: it is moved, or its network drive comes back.
    """
    while not stop.is_set():
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
                yield frozenset(_relative(path, root) for _, path in each)
                if not root.is_dir():  # noqa: ASYNC240 - a look, and no reading
                    break
        except (OSError, RuntimeError):
            # watchfiles says both of a folder that went away, or of too many folders to watch.
            pass
        if not stop.is_set():
            await asyncio.sleep(_RETRY_SECONDS)
            yield frozenset()


def _relative(path: str, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")
