"""Files that are to be written together: all of them or none, and nothing that lies there is overwritten."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason

_STAGE = ".microsites-new-"
"""Prefix of the folder in which files wait; no site's folder starts with a dot."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file as it will be."""

    path: str
    """From the draft's root, with ``/``."""
    content: bytes
    before: bytes | None = None
    """What the file holds now; None where there must be none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Files below an existing folder, in an order in which every state in between is a valid one."""

    root: Path
    files: tuple[DraftFile, ...]


def put(draft: Draft) -> None:
    """Write the files of ``draft``: aside first, then each into its place; after a failure nothing has changed.

    Raises UserError where a file has come or changed meanwhile, lies outside the root, or cannot be written.
    """
    _refuse_what_changed(draft)
    undo: list[Callable[[], None]] = []
    stage: Path | None = None
    place: Path | str = draft.root
    try:
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=draft.root))
        for file in draft.files:
            place = draft.root / file.path
            waiting = stage / "new" / file.path
            waiting.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(file.content)
        for unit, is_new in _units(draft):
            place = draft.root / unit
            undo.append(_move_in(stage, draft.root, unit) if is_new else _replace(stage, draft.root, unit))
    except BaseException as error:
        for step in reversed(undo):
            with suppress(OSError):
                step()
        if isinstance(error, FileExistsError):
            raise _taken(place) from None
        if isinstance(error, OSError):
            hint = _("make room, or see who may write there; nothing has been changed")
            raise UserError.at(place, _("cannot be written: {reason}", reason=reason(error)), hint, "BLD061") from None
        raise
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def _taken(path: Path | str) -> UserError:
    return UserError.at(path, _("is there already"), _("choose another name; nothing is overwritten"), "BLD060")


def _refuse_what_changed(draft: Draft) -> None:
    root = draft.root.resolve()
    for file in draft.files:
        path = draft.root / file.path
        if ".." in PurePosixPath(file.path).parts or not path.parent.resolve().is_relative_to(root):
            raise UserError.at(path, _("lies outside {folder}", folder=draft.root), "", "BLD060")
        if file.before is None and os.path.lexists(path):
            raise _taken(path)
        if file.before is not None:
            try:
                unchanged = path.read_bytes() == file.before
            except OSError:
                unchanged = False
            if not unchanged:
                hint = _("save it, then give the command again")
                raise UserError.at(path, _("has been changed meanwhile"), hint, "BLD060")


def _units(draft: Draft) -> Iterator[tuple[str, bool]]:
    """What is moved in one step: a whole folder that is not there yet, a new file, or a file that is replaced."""
    seen: set[str] = set()
    for file in draft.files:
        parts = PurePosixPath(file.path).parts
        unit = file.path
        for depth in range(1, len(parts)):
            above = "/".join(parts[:depth])
            if above in seen or not (draft.root / above).exists():
                unit = above
                break
        if unit not in seen:
            seen.add(unit)
            yield unit, file.before is None


def _move_in(stage: Path, root: Path, unit: str) -> Callable[[], None]:
    source, target = stage / "new" / unit, root / unit
    if source.is_dir():
        if os.path.lexists(target):
            raise FileExistsError
        os.rename(source, target)
        return lambda: shutil.rmtree(target)
    try:
        os.link(source, target)  # unlike a rename, it never takes another file's place
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError from None
        os.rename(source, target)
    return target.unlink


def _replace(stage: Path, root: Path, unit: str) -> Callable[[], None]:
    target, kept = root / unit, stage / "old" / unit
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(target, kept)
    shutil.copymode(target, stage / "new" / unit)
    os.replace(stage / "new" / unit, target)
    return lambda: os.replace(kept, target)
