"""Puts a finished site in place of the last one, so that a kill at any moment leaves one of the two.

A site is two things, its tree and its manifest, and a rename over a folder that is not empty fails.  So a small
journal is written once both lie ready; whoever comes next rolls a half-done swap forward.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.manifest import MANIFESTS

if TYPE_CHECKING:
    from filelock import BaseFileLock

STAGING = ".staging"
JOURNAL = ".journal"
CACHE = ".cache"

LOCK_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Staged:
    """A finished site that waits to be put in place."""

    site: str
    folder: Path
    """Holds ``tree/`` and ``manifest.json``."""

    @property
    def tree(self) -> Path:
        """The site's files."""
        return self.folder / "tree"

    @property
    def manifest(self) -> Path:
        """What the checker will read."""
        return self.folder / "manifest.json"


def _lock(file: Path) -> BaseFileLock:
    # Late: whoever checks what was built seldom needs it.
    from filelock import FileLock

    return FileLock(file)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    lock = _lock(out / ".lock")
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except TimeoutError:
        message = _("another command has held it for more than {seconds} seconds", seconds=LOCK_SECONDS)
        raise UserError.at(out, message, _("wait for it to end, then try again")) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def staging_area(out: Path) -> Iterator[Path]:
    """A folder of this command's own to build in; gone afterwards.

    It is held by a lock of its own, so that another command can tell a living build from a killed one.
    If a swap was interrupted, the folder stays for whoever finishes it.
    """
    parent = out / STAGING
    parent.mkdir(parents=True, exist_ok=True)
    folder = parent / f"build-{secrets.token_hex(6)}"
    lock = _lock(parent / f"{folder.name}.lock")
    lock.acquire()
    try:
        folder.mkdir()
        yield folder
    finally:
        if not _named_by_journal(out, folder):
            shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        (parent / f"{folder.name}.lock").unlink(missing_ok=True)
        _remove_if_empty(parent)


def in_use(out: Path) -> bool:
    """Whether another command may be building into ``out``."""
    return any((out / STAGING).glob("build-*"))


def _named_by_journal(out: Path, folder: Path) -> bool:
    for entry in tuple((out / JOURNAL).glob("*.json")) if (out / JOURNAL).is_dir() else ():
        # Another command may finish its swap, and remove its journal, at this very moment.
        with suppress(FileNotFoundError):
            if f'"{folder.name}/' in entry.read_text("utf-8"):
                return True
    return False


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _sweep(out: Path) -> None:
    """Delete what killed builds left behind; leave living ones alone."""
    parent = out / STAGING
    # A build that was killed at once may have left its lock alone.
    for name in sorted({path.stem for path in parent.glob("build-*")}) if parent.is_dir() else ():
        folder = parent / name
        if _named_by_journal(out, folder):
            continue
        lock = _lock(parent / f"{folder.name}.lock")
        try:
            lock.acquire(blocking=False)
        except TimeoutError:
            continue
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        (parent / f"{folder.name}.lock").unlink(missing_ok=True)
    _remove_if_empty(parent)


def _finish(out: Path, staged: Staged) -> None:
    """The swap itself; doing it again after a kill at any line ends in the same state."""
    target = out / staged.site
    old = staged.folder / "old"
    if staged.tree.is_dir():
        if target.exists() and not old.exists():
            os.rename(target, old)
        elif target.exists():
            shutil.rmtree(target)
        os.rename(staged.tree, target)
    if staged.manifest.is_file():
        (out / MANIFESTS).mkdir(exist_ok=True)
        os.replace(staged.manifest, out / MANIFESTS / f"{staged.site}.json")
    shutil.rmtree(old, ignore_errors=True)


_OURS = re.compile(r"build-[0-9a-f]{12}/([a-z0-9]+(?:[-_][a-z0-9]+)*)")
"""How a build names the folder of a site in its staging area."""


def _staged_by(entry: Path, out: Path) -> Staged | None:
    """The site that a journal names; None for a journal that no build of ours wrote.

    A folder that is to be checked may come from anywhere: a journal in it must not lead out of it.
    """
    try:
        folder = json.loads(entry.read_text("utf-8"))["folder"]
        match = _OURS.fullmatch(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if match is None or match[1] != entry.stem or not (out / STAGING / folder).resolve().is_relative_to(out.resolve()):
        return None
    return Staged(entry.stem, out / STAGING / folder)


def _recover(out: Path) -> None:
    for entry in sorted((out / JOURNAL).glob("*.json")) if (out / JOURNAL).is_dir() else ():
        staged = _staged_by(entry, out)
        if staged is not None:
            _finish(out, staged)
        entry.unlink(missing_ok=True)
    _remove_if_empty(out / JOURNAL)


def known_target(out: Path, site: str) -> bool:
    """Whether ``out/<site>`` was written by an earlier build, or is being written by one that was interrupted."""
    return (out / MANIFESTS / f"{site}.json").is_file() or (out / JOURNAL / f"{site}.json").is_file()


def recover(out: Path) -> None:
    """Finish what a killed command began, and sweep up after it.  Does nothing where there is nothing to do."""
    if any((out / name).is_dir() and not (out / name).is_symlink() for name in (JOURNAL, STAGING)):
        with _locked(out):
            _recover(out)
            _sweep(out)


def put_in_place(out: Path, staged: Staged) -> None:
    """Replace ``out/<site>`` and its manifest.  Raises UserError if another command holds the folder, OSError."""
    with _locked(out):
        _recover(out)
        journal = out / JOURNAL / f"{staged.site}.json"
        journal.parent.mkdir(exist_ok=True)
        text = json.dumps({"folder": staged.folder.relative_to(out / STAGING).as_posix()})
        part = journal.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, journal)
        _finish(out, staged)
        journal.unlink()
        _remove_if_empty(journal.parent)
