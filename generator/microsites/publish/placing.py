"""Puts a tree into a folder of this machine, in the place of the one that an earlier publication put there.

A list of those files lies in the folder: whatever is not on it belongs to somebody else.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.manifest import Stored
from microsites.publish.release import Placement
from microsites.record import InsideName
from microsites.whole_file import UNFINISHED, replace_bytes

LIST = ".microsites-files.json"
"""The list's name; no other target's record is called so."""

_NOT_OURS = "BLD081"


class _Placed(Stored):
    """The files that were put into a folder."""

    schema_version: Literal[1] = 1
    files: tuple[InsideName, ...]


def refuse_foreign(folder: Path) -> None:
    """Raise UserError if ``folder`` holds anything that no earlier publication put there, OSError."""
    if not folder.exists() and not folder.is_symlink():
        return
    strange = [] if folder.is_dir() else [folder.name]
    if not strange:
        known = {*_listed(folder), LIST}
        strange = sorted(
            name
            for path in folder.rglob("*")
            for name in (path.relative_to(folder).as_posix(),)
            # We make no links, and what is written through one lands elsewhere.
            if path.is_symlink() or (not path.is_dir() and name not in known and not name.startswith(UNFINISHED))
        )
    if strange:
        message = _("holds files that microsites did not write: {file}", file=strange[0])
        raise UserError.at(folder, message, _("name another folder, or delete this one"), _NOT_OURS)


def place(placement: Placement) -> None:
    """Put the tree there; whenever it breaks off, the list names all that lies there.  Raises UserError, OSError."""
    folder = placement.folder
    refuse_foreign(folder)
    before = _listed(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _note(folder, before | set(placement.files))
    for file in sorted(before.difference(placement.files)):
        _delete(folder, file)
    for file in placement.files:
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(placement.tree / file, target, follow_symlinks=False)
    _note(folder, placement.files)


def _listed(folder: Path) -> set[str]:
    """What the list names; nothing where there is none, or none of ours."""
    try:
        return set(_Placed.model_validate_json((folder / LIST).read_bytes()).files)
    except (FileNotFoundError, ValidationError):
        return set()


def _note(folder: Path, files: Iterable[str]) -> None:
    replace_bytes(folder / LIST, _Placed(files=tuple(sorted(files))).model_dump_json(indent=1).encode(), b"\n")


def _delete(folder: Path, file: str) -> None:
    """Delete a file and the folders that are empty then; a list may come from anywhere and leads nowhere else."""
    target = folder / file
    if ".." in target.parts or not target.is_relative_to(folder):
        return
    target.unlink(missing_ok=True)
    for above in target.relative_to(folder).parents:
        if above != Path():
            with suppress(OSError):
                (folder / above).rmdir()
