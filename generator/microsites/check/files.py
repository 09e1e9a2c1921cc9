"""Small JSON files of our own: read with care, replaced in one step."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from microsites.i18n.message import _


class UnreadableError(Exception):
    """The file is there and is not what it should be; the text continues "the file"."""


def why_not(error: OSError) -> str:
    """What the system, or one of us, said."""
    return error.strerror or (str(error) if len(error.args) != 1 else error.args[0])


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
        raise UnreadableError(_("cannot be read ({why})", why=why_not(error))) from None
    except (ValueError, RecursionError):
        raise UnreadableError(_("is not JSON")) from None
    if not isinstance(data, dict) or data.get("version") != version or not isinstance(data.get(name), list):
        raise UnreadableError(_("holds no list '{name}' of version {version}", name=name, version=version))
    entries: list[Any] = data[name]
    return entries


def replace_bytes(file: Path, *parts: bytes) -> None:
    """Write ``file`` so that nobody ever sees half of it.  Raises OSError; the old file stays then."""
    if os.path.exists(file) and not os.path.isfile(file):  # noqa: PTH110, PTH113 - Path's raise where they may not look
        raise OSError(
            _("{file} is no file", file=str(file))
        )  # and must not become one: /dev/null is what people write for "nowhere"
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with aside.open("wb") as written:
            written.writelines(parts)
        aside.replace(file)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
