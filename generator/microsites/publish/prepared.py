"""The tree as its host wants it: a copy, with the host's own files beside the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.manifest import digest_of
from microsites.publish.release import ReadySite

_ALTERED = "BLD073"


def fresh(folder: Path) -> Path:
    """``folder``, empty.  Raises OSError."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def copied(site: ReadySite, folder: Path, extra: Mapping[str, str]) -> tuple[str, ...]:
    """Copy a site's files and the ``extra`` ones into the empty ``folder``; return all their paths.

    What is sent is what was checked: the copy is held against the manifest.  Raises UserError, OSError.
    """
    for file in site.files:
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site.tree / file, target)
    if digest_of(folder) != site.manifest.digest:
        hint = _("build again: what is published is what was built and checked")
        raise UserError.at(site.tree, _("was changed while it was being published"), hint, _ALTERED)
    for name, text in extra.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return (*site.files, *extra)


def written_list(file: Path, names: Iterable[str]) -> Path:
    """A list of files, one a line, for a program to read.  Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{name}\n" for name in names), "utf-8", newline="\n")
    return file
