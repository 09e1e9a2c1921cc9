"""Where files lie, whatever links lead through."""

from __future__ import annotations

from pathlib import Path


def lies_below(file: Path, folder: Path) -> bool:
    """Whether ``file`` is of the folder: places come from manifests and messages, which may name anything."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link to itself is either, by the version of Python
        return False
