"""``microsites build``: reads everything, stops at the first bad word, builds every site, swaps each in."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from microsites.build.cards import card_fonts
from microsites.build.checks_file import read_checks
from microsites.build.clock import read_clock
from microsites.build.next_change import write_next_change
from microsites.build.settings import SiteBuild
from microsites.build.swap import CACHE, in_use, known_target, put_in_place, recover, staging_area
from microsites.build.workers import Outcome, build_sites, uncollected
from microsites.collections import ENTRY_KINDS
from microsites.content.changes import Change, first_of, next_changes
from microsites.content.loader import load_portfolio
from microsites.content.memory import PageMemory
from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.content.validation import did_you_mean
from microsites.content.visibility import shown_at
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.manifest import CheckSettings
from microsites.measurement.expectations import elements_of
from microsites.measurement.identifiers import known_ids
from microsites.measurement.tags import Tags, load_tags
from microsites.measurement.validation.portfolio import measurement_problems, unpublishable
from microsites.media.cache import prune
from microsites.progress import UNWATCHED, Progress
from microsites.resources import theme_directory
from microsites.sections import SECTION_TYPES


@dataclass(frozen=True, slots=True)
class Source:
    """A portfolio without a problem, with its tags and checks."""

    portfolio: Portfolio
    tags: Tags
    checks: CheckSettings


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site that lies in its place."""

    site: str
    pages: int
    elements: int
    warnings: tuple[str, ...]
    """Of the engine."""
    notes: tuple[Problem, ...]
    """What an editor should know, though nothing had to stop."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    built: tuple[BuiltSite, ...]
    problems: tuple[Problem, ...]
    """Of the sites that could not be built; their last good trees are still there."""
    clock: datetime
    changes: tuple[Change, ...]
    """What the clock changes next on the sites that were asked for: nothing else needs a build before that moment."""


def read_portfolio(root: Path, memory: PageMemory | None = None) -> Source:
    """Read content, tags and checks of the portfolio in ``root``.  Raises UserError with every problem at once.

    ``memory`` is for whoever reads it again.
    """
    with uncollected():
        loaded = load_portfolio(root, SECTION_TYPES, ENTRY_KINDS, memory)
    # The portfolio lives until the command ends: later searches need not look at it.
    gc.freeze()
    problems = list(loaded.problems)
    # Without portfolio.yml nobody knows whose plan and providers count: what they say would be wrong.
    tags = load_tags(loaded.portfolio, problems) if loaded.settings_read else None
    checks = read_checks(root / "checks.yml", "checks.yml", problems)
    if tags is not None:
        problems.extend(measurement_problems(loaded.portfolio, tags))
    if problems or tags is None:
        raise UserError(problems)
    return Source(loaded.portfolio, tags, checks)


def select_sites(portfolio: Portfolio, names: Sequence[str]) -> tuple[Site, ...]:
    """The sites with these names, all if there are none.  Raises UserError for an unknown one."""
    known = [site.id for site in portfolio.sites]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UserError.at(
            portfolio.root, _("there is no site '{site}'", site=unknown[0]), did_you_mean(unknown[0], known), "BLD002"
        )
    return tuple(site for site in portfolio.sites if not names or site.id in names)


def _address_problems(portfolio: Portfolio, environment: BuildEnvironment) -> list[Problem]:
    """Every site needs an address where it is published; sisters link to it."""
    if environment == "local":
        return []
    problems = []
    owners: dict[str, str] = {}
    for site in portfolio.sites:
        url = site.url(environment)
        if url is None:
            hint = _("add 'environments: {{{environment}: {{url: https://…/}}}}'", environment=environment)
            message = _("has no address in environment '{environment}'", environment=environment)
            problems.append(site.source.problem(("environments",), "BLD003", message, hint))
        elif url in owners:
            path = ("environments", environment, "url")
            message = _("'{url}' is the address of site '{owner}' too", url=url, owner=owners[url])
            problems.append(site.source.problem(path, "BLD003", message, _("give each site an address of its own")))
        else:
            owners[url] = site.id
    return [*problems, *_covered_pages(portfolio, environment)]


def _covered_pages(portfolio: Portfolio, environment: BuildEnvironment) -> Iterator[Problem]:
    """A page of ``https://h/`` lies where a site at ``https://h/promo/`` does: only one of them can be seen."""
    addresses = [(url, site.id) for site in portfolio.sites if (url := site.url(environment)) is not None]
    for site in portfolio.sites:
        own = site.url(environment)
        for url, other in addresses:
            if own is None or url == own or not url.startswith(own):
                continue
            for page in site.pages:
                if page.output.startswith(url.removeprefix(own)):
                    message = _("lies at the address of site '{other}', {url}", other=other, url=url)
                    hint = _("give the page another name, or the site another address")
                    yield page.source.problem((), "BLD079", message, hint)


def _target_problems(portfolio: Portfolio, sites: tuple[Site, ...], out: Path) -> list[Problem]:
    """A build replaces ``out/<site>`` whole: that must never be somebody's sources, nor anything else of theirs."""
    root = portfolio.root.resolve()
    sources = [site.root.resolve() for site in portfolio.sites]
    problems = []
    for site in sites:
        target = (out / site.id).resolve()
        if root.is_relative_to(target) or any(_overlap(target, folder) for folder in sources):
            message = _("building there would overwrite the portfolio's own files")
            hint = _("name another folder with --out")
            problems.append(Problem(str(out / site.id), 0, 0, "BLD006", message, hint))
        elif target.exists() and not known_target(out, site.id) and (target.is_file() or any(target.iterdir())):
            message = _("holds files that microsites did not write")
            hint = _("name another folder with --out, or delete the folder")
            problems.append(Problem(str(out / site.id), 0, 0, "BLD006", message, hint))
    return problems


def _overlap(one: Path, other: Path) -> bool:
    """Whether one of two folders is, holds or lies in the other."""
    return one.is_relative_to(other) or other.is_relative_to(one)


def build_portfolio(
    source: Source,
    out: Path,
    environment: BuildEnvironment,
    *,
    names: Sequence[str],
    at: str | None,
    jobs: int,
    progress: Progress = UNWATCHED,
) -> BuildResult:
    """Build the named sites (all if there are none) into ``out``; for ``progress``, each is a step.

    A site that fails leaves its last good tree and stops no other.  Raises UserError before anything is written.
    """
    out = out.absolute()  # MkDocs reads a relative path from its own configuration's folder
    clock = read_clock(at, ZoneInfo(source.portfolio.settings.timezone))
    portfolio = shown_at(source.portfolio, clock.replace(tzinfo=None))
    sites = select_sites(portfolio, names)
    if problems := _address_problems(portfolio, environment):
        raise UserError(problems)
    if environment == "production" and (problems := list(unpublishable(portfolio, source.tags, sites))):
        raise UserError(problems)
    if problems := _target_problems(portfolio, sites, out):
        raise UserError(problems)
    now = clock.replace(tzinfo=None)
    changes = {site.id: next_changes(source.portfolio, site, now) for site in source.portfolio.sites}
    build = SiteBuild(
        environment,
        clock,
        source.tags,
        source.checks,
        theme_directory(),
        out / CACHE,
        known_ids(portfolio, source.tags.providers),
        card_fonts(portfolio, environment),
        {site: found[0].at.replace(tzinfo=clock.tzinfo) for site, found in changes.items()},
    )
    try:
        out.mkdir(parents=True, exist_ok=True)
        recover(out)
        with staging_area(out) as area:
            outcomes = {outcome.site: outcome for outcome in build_sites(portfolio, sites, build, area, jobs, progress)}
            upcoming = first_of(change for site in sites for change in changes[site.id])
            result = _swap_in(out, [outcomes[site.id] for site in sites], sites, clock, upcoming)
            # Whatever schedules the next build looks at everything that lies there, not at the last command.
            asked = {site.id for site in sites}
            there = [name for name in changes if name in asked or known_target(out, name)]
            changing = first_of(change for name in there for change in changes[name])
            write_next_change(out, area, changing, source.portfolio.settings.timezone)
        prune(build.cache, {site.id for site in source.portfolio.sites}, lambda: in_use(out))
    except OSError as error:
        raise UserError.at(
            out, _("cannot be written: {reason}", reason=reason(error)), _("check the folder and the disk"), "BLD004"
        ) from None
    return result


def _swap_in(
    out: Path, outcomes: list[Outcome], sites: tuple[Site, ...], clock: datetime, changes: tuple[Change, ...]
) -> BuildResult:
    built: list[BuiltSite] = []
    problems: list[Problem] = []
    now = clock.replace(tzinfo=None)
    for outcome, site in zip(outcomes, sites, strict=True):
        problems.extend(outcome.problems)
        if outcome.built is not None:
            put_in_place(out, outcome.built.staged)
            elements = sum(len(elements_of(page, site, now)) for page in site.pages)
            built.append(BuiltSite(site.id, len(site.pages), elements, outcome.built.warnings, outcome.built.notes))
    return BuildResult(tuple(built), tuple(sorted(problems)), clock, changes)
