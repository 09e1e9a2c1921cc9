"""Where a bug of the product leaves what is needed to find it."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path

from microsites import __version__


def log_bug() -> Path | None:
    """Write the exception that is being handled into a file of its own; None where there is no place for it."""
    try:
        handle, name = tempfile.mkstemp(prefix="microsites-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(told())
    except OSError:
        return None
    return Path(name)


def told() -> str:
    """What is needed to find the exception that is being handled."""
    return f"microsites {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n{traceback.format_exc()}"
