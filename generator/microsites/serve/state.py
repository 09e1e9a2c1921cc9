"""What the server knows: the sites as they were last built, and what is wrong now."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from microsites.errors import Problem
from microsites.serve.messages import (
    Crashed,
    Measurement,
    PagesBuilt,
    Read,
    Refused,
    Report,
    Settled,
    SiteBuilt,
    SiteFacts,
)
from microsites.serve.paths import file_below

NOTHING = "none"
"""The digest of a page of a site that was never built."""


@dataclass(slots=True)
class _Trees:
    """Where a site's pages lie."""

    whole: Path | None = None
    first: Path | None = None
    """Some pages that are newer than ``whole``."""
    measurement: Measurement | None = None


class State:
    """Changes with every report; those who wait are told."""

    def __init__(self) -> None:
        self.sites: tuple[SiteFacts, ...] = ()
        self.busy = True
        self.closed = False
        """Whether the server is about to end."""
        self.crashed: Crashed | None = None
        self._refused: tuple[Problem, ...] = ()
        self._unbuilt: tuple[Problem, ...] = ()
        self._trees: dict[str, _Trees] = {}
        self._bells: set[asyncio.Event] = set()
        self._viewed: dict[asyncio.Event, tuple[str, str]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that a person must put right."""
        return self._refused or self._unbuilt

    @property
    def viewed(self) -> frozenset[tuple[str, str]]:
        """Site and file of every page that is on a screen."""
        return frozenset(self._viewed.values())

    def measurement(self, site: str) -> Measurement | None:
        """What would be measured on ``site``; None before its first build."""
        return self._trees.get(site, _Trees()).measurement

    def find(self, site: str, path: str) -> Path | None:
        """The file of ``site`` that answers ``path``: a folder's is its ``index.html``.  None if there is none."""
        trees = self._trees.get(site, _Trees())
        for tree in (trees.first, trees.whole):
            if tree is not None and (file := file_below(tree, path)) is not None:
                return file
        return None

    def built(self, site: str) -> bool:
        """Whether the site was ever built."""
        return self._trees.get(site, _Trees()).whole is not None

    def digest(self, site: str, path: str) -> str:
        """What tells one state of a page from another; of a page that does not exist, that of the page that says so."""
        if not self.built(site):
            return NOTHING
        file = self.find(site, path) or self.find(site, "404.html")
        try:
            return hashlib.sha256(file.read_bytes()).hexdigest()[:16] if file is not None else NOTHING
        except OSError:
            return NOTHING  # replaced at this moment: whoever asks is told again at once

    def overview_digest(self) -> str:
        """The same for the overview."""
        built = tuple(site.id for site in self.sites if self.built(site.id))
        return hashlib.sha256(repr((self.sites, built)).encode()).hexdigest()[:16]

    def close(self) -> None:
        """Let everybody go who waits."""
        self.closed = True
        self.ring()

    def hear(self, report: Report) -> None:
        """Take a report in."""
        self.busy = not isinstance(report, Refused | Settled | Crashed)
        self.crashed = report if isinstance(report, Crashed) else None
        match report:
            case Refused(problems):
                self._refused = problems
            case Read(sites):
                self._refused = ()
                self.sites = sites
                self._trees = {site.id: self._trees.get(site.id, _Trees()) for site in sites}
            case PagesBuilt(site, tree):
                self._trees[site].first = tree
            case SiteBuilt(site=site, tree=tree, measurement=measurement):
                self._trees[site] = _Trees(tree, None, measurement)
            case Settled(problems):
                self._unbuilt = problems
        self.ring()

    def started(self) -> None:
        """A change was seen, and a build of it asked for."""
        self.busy = True
        self.ring()

    def ring(self) -> None:
        """Wake everybody who waits."""
        for bell in self._bells:
            bell.set()

    @contextmanager
    def watching(self, site: str, path: str) -> Iterator[asyncio.Event]:
        """A bell that rings with every change, for a screen that shows a page."""
        bell = asyncio.Event()
        self._bells.add(bell)
        self._viewed[bell] = (site, path)
        try:
            yield bell
        finally:
            self._bells.discard(bell)
            del self._viewed[bell]
