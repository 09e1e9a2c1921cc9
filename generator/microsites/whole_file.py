"""Files that nobody ever sees half of."""

from __future__ import annotations

import os
from pathlib import Path

from microsites.i18n.message import _


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
