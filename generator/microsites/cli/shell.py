"""Commands that a person pastes: words as the shell of this machine reads them."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path


def quoted(path: Path) -> str:
    """``path`` as one word of a command, for the shell of this machine."""
    if sys.platform == "win32":
        # Of cmd and PowerShell alike; a path of Windows has no quotation marks.
        return str(path) if re.fullmatch(r"[\w.\\:/-]+", str(path)) else f'"{path}"'
    return shlex.quote(f"./{path}" if str(path).startswith("-") else str(path))
