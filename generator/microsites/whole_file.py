"""Files that nobody ever sees half of."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from microsites.i18n.message import _

UNFINISHED = ".microsites-part-"
"""How the names begin of what a kill may leave beside a file."""

_ANYBODY = 0o666
"""What the umask takes from."""


_BINARY = getattr(os, "O_BINARY", 0)
"""Windows would translate line ends."""


def replace_bytes(file: Path, *parts: bytes) -> None:
    """Write ``file`` so that nobody ever sees half of it; who may read it and a link to it stay as they are.

    Raises OSError; the old file stays then, and nothing lies beside it.
    """
    target = Path(os.path.realpath(file))
    try:
        there = target.stat().st_mode
    except OSError:
        there = None
    if there is not None and not stat.S_ISREG(there):
        raise OSError(
            _("{file} is no file", file=str(file))
        )  # and must not become one: /dev/null is what people write for "nowhere"
    aside = target.with_name(UNFINISHED + secrets.token_hex(8))
    mode = _ANYBODY if there is None else stat.S_IMODE(there)
    try:
        # The mode from the beginning: what is secret is so while it is written, too.
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb") as written:
            written.writelines(parts)
        if there is not None:
            aside.chmod(mode)
        aside.replace(target)
    except BaseException as error:
        with suppress(OSError):
            aside.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(file), None
        raise
