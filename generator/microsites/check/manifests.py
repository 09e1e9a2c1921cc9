"""Finds the sites of a folder and reads their manifests."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from microsites.check.suggestions import did_you_mean
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.manifest import MANIFESTS, SCHEMA_VERSION, Manifest

_NO_TREE = "BLD401"
_BAD_MANIFEST = "BLD402"
_MAX_SIZE = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Subject:
    """A site to check."""

    name: str
    root: Path
    prefix: str
    """What stands before a page's path, seen from the checked folder: ``strawberry/``, or nothing."""
    manifest: Manifest | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds."""

    subjects: tuple[Subject, ...]
    sisters: tuple[Subject, ...]
    """Trees that are not to be checked, but to which links may lead."""
    portfolio: bool
    unjudged: tuple[str, ...]
    """Folders of a portfolio without a manifest."""

    def only(self, names: frozenset[str]) -> Found:
        """Narrow to some sites; the others stay as sisters.  Raises UserError for a name that is not here."""
        known = [subject.name for subject in self.subjects]
        for name in sorted(names.difference(known)):
            raise UserError.at(name, _("is not a site of this folder"), did_you_mean(name, known), _NO_TREE)
        chosen = tuple(subject for subject in self.subjects if subject.name in names)
        others = tuple(subject for subject in self.subjects if subject.name not in names)
        return Found(chosen, (*self.sisters, *others), self.portfolio and not others, ())


def manifest_files(directory: Path) -> tuple[Path, ...]:
    """The manifests of what was built into ``directory``, absolute: all of a portfolio, or the site's own; else none."""
    beside = directory / MANIFESTS
    if os.path.isdir(beside):  # noqa: PTH112 - Path.is_dir raises where it may not look
        return tuple(sorted(beside.glob("*.json")))
    own = directory.parent / MANIFESTS / f"{directory.name}.json"
    return (own,) if os.path.isfile(own) else ()  # noqa: PTH113


def find_sites(directory: Path, manifest: Path | None) -> Found:
    """Return the sites of ``directory``: a portfolio, one with its manifest, or one that somebody else built."""
    if not os.path.isdir(directory):  # noqa: PTH112 - Path.is_dir raises where it may not look
        raise UserError.at(
            directory, _("is not a folder"), _("build first, or name the folder that holds the site"), _NO_TREE
        )
    try:
        directory = directory.absolute()
    except OSError as error:
        raise UserError.at(
            directory, _("cannot be found from here ({why})", why=reason(error)), code=_NO_TREE
        ) from None
    if manifest is not None:
        return _one_site(directory, manifest, manifest.absolute().parent)
    files = manifest_files(directory)
    if os.path.isdir(directory / MANIFESTS):  # noqa: PTH112
        return _portfolio(directory, files)
    if files:
        return _one_site(directory, files[0], files[0].parent)
    name = directory.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Found((Subject(name, directory, "", None),), (), False, ())


def _portfolio(directory: Path, files: tuple[Path, ...]) -> Found:
    subjects = tuple(Subject(file.stem, directory / file.stem, f"{file.stem}/", read_manifest(file)) for file in files)
    if not subjects:
        raise UserError.at(directory / MANIFESTS, _("holds no manifest"), _("build the portfolio first"), _NO_TREE)
    names = {subject.name for subject in subjects}
    others = sorted(f.name for f in directory.iterdir() if f.is_dir() and f.name not in names and f.name[0] != ".")
    return Found(subjects, (), True, tuple(others))


def _one_site(directory: Path, file: Path, manifests: Path) -> Found:
    manifest = read_manifest(file)
    subject = Subject(manifest.site, directory, "", manifest)
    sisters = tuple(_sisters(manifest, directory.parent)) if manifests == directory.parent / MANIFESTS else ()
    return Found((subject,), sisters, False, ())


def _sisters(manifest: Manifest, folder: Path) -> Iterator[Subject]:
    for sister in manifest.sisters:
        root = folder / sister.site
        if sister.site != manifest.site and Path(sister.site).name == sister.site and root.is_dir():
            yield Subject(sister.site, root, f"../{sister.site}/", None)


def read_manifest(file: Path) -> Manifest:
    """Read a manifest.  Raises UserError if it is damaged or of a version that this program does not know."""
    try:
        found = file.stat()
        if stat.S_ISFIFO(found.st_mode) and file.parent.name == MANIFESTS:
            raise UserError.at(file, _("is no file"), code=_BAD_MANIFEST)
        if found.st_size > _MAX_SIZE:
            raise UserError.at(file, _("is too large to be a manifest"), code=_BAD_MANIFEST)
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise UserError.at(file, _("cannot be read ({why})", why=reason(error)), code=_BAD_MANIFEST) from None
    except (ValueError, RecursionError):
        raise UserError.at(
            file, _("is not a manifest: it is not JSON"), _("build the site again"), _BAD_MANIFEST
        ) from None
    version = data.get("schema_version", SCHEMA_VERSION) if isinstance(data, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        message = _(
            "was written by a newer microsites (version {version} of the manifest, known here: {known})",
            version=version,
            known=SCHEMA_VERSION,
        )
        raise UserError.at(file, message, _("update microsites, or build the site again with this one"), _BAD_MANIFEST)
    if isinstance(version, int) and version < SCHEMA_VERSION:
        message = _(
            "was written by an older microsites (version {version} of the manifest, now: {known})",
            version=version,
            known=SCHEMA_VERSION,
        )
        raise UserError.at(file, message, _("build the site again"), _BAD_MANIFEST)
    try:
        return Manifest.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or _("the whole file")
        message = _("is not a manifest: {where}: {fault}", where=where, fault=first["msg"])
        raise UserError.at(file, message, _("build the site again"), _BAD_MANIFEST) from None
