"""Builds what changed: first the pages that somebody looks at, then their site, then what else depends on the change.

Every site ends as ``microsites build`` would write it: pages that come first are replaced by those of a whole build, and
a site is left alone only where nothing that its build reads can have changed.
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

from microsites.build.clock import read_clock
from microsites.build.portfolio import Source, read_portfolio
from microsites.build.settings import SiteBuild, Templates
from microsites.build.site import build_one, build_some
from microsites.build.workers import uncollected
from microsites.content.changes import next_changes
from microsites.content.memory import PageMemory
from microsites.content.model import Portfolio, Site
from microsites.content.visibility import shown_at
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.manifest import Manifest
from microsites.measurement.identifiers import known_ids
from microsites.pages.templates import theme_environment
from microsites.resources import theme_directory
from microsites.serve.apart import apart
from microsites.serve.facts import facts_of
from microsites.serve.measurement_view import measurement_of
from microsites.serve.messages import Measurement, Order, PagesBuilt, Read, Refused, Report, Settled, SiteBuilt

SETTLE_SECONDS = 0.12
"""How long a problem waits to be told: editors that write a file twice leave a half for a moment."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What is previewed, and where it is built."""

    root: Path
    """The portfolio."""
    names: tuple[str, ...]
    """The sites that were asked for; all if there are none."""
    at: str | None
    """The moment to build for; None follows the clock."""
    cache: Path
    area: Path
    """A folder of this preview's own."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A portfolio that was read, at a moment."""

    source: Source
    portfolio: Portfolio
    """As it is shown at the moment."""
    build: SiteBuild

    def sites(self, names: tuple[str, ...]) -> tuple[Site, ...]:
        return tuple(site for site in self.portfolio.sites if not names or site.id in names)

    def shared(self) -> tuple[Any, ...]:
        """All that a site's build reads beside its own folder.

        Of its sisters that is their settings, and which of their sections are not shown at the moment.
        """
        sisters = tuple(
            (site.id, site.settings, tuple((page.id, page.hidden) for page in site.pages if page.hidden))
            for site in self.portfolio.sites
        )
        return (self.portfolio.settings, self.source.checks, self.source.tags.plan.settings, sisters)


@dataclass(frozen=True, slots=True)
class _Built:
    """What came of a site."""

    problems: tuple[Problem, ...]
    measurement: Measurement | None
    """None where it could not be built."""
    seconds: float


def _built(site: Site, work: _Work, folder: Path, templates: Templates) -> _Built:
    """Build all of ``site`` into ``folder``.  Raises OSError."""
    started = time.perf_counter()
    try:
        with uncollected():
            built = build_one(work.portfolio, site, work.build, folder, templates)
    except UserError as error:
        return _Built(error.problems, None, 0.0)
    manifest = Manifest.model_validate_json(built.staged.manifest.read_bytes())
    measurement = measurement_of(work.portfolio, site, work.source.tags, manifest)
    return _Built((), measurement, time.perf_counter() - started)


class Rebuilder:
    """Keeps the sites of a portfolio built; made anew, it builds all of them."""

    def __init__(self, preview: Preview, tell: Callable[[Report], None], orders: Connection) -> None:
        """``orders`` brings the next order: what is under way then is given up, and done with it."""
        from microsites.engine.site_build import TemplateCache

        self._preview = preview
        self._tell = tell
        self._orders = orders
        self._memory = PageMemory()
        self._templates = Templates(theme_environment(theme_directory()), TemplateCache())
        self._waiting = Order(frozenset())
        """What earlier orders asked for and nothing was made of yet."""
        self._shared: tuple[Any, ...] | None = None
        self._changes_at: datetime | None = None
        """With its zone."""
        self._stale: set[str] = set()
        """Sites whose trees are not what their content says."""
        self._trees: dict[str, Path] = {}
        self._shown: dict[str, list[Path]] = {}
        """Folders of a site that the server may read from, the oldest first: it hears of a new one a moment after it is told."""

    def next_change(self) -> float | None:
        """Seconds until the clock changes a site; None where it never does."""
        if self._preview.at is not None or self._changes_at is None:
            return None
        return max(0.0, (self._changes_at - datetime.now(UTC)).total_seconds())

    def carry_out(self, order: Order) -> None:
        """Build what ``order`` asks for; reports tell what became of it.  Raises OSError when the disk does."""
        order = self._waiting = order.with_earlier(self._waiting)
        try:
            work = self._read()
        except UserError as error:
            # A half-saved file is no mistake of anybody; the rest of it comes at once.
            if not self._orders.poll(SETTLE_SECONDS):
                self._tell(Refused(error.problems))
            return
        self._note_stale(order, work)
        self._waiting = Order(frozenset())
        sites = work.sites(self._preview.names)
        self._tell(Read(tuple(facts_of(site) for site in sites)))
        for gone in self._shown.keys() - {site.id for site in sites}:
            self._trees.pop(gone, None)
            del self._shown[gone]
            shutil.rmtree(self._preview.area / gone, ignore_errors=True)
        viewed: dict[str, set[str]] = {}
        for site_id, file in order.viewed:
            viewed.setdefault(site_id, set()).add(file)
        stale = [site for site in sites if site.id in self._stale]
        for site in stale:
            if site.id in viewed and site.id in self._trees:
                self._build_viewed(site, viewed[site.id], work)
        problems: list[Problem] = []
        for site in sorted(stale, key=lambda site: site.id not in viewed):
            folder = self._folder(site)
            make = partial(_built, site, work, folder, self._templates)
            # The first time it is done here, so that this process is warm for the next.
            built = apart(make, self._orders) if site.id in self._trees else make()
            if built is None:
                return
            self._take(site, folder, built, problems)
        self._tell(Settled(tuple(sorted(problems))))
        self._tidy()

    def _read(self) -> _Work:
        root = self._preview.root
        source = read_portfolio(root, self._memory)
        clock = read_clock(self._preview.at, ZoneInfo(source.portfolio.settings.timezone))
        now = clock.replace(tzinfo=None)
        portfolio = shown_at(source.portfolio, now)
        ids = known_ids(portfolio, source.tags.providers)
        moments = {
            site.id: next_changes(source.portfolio, site, now)[0].at.replace(tzinfo=clock.tzinfo)
            for site in source.portfolio.sites
        }
        build = SiteBuild(
            "local",
            clock,
            source.tags,
            source.checks,
            theme_directory(),
            self._preview.cache,
            ids,
            card_fonts=None,
            true_until=moments,
        )
        if self._changes_at is not None and clock >= self._changes_at:
            self._shared = None  # the clock changed something, anywhere
        self._changes_at = min(moments.values(), default=None)
        return _Work(source, portfolio, build)

    def _note_stale(self, order: Order, work: _Work) -> None:
        shared = work.shared()
        ids = {site.id for site in work.portfolio.sites}
        folders = {path.partition("/")[0] for path in order.paths or ()}
        if order.paths is None or shared != self._shared or folders - ids:
            self._stale |= ids
        self._stale = (self._stale | folders | (ids - self._trees.keys())) & ids
        self._shared = shared

    def _folder(self, site: Site) -> Path:
        """A new folder, whoever built here before."""
        place = self._preview.area / site.id
        place.mkdir(parents=True, exist_ok=True)
        if site.id not in self._shown:
            # What is there is of one that met a bug or died; it is shown until there is something newer.
            self._shown[site.id] = list(place.iterdir())
        return Path(mkdtemp(dir=place))

    def _build_viewed(self, site: Site, files: set[str], work: _Work) -> None:
        pages = {page.id for page in site.pages if page.output in files}
        if not pages:
            return
        folder = self._folder(site)
        # What is wrong is told by the site's whole build.
        with suppress(UserError), uncollected():
            build_some(work.portfolio, site, work.build, folder, self._templates, pages, self._trees[site.id])
            self._shown[site.id].append(folder)
            self._tell(PagesBuilt(site.id, folder / "tree"))

    def _take(self, site: Site, folder: Path, built: _Built, problems: list[Problem]) -> None:
        if built.measurement is None:
            problems += built.problems
            return
        shown = self._shown[site.id]
        if (before := self._trees.get(site.id)) is not None:
            del shown[: shown.index(before.parent)]
        shown.append(folder)
        self._trees[site.id] = folder / "tree"
        self._stale.discard(site.id)
        self._tell(SiteBuilt(site.id, folder / "tree", len(site.pages), built.seconds, built.measurement))

    def _tidy(self) -> None:
        """Remove trees that nothing shows any more, and what was given up."""
        for site_id, shown in self._shown.items():
            for folder in (self._preview.area / site_id).iterdir():
                if folder not in shown:
                    shutil.rmtree(folder, ignore_errors=True)
        # A reading freezes what it made (see read_portfolio); what is not needed any more is found now, while nobody waits.
        gc.unfreeze()
        gc.collect()


def could_not_write(error: OSError) -> Refused:
    """What is said when the disk stops a build."""
    message = _("cannot be written: {reason}", reason=reason(error))
    return Refused(
        (Problem(str(error.filename or "microsites"), 0, 0, "BLD050", message, _("check the folder and the disk")),)
    )
