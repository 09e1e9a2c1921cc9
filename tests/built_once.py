"""What takes long to build and is only read: built by the first worker that asks, for all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """What ``build`` builds into the folder that it is given, once for all workers; read only."""
    base = tmp_path_factory.getbasetemp()
    dist = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"once-{name}" / "dist"
    dist.parent.mkdir(exist_ok=True)
    done = dist.parent / "done"
    with FileLock(dist.parent / "lock"):
        if not done.exists():
            shutil.rmtree(dist, ignore_errors=True)
            build(dist)
            done.touch()
    return dist
