"""The frozen values that templates read; templates see nothing else of the model's machinery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from microsites.content.fields import Picture
from microsites.content.files import Municipality
from microsites.measurement.consent import Question


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as an ``<img>`` needs it."""

    src: str
    srcset: str
    webp: str
    width: int
    height: int
    alt: str
    credit: str | None
    sizes: str
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
class StatusView:
    """A status as it is shown."""

    state: str
    label: str
    detail: str
    open: bool


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
    date: str | None
    datetime: str | None


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
    disclosure: NavItem | None
    """The page that says what is sent to whom, where there is one and no menu names it."""
    sisters: tuple[SisterView, ...]
    questions: tuple[Question, ...]
    """What a visitor decides about measurement."""
    year: int
    home_href: str
    theme: str
    search_href: str | None
    """The page for searching the site, where there is one."""
