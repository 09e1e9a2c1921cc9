"""The loaded portfolio: frozen values that every later room reads and none changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from microsites.content.accessibility import AccessibilityRecord
from microsites.content.actuals import Actual
from microsites.content.blocks import Entry, Section
from microsites.content.fields import Picture
from microsites.content.files import CollectionSettings, EnvironmentName, PortfolioFile, SiteFile
from microsites.content.plan import PlanFile
from microsites.content.source import Source
from microsites.content.versions import JAPANESE
from microsites.content.walk import Part
from microsites.content.yaml_reader import Path as ValuePath

BuildEnvironment = Literal["local"] | EnvironmentName

GeneratedPage = Literal["disclosure", "search", "accessibility", "accessibility_results"]


@dataclass(frozen=True, slots=True)
class Prose:
    """The Markdown of a ``.md`` page and the number of lines before it in its file."""

    text: str
    line_offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site: made of sections, an entry of a collection, or prose."""

    id: str
    """``index``, ``access``, ``farms/aoki``: the address without its slashes."""
    source: Source
    title: str
    description: str
    owner: str
    picture: Picture | None = None
    review_by: date | None = None
    updated: date | None = None
    sections: tuple[Section, ...] = ()
    entry: Entry | None = None
    collection: str | None = None
    prose: Prose | None = None
    generated: GeneratedPage | None = None
    """A page that no person writes, and what it holds."""
    parts: tuple[Part, ...] = ()
    """Every nested model and Markdown text of the sections and the entry."""
    sections_path: ValuePath = ("sections",)
    """Where the sections stand in the file: those of an easy version lie deeper."""
    other_versions: tuple[str, ...] = ()
    """Ids of the pages that say the same: in easy Japanese, in another language, or in Japanese as usual."""
    easy: bool = False
    """Whether this is the version in easy Japanese."""
    language: str = JAPANESE
    """Of its text; the menus around it are Japanese on every page."""
    hidden: frozenset[str] = frozenset()
    """Ids of the sections that the page has, but does not show at the moment of the build."""
    aliases: tuple[str, ...] = ()
    """Its earlier addresses below the site: ``access-2025/``, ``access.html``."""

    @property
    def is_version(self) -> bool:
        """Whether it says again what another page says: in easy Japanese, or in another language."""
        return self.easy or self.language != JAPANESE

    @property
    def aliases_path(self) -> ValuePath:
        """Where the old addresses stand in the file."""
        return (*self.sections_path[:-1], "aliases")

    @property
    def address(self) -> str:
        """The page's address below the site: ``""`` for home, ``farms/aoki/``."""
        return "" if self.id == "index" else f"{self.id}/"

    @property
    def output(self) -> str:
        """The page's file in the output tree: ``farms/aoki/index.html``."""
        return f"{self.address}index.html"


@dataclass(frozen=True, slots=True)
class Site:
    """One site: its settings, pages and files."""

    id: str
    root: Path
    source: Source
    settings: SiteFile
    pages: tuple[Page, ...]
    assets: frozenset[str]
    """Every file below ``assets/``, with ``/``."""
    actuals: tuple[Actual, ...] = ()
    """What was received for its goals, month by month."""
    accessibility: AccessibilityRecord = field(default_factory=AccessibilityRecord)

    def page(self, page_id: str) -> Page:
        """The page with this id.  Raises KeyError."""
        for page in self.pages:
            if page.id == page_id:
                return page
        raise KeyError(page_id)

    def collection(self, name: str) -> CollectionSettings:
        """The settings of a collection.  Raises KeyError."""
        return self.settings.collections[name]

    def entries(self, collection: str) -> tuple[Page, ...]:
        """The pages of a collection's entries, ordered by id."""
        return tuple(page for page in self.pages if page.collection == collection)

    def url(self, environment: BuildEnvironment) -> str | None:
        """The site's address in an environment; none in ``local``."""
        settings = None if environment == "local" else self.settings.environments.get(environment)
        return settings.url if settings else None


@dataclass(frozen=True, slots=True)
class Plan:
    """The tracking plan and its file."""

    source: Source
    settings: PlanFile


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All sites of a municipality and what they share."""

    root: Path
    source: Source
    settings: PortfolioFile
    sites: tuple[Site, ...]

    def site(self, site_id: str) -> Site:
        """The site with this id.  Raises KeyError."""
        for site in self.sites:
            if site.id == site_id:
                return site
        raise KeyError(site_id)
