"""What a terminal was told that a test holds."""

from __future__ import annotations

import os
from contextlib import suppress


def all_shown(held: int) -> str:
    """Everything that was written to a pseudo-terminal whose other end is closed; closes this end too.

    It comes in pieces, as the kernel moves it; an error says that it is over.
    """
    shown = b""
    with suppress(OSError):
        while piece := os.read(held, 65_536):
            shown += piece
    os.close(held)
    return shown.decode()
