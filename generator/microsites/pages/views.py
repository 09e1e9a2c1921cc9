"""The frozen values that templates read; templates see nothing else of the model's machinery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from microsites.content.fields import Picture
from microsites.content.files import Municipality
from microsites.content.versions import JAPANESE
from microsites.measurement.consent import Question


@dataclass(frozen=True, slots=True)
class ImageSource:
    """A picture's files in one format, for a ``<source>``."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as a ``<picture>`` needs it."""

    src: str
    """The file for browsers that know none of ``sources``."""
    sources: tuple[ImageSource, ...]
    """The best format first; none for SVG."""
    width: int
    height: int
    alt: str
    credit: str | None
    sizes: str
    focus: str | None
    """The part that stays in view where the picture is cropped, as ``Picture.focus``."""
    vector: bool


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of a menu."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class SisterView:
    """Another site of the portfolio."""

    title: str
    tagline: str
    href: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumb; the last one is the page itself and has no link."""

    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class StageView:
    """What a status will be from a moment on."""

    begins: datetime | None
    """Without zone; None for the present one."""
    state: str
    label: str
    detail: str
    offers: bool
    """Whether what depends on it is offered."""


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status as it is shown."""

    state: str
    label: str
    detail: str
    open: bool
    offers: bool
    """Whether what depends on it is offered: an event takes entries before it begins."""
    later: tuple[StageView, ...]
    """What the clock will make of it, in order."""


@dataclass(frozen=True, slots=True)
class CardView:
    """An entry of a collection in a list."""

    title: str
    description: str
    href: str
    image_of: Picture | None
    meta: tuple[str, ...]
    badge: StatusView | None
    tags: tuple[str, ...]
    date: date | None


@dataclass(frozen=True, slots=True)
class VersionLink:
    """The way to a page that says the same otherwise."""

    label: str
    """In the language of that page."""
    href: str
    language: str


@dataclass(frozen=True, slots=True)
class PageView:
    """The page that is being rendered."""

    id: str
    address: str
    title: str
    description: str
    home: bool
    has_hero: bool
    updated: date | None
    """When what it says last changed, as its editor says."""
    easy: bool = False
    """Whether it says the same as another page in easy Japanese."""
    language: str = JAPANESE
    """Of its text; the menus around it are Japanese."""
    other_versions: tuple[VersionLink, ...] = ()
    """The ways to the same in easy Japanese or another language, or back."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site, as seen from the page that is being rendered (links are relative to it)."""

    id: str
    title: str
    tagline: str
    owner: str
    contact: str | None
    municipality: Municipality
    style: str
    logo: Image | None
    navigation: tuple[NavItem, ...]
    footer: tuple[NavItem, ...]
    duties: tuple[NavItem, ...]
    """Pages that a site must offer and that no menu names: what is sent to whom, accessibility."""
    policies: tuple[NavItem, ...]
    """Policies that all sites of the portfolio share."""
    updated: date | None
    """When something on the site last changed, as its editors say."""
    sisters: tuple[SisterView, ...]
    questions: tuple[Question, ...]
    """What a visitor decides about measurement."""
    year: int
    home_href: str
    theme: str
    feed_href: str | None
    """The feed of what is new, where there is one."""
    calendar_href: str | None
    """The calendar of events and deadlines, where there is one."""
    search_href: str | None
    """The page for searching the site, where there is one."""
    eras: bool
    """Whether the Japanese era stands beside each year."""
