"""A page as a frozen value: what it defines, what it uses, what it measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from microsites.check.scripts import Script
from microsites.check.structured import Structured
from microsites.check.uses import Use, hyperlink


@dataclass(frozen=True, slots=True)
class Handler:
    """Code in an attribute: ``onclick="…"``."""

    tag: str
    attribute: str
    code: str
    number: int
    """Which of the elements with this tag, attribute and code."""


@dataclass(frozen=True, slots=True)
class Nul:
    """NUL characters in a page."""

    line: int
    column: int
    """Of the first one."""
    count: int


@dataclass(frozen=True, slots=True)
class NoScript:
    """A ``<noscript>``: markup for a browser that runs no scripts."""

    html: str
    number: int


@dataclass(frozen=True, slots=True)
class Tracked:
    """An element with ``data-track`` or ``data-track-id``."""

    tag: str
    event: str | None
    track_id: str | None
    goal: str | None
    params: str | None
    """``data-track-params`` as it stands there."""
    attribute: str
    """The attribute by which it is found again: ``data-track-id`` if it has one."""
    number: int
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Disclosed:
    """An element that tells visitors of a provider: ``data-disclosed="ga4"``."""

    tag: str
    provider: str
    number: int


class Document(NamedTuple):
    """What the rules may know of a page."""

    path: str
    encoding: str = "utf-8"
    damaged: bool = False
    """Some bytes are not characters."""
    nul: Nul | None = None
    """Where the first NUL stands."""
    title: str | None = None
    description: str | None = None
    lang: str | None = None
    metas: Mapping[str, str] = MappingProxyType({})
    """What its ``<meta>`` elements say, by name or property in lower case."""
    robots: str = ""
    base: str | None = None
    """``<base href>``."""
    canonical: str | None = None
    """``<link rel="canonical" href>``: the first counts."""
    redirect: bool = False
    """It sends the visitor on by ``<meta http-equiv=refresh>``: a stub, not a page to read."""
    viewport: str = ""
    """``<meta name="viewport">``."""
    ids: tuple[str, ...] = ()
    """``id`` of every element that has one."""
    anchors: frozenset[str] = frozenset()
    """``id`` of any element and ``name`` of ``<a>``."""
    hyperlinks: tuple[str, ...] = ()
    """``href`` of every ``<a>``."""
    others: tuple[Use, ...] = ()
    """Every other address."""
    related: tuple[Use, ...] = ()
    """Those of them that stand in a ``<link>`` and lead to a page: canonical, alternate and their like."""
    announced: tuple[Use, ...] = ()
    """Hosts that the browser is told to connect to (``preconnect``, ``dns-prefetch``)."""
    scripts: tuple[Script, ...] = ()
    handlers: tuple[Handler, ...] = ()
    """Code in attributes that hands something to a provider's queue."""
    reactions: tuple[Handler, ...] = ()
    """All code in attributes that a browser runs when something happens (``onclick``)."""
    noscripts: tuple[NoScript, ...] = ()
    """Only those that hold a frame or a picture."""
    tracked: tuple[Tracked, ...] = ()
    disclosed: tuple[Disclosed, ...] = ()
    structured: tuple[Structured, ...] = ()
    """What it says to programs (JSON-LD)."""
    policies: tuple[str, ...] = ()
    """``<meta http-equiv="Content-Security-Policy">``: all of them count, but for those in the body (HTML, 4.2.5.3)."""
    comments: tuple[str, ...] = ()
    """Only those that hold a script, frame or picture: for tags that are commented out."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """Every address."""
        return (*map(hyperlink, self.hyperlinks), *self.others)
