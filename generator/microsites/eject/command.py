"""Builds a site and ejects it: aside first, then in its place, so that a failure leaves nothing behind."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from microsites.build.portfolio import Source, build_portfolio, select_sites
from microsites.content.model import BuildEnvironment
from microsites.eject.project import Ejected, write_project
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason


def _refuse_what_is_there(output: Path) -> None:
    if output.is_symlink() or output.is_file() or (output.is_dir() and any(output.iterdir())):
        hint = _("name a new folder with --output; nothing of yours is written over")
        raise UserError.at(output, _("is there already"), hint, "BLD096")


def _fill(folder: Path, aside: Path) -> None:
    """Move all that lies in ``aside`` into ``folder``, which somebody may stand in; all or nothing.  Raises OSError."""
    moved: list[Path] = []
    try:
        for path in sorted(aside.iterdir()):
            os.replace(path, folder / path.name)
            moved.append(folder / path.name)
    except OSError:
        for path in moved:
            os.replace(path, aside / path.name)
        raise


def eject_site(source: Source, name: str, output: Path, environment: BuildEnvironment, at: str | None) -> Ejected:
    """Write the site ``name`` as a MkDocs project into ``output``, which must be new or empty.

    Raises UserError where the site cannot be built or the folder not be written.
    """
    (site,) = select_sites(source.portfolio, (name,))
    _refuse_what_is_there(output)
    target = output.resolve()
    with TemporaryDirectory(prefix="microsites-eject-") as folder:
        dist = Path(folder) / "dist"
        result = build_portfolio(source, dist, environment, names=(name,), at=at, jobs=1)
        if result.problems:
            raise UserError(result.problems)
        aside = (target if target.is_dir() else target.parent) / f".{target.name}.{secrets.token_hex(4)}"
        try:
            aside.mkdir(parents=True)
            written = write_project(site, dist, aside, result.clock)
            if aside.parent == target:
                _fill(target, aside)
            else:
                os.replace(aside, target)
        except OSError as error:
            message = _("cannot be written: {reason}", reason=reason(error))
            raise UserError.at(output, message, _("check the folder and the disk"), "BLD096") from None
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return written
