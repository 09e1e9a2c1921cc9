"""The tree as its host wants it: a copy, with the host's own files beside the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.publish.release import ReadySite

_FULL = "BLD078"


def fresh(folder: Path) -> Path:
    """``folder``, empty.  Raises UserError."""
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    except OSError as error:
        raise _cannot(folder, error) from None
    return folder


def copied(site: ReadySite, folder: Path, extra: Mapping[str, str]) -> tuple[str, ...]:
    """Copy a site's files and the ``extra`` ones into ``folder``; return all their paths.  Raises UserError."""
    try:
        for file in site.files:
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site.tree / file, target)
        for name, text in extra.items():
            (folder / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise _cannot(folder, error) from None
    return (*site.files, *extra)


def written_list(file: Path, names: Iterable[str]) -> Path:
    """A list of files, one a line, for a program to read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{name}\n" for name in names), "utf-8", newline="\n")
    return file


def _cannot(folder: Path, error: OSError) -> UserError:
    message = _("cannot be written ({reason})", reason=reason(error))
    return UserError.at(error.filename or folder, message, code=_FULL)
