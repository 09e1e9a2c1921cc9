"""Puts a digest together: the portfolio then, the portfolio now, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from microsites.build.checks_file import read_checks
from microsites.build.portfolio import Source
from microsites.collections import ENTRY_KINDS
from microsites.content.loader import load_portfolio
from microsites.content.model import Portfolio, Site
from microsites.content.ruby import without_readings
from microsites.digest.measured import measured_changes
from microsites.digest.pages import page_digests
from microsites.digest.revision import Blob, Revision, blobs, ids_now, write_past
from microsites.digest.settings import shared_settings, site_settings
from microsites.digest.values import Announcement, Digest, PageDigest, SiteDigest
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.manifest import CheckSettings
from microsites.measurement.tags import Tags, load_tags
from microsites.measurement.validation.portfolio import measurement_problems
from microsites.sections import SECTION_TYPES


@dataclass(frozen=True, slots=True)
class Past:
    """What could be read of the portfolio as it was."""

    portfolio: Portfolio
    tags: Tags | None
    """None where what was measured cannot be told."""
    checks: CheckSettings
    problems: tuple[Problem, ...]
    """What was wrong with it."""
    lost: frozenset[str]
    """Files that are not in the model: what was wrong with the others does not stand in the way."""


def read_past(revision: Revision, files: Mapping[str, Blob], into: Path) -> Past:
    """Read the portfolio of ``revision``.  Raises UserError where its ``portfolio.yml`` cannot be read at all."""
    write_past(revision, files, into)
    try:
        loaded = load_portfolio(into, SECTION_TYPES, ENTRY_KINDS)
    except UserError as error:
        raise _unreadable(revision, error.problems[0], into) from None
    if not loaded.settings_read:
        raise _unreadable(revision, loaded.problems[0], into)
    problems = list(loaded.problems)
    checks = read_checks(into / "checks.yml", "checks.yml", problems)
    read = {page.source.file for site in loaded.portfolio.sites for page in site.pages}
    read |= {site.source.file for site in loaded.portfolio.sites} | {"portfolio.yml"}
    lost = frozenset(problem.file for problem in problems) - read
    of_tags: list[Problem] = []
    tags = load_tags(loaded.portfolio, of_tags)
    if tags is not None and not of_tags and not lost:
        of_tags += measurement_problems(loaded.portfolio, tags)
    readable = tags if not of_tags and not lost else None
    return Past(loaded.portfolio, readable, checks, (*problems, *of_tags), lost)


def _unreadable(revision: Revision, first: Problem, into: Path) -> UserError:
    message = _(
        "the portfolio of {commit} cannot be read: {file}: {message}",
        commit=revision.short,
        file=first.file if not first.file.startswith(str(into)) else "portfolio.yml",
        message=first.message,
    )
    return UserError.at("--since", message, _("name a later revision"), "BLD094")


def _replaced(revision: Revision, files: Mapping[str, Blob], site: Site) -> frozenset[str]:
    prefix = f"{site.id}/assets/"
    there = [f"{prefix}{asset}" for asset in site.assets if f"{prefix}{asset}" in files]
    now = ids_now(revision, there)
    return frozenset(path.removeprefix(prefix) for path, id_ in now.items() if id_ != files[path].id)


def _announced(site: Site, pages: tuple[PageDigest, ...]) -> Iterator[Announcement]:
    kinds = {name: of.kind for name, of in site.settings.collections.items()}
    added = {page.id for page in pages if page.kind == "added"}
    for page in site.pages:
        if page.id in added and page.entry is not None and kinds.get(page.collection or "") == "news":
            yield Announcement(site.settings.title, without_readings(page.title), page.entry.published(), page.owner)


def _site(before: Site | None, after: Site, replaced: frozenset[str], lost: frozenset[str]) -> SiteDigest:
    settings = after.settings
    if before is None:
        return SiteDigest(after.id, settings.title, settings.owner, "added", (), ())
    pages = tuple(page_digests(before, after, replaced, lost))
    return SiteDigest(after.id, settings.title, settings.owner, "changed", pages, site_settings(before, after))


def _not_compared(past: Past) -> Iterator[Problem]:
    """One line for each file that could not be read then, however much was wrong with it."""
    told = set()
    for problem in past.problems:
        wanted = problem.file in past.lost or past.tags is None
        if wanted and problem.file not in told:
            told.add(problem.file)
            yield problem


def digest(source: Source, revision: Revision, now: datetime) -> Digest:
    """What changed since ``revision``; ``now`` is in the portfolio's zone.  Raises UserError."""
    files = blobs(revision)
    portfolio = source.portfolio
    with TemporaryDirectory(prefix="microsites-digest-") as folder:
        past = read_past(revision, files, Path(folder))
        old = {site.id: site for site in past.portfolio.sites}
        sites = []
        for site in portfolio.sites:
            if site.id not in old and f"{site.id}/site.yml" in past.lost:
                continue
            sites.append(_site(old.get(site.id), site, _replaced(revision, files, site), past.lost))
        known = {site.id for site in portfolio.sites}
        for name, site in old.items():
            if name not in known:
                sites.append(SiteDigest(name, site.settings.title, site.settings.owner, "removed", (), ()))
        measured = None
        if past.tags is not None:
            clock = now.replace(tzinfo=None)
            measured = measured_changes((past.portfolio, past.tags), (portfolio, source.tags), clock)
        shared = shared_settings(past.portfolio, portfolio, (past.checks, source.checks))
    return Digest(
        portfolio.settings.name,
        revision.short,
        revision.at,
        now,
        tuple(site for site in sites if site.pages or site.settings or site.kind != "changed"),
        shared,
        measured,
        tuple(each for site in portfolio.sites for each in _announced(site, _pages_of(site, sites))),
        tuple(_not_compared(past)),
    )


def _pages_of(site: Site, found: list[SiteDigest]) -> tuple[PageDigest, ...]:
    return next((each.pages for each in found if each.id == site.id), ())
