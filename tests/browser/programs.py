"""Programs of the machine that browser tests need."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def unavailable(reason: str) -> NoReturn:
    """Skip where something is missing; in CI that would hide what must be shown, so fail."""
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, and {reason}")
    pytest.skip(reason)


def program(*names: str) -> str:
    """The path of the first of these programs that the machine has."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or unavailable(f"there is no {names[0]} on this machine")
