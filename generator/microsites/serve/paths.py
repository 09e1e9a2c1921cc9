"""From the path of an address to a file, and to none outside."""

from __future__ import annotations

from pathlib import Path

INDEX = "index.html"


def file_below(tree: Path, path: str) -> Path | None:
    """The file that ``path`` (decoded, ``/`` between folders, relative to ``tree``) names; a folder names its page.

    None for what does not exist and for everything that leads out of the tree, by dots, drives or links.
    """
    segments = path.split("/")
    if segments[-1] == "":
        segments[-1] = INDEX
    if any(not _plain(segment) for segment in segments):
        return None
    file = tree.joinpath(*segments)
    try:
        if not file.is_file() or not file.resolve().is_relative_to(tree.resolve()):
            return None
    except (OSError, RuntimeError):  # a name that is too long, a link to itself
        return None
    return file


def _plain(segment: str) -> bool:
    """No segment of a built tree is empty, goes up, or holds what Windows reads as a drive, a stream or a folder."""
    return segment.strip(". ") != "" and not any(letter in "\\:" or letter < " " for letter in segment)
