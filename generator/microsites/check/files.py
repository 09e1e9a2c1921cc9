"""Small JSON files of our own: read with care, replaced in one step."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

from microsites.i18n.message import _
from microsites.i18n.system import reason


class UnreadableError(Exception):
    """The file is there and is not what it should be; the text continues "the file"."""


def size_of(file: Path) -> int:
    """The size of a file in bytes.  Raises OSError, also for a pipe or a device, which has no end."""
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(_("it is no file"))
    return found.st_size


def read_entries(file: Path, name: str, version: int, max_size: int) -> list[Any]:
    """Return the list ``name`` of ``file``, an empty one if there is no file.  Raises UnreadableError."""
    try:
        data = json.loads(file.read_bytes()) if size_of(file) <= max_size else None
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableError(_("cannot be read ({why})", why=reason(error))) from None
    except (ValueError, RecursionError):
        raise UnreadableError(_("is not JSON")) from None
    if not isinstance(data, dict) or data.get("version") != version or not isinstance(data.get(name), list):
        raise UnreadableError(_("holds no list '{name}' of version {version}", name=name, version=version))
    entries: list[Any] = data[name]
    return entries
