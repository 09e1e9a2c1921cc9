"""Whose a schema is: its first line names the portfolio that it was written for."""

from __future__ import annotations

import json
from pathlib import Path

_START = "{\n"


def _first_lines(owner: str) -> str:
    comment = f"Written by 'microsites schema' for '{owner}'; what is changed here is lost."
    return f'{_START}"$comment":{json.dumps(comment, ensure_ascii=False)},\n'


def signed(text: str, owner: str) -> str:
    """The schema ``text`` with the name of the portfolio ``owner``: its folder, seen from that of the schemas."""
    return _first_lines(owner) + text.removeprefix(_START)


def is_signed(path: Path, owner: str) -> bool:
    """Whether ``path`` is a schema of the portfolio ``owner``; a file that cannot be read is nobody's."""
    wanted = _first_lines(owner).encode("utf-8", "surrogatepass")
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(wanted)) == wanted
    except OSError:
        return False
