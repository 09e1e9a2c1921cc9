"""Whether a built site may be published: it is what was built, for where it goes, and still true."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from microsites.build.swap import recover
from microsites.check.manifests import Found, Subject, find_sites
from microsites.content.publishing import Destination, Publish, filled
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.manifest import Manifest, digest_of
from microsites.publish.address import address_of
from microsites.publish.release import PlacedSite, ReadySite

_OTHER_ENVIRONMENT = "BLD072"
_ALTERED = "BLD073"
_OUTDATED = "BLD074"
_NO_DESTINATION = "BLD075"
_NO_BUILD = "BLD082"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for."""

    dist: Path
    environment: str
    target: str
    """As YAML says it."""
    to: str | None
    """Replaces the destination of the settings."""
    now: datetime
    """With its zone."""


def built_sites(dist: Path) -> Found:
    """The sites that were built into ``dist``.  Raises UserError."""
    if dist.is_dir():
        recover(dist)
    found = find_sites(dist, None)
    if not found.portfolio:
        message = _("is no folder that a portfolio was built into")
        raise UserError.at(dist, message, _("name it with --dist: it holds a folder for each site"), _NO_BUILD)
    return found


def ready_sites(subjects: Iterable[Subject], wanted: Wanted) -> tuple[ReadySite, ...]:
    """The sites, each fit to be published.  Raises UserError with everything that speaks against it."""
    problems: list[Problem] = []
    ready = []
    for subject in subjects:
        try:
            ready.append(_ready(subject, wanted))
        except UserError as error:
            problems.extend(error.problems)
    if problems:
        raise UserError(problems)
    return tuple(ready)


def _ready(subject: Subject, wanted: Wanted) -> ReadySite:
    manifest = subject.manifest
    assert manifest is not None, "a portfolio's folder has only sites with manifests"
    if manifest.environment != wanted.environment:
        message = _("was built for {built}, not for {wanted}", built=manifest.environment, wanted=wanted.environment)
        hint = _("microsites build --env {environment} --check", environment=wanted.environment)
        raise UserError.at(subject.root, message, hint, _OTHER_ENVIRONMENT)
    _refuse_outdated(subject, manifest, wanted)
    files = _files(subject, manifest)
    assert manifest.url is not None, "what is built for a published environment has an address"
    destination, to = _destination(manifest, wanted)
    address = address_of(manifest.url, manifest.site)
    return ReadySite(manifest.site, manifest, address, destination, to, subject.root, files)


def neighbours(subjects: Iterable[Subject], wanted: Wanted) -> tuple[PlacedSite, ...]:
    """Sites that were built for the same environment and go to the same kind of host, though not now."""
    found = []
    for subject in subjects:
        manifest = subject.manifest
        if manifest is None or manifest.environment != wanted.environment or manifest.url is None:
            continue
        # A destination that was given for one site says nothing of another.
        given = wanted if wanted.to is not None and "{site}" in wanted.to else replace(wanted, to=None)
        # What cannot be published is no neighbour either: whoever publishes it is told why.
        with suppress(UserError):
            destination, to = _destination(manifest, given)
            address = address_of(manifest.url, manifest.site)
            found.append(PlacedSite(manifest.site, manifest, address, destination, to))
    return tuple(found)


def _files(subject: Subject, manifest: Manifest) -> tuple[str, ...]:
    hint = _("build again: what is published is what was built and checked")
    try:
        paths = [path for path in subject.root.rglob("*") if not path.is_dir() or path.is_symlink()]
        strange = [path for path in paths if path.is_symlink() or not path.is_file()]
        if strange:
            raise UserError.at(strange[0], _("is a link or no file; no build makes one"), hint, _ALTERED)
        if digest_of(subject.root) != manifest.digest:
            raise UserError.at(subject.root, _("was changed after it was built"), hint, _ALTERED)
    except OSError as error:
        message = _("cannot be read ({reason})", reason=reason(error))
        raise UserError.at(subject.root, message, hint, _ALTERED) from None
    return tuple(sorted(path.relative_to(subject.root).as_posix() for path in paths))


def _destination(manifest: Manifest, wanted: Wanted) -> tuple[Destination, str]:
    destination: Destination | None = getattr(manifest.publish, wanted.target)
    if destination is None and wanted.to is not None:
        # A destination on the command line is judged as one in YAML.
        destination = _given(wanted)
    if destination is None:
        message = _("nobody says where site '{site}' goes", site=manifest.site)
        hint = _(
            "write 'publish: {{{target}: {{to: …}}}}' into site.yml or portfolio.yml, or give --to",
            target=wanted.target,
        )
        raise UserError.at(manifest.place.file, message, hint, _NO_DESTINATION)
    if wanted.to is not None:
        destination = destination.model_copy(update={"to": _given(wanted).to})
    return destination, filled(destination.to, manifest.site, wanted.environment)


def _given(wanted: Wanted) -> Destination:
    from pydantic import ValidationError

    try:
        given: Destination = getattr(Publish.model_validate({wanted.target: {"to": wanted.to}}), wanted.target)
    except ValidationError as error:
        said = error.errors()[0].get("ctx", {}).get("message") or _("it is not written as this target needs it")
        message = _("'{to}' is no destination: {reason}", to=wanted.to, reason=said)
        raise UserError.at("--to", message, code=_NO_DESTINATION) from None
    return given


def _refuse_outdated(subject: Subject, manifest: Manifest, wanted: Wanted) -> None:
    """A build is true until the clock changes the next thing on its site."""
    hint = _("microsites build --env {environment} --check", environment=wanted.environment)
    if manifest.true_until is None:
        message = _("does not say until when the build is true")
        raise UserError.at(subject.root, message, hint, _OUTDATED)
    at = datetime.fromisoformat(manifest.true_until)
    if at <= wanted.now:
        message = _("the site changed at {at}, after it was built", at=f"{at:%Y-%m-%d %H:%M}")
        raise UserError.at(subject.root, message, hint, _OUTDATED)
