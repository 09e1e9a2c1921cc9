"""What took time to make (pictures, cards, search indexes), each in a folder named by all that decided it; bounded.

Every site remembers for how many of its builds each has not been used.  What no site has used in its last
:data:`GENERATIONS` builds is deleted; a site that is not built forgets nothing, and no clock is asked.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

GENERATIONS = 30
"""Builds of a site for which it keeps what it no longer uses: an editor may want a picture back."""
_PICTURES = "pictures"
_GONE = "gone"
"""What is being deleted; a kill leaves no half of a picture where a build looks for it."""
_USED = "used"
_LOCK = ".pictures.lock"


def write_atomically(path: Path, data: bytes) -> None:
    """Write all of ``data`` or nothing, with the folders above.  Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class BuildCache:
    """What one site uses of the cache below ``root``: pictures, cards, search indexes, each in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._used: set[str] = set()
        root.mkdir(parents=True, exist_ok=True)
        # Another command may be deleting: what is found from here on stays (see prune).
        with FileLock(root / _LOCK):
            pass

    def folder(self, key: str) -> Path:
        """Where the files of ``key`` lie; counted as used."""
        self._used.add(key)
        return self._root / _PICTURES / key[:2] / key

    def remember(self, site: str) -> None:
        """Count this build of ``site``: what it used is new, everything else a build older.  Raises OSError."""
        path = self._root / _USED / f"{site}.txt"
        ages = {key: age + 1 for key, age in _ages(path).items()} | dict.fromkeys(self._used, 0)
        lines = [f"{key} {age}\n" for key, age in sorted(ages.items()) if age < GENERATIONS]
        text = "".join(lines).encode()
        if not path.is_file() or path.read_bytes() != text:
            write_atomically(path, text)


def _ages(path: Path) -> dict[str, int]:
    """Key → builds since it was used; a file that cannot be read says nothing."""
    try:
        return {key: int(age) for key, age in (line.split() for line in path.read_text("ascii").splitlines())}
    except (OSError, ValueError):
        return {}


def prune(root: Path, sites: Collection[str], in_use: Callable[[], bool]) -> None:
    """Delete what none of ``sites`` (all of the portfolio) remembers, unless another build is running.

    ``in_use`` says whether one is.  It is asked once no build can begin: one that starts after it waits in
    :class:`BuildCache` until this is done.  What cannot be deleted stays.
    """
    if not (root / _USED).is_dir():
        return
    with FileLock(root / _LOCK):
        if in_use():
            return
        kept: set[str] = set()
        for remembered in (root / _USED).glob("*.txt"):
            if remembered.stem in sites:
                kept |= _ages(remembered).keys()
            else:
                with suppress(OSError):
                    remembered.unlink()
        gone = root / _GONE
        shutil.rmtree(gone, ignore_errors=True)  # of a command that was killed
        for folder in (root / _PICTURES).glob("??/*"):
            if folder.name not in kept:
                gone.mkdir(exist_ok=True)
                with suppress(OSError):
                    os.rename(folder, gone / folder.name)
        shutil.rmtree(gone, ignore_errors=True)
