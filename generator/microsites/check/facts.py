"""What is kept of a page when it was judged, for questions about the whole site."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import PlainSerializer, PlainValidator

from microsites.check.clicks import clicks
from microsites.check.documents import Disclosed, Tracked
from microsites.check.external.uses import OutsideUse
from microsites.check.findings import Location, Observation, Spot
from microsites.check.fragments import Names, Parts
from microsites.check.site import SiteUnderCheck
from microsites.check.tagging import Verdict
from microsites.check.tree import Unreadable
from microsites.manifest import Manifest, Place

Seen = tuple[str, Observation]
"""The code of a rule and what it saw."""


class NeedyLink(NamedTuple):
    """A link that needs a part of a page."""

    part: str
    """As :func:`microsites.check.fragments.short` names it."""
    spot: Spot | Location
    places: tuple[Place | None, ...]
    """The lines on which it was written."""


if TYPE_CHECKING:
    Numbers = array[int]
else:  # Python 3.11 knows no array of something
    Numbers = array


def _numbers(written: str) -> array[int]:
    return array("I", bytes.fromhex(written))


PageNumbers = Annotated[Numbers, PlainValidator(_numbers), PlainSerializer(lambda numbers: numbers.tobytes().hex())]
"""Pages of a site by their number, or its photos; four bytes each."""


class Unsized(NamedTuple):
    """A picture in a page for which no room is kept while it loads."""

    photo: int
    """Its number among the photos of the site."""
    number: int
    """Which ``<img>`` of the page."""


KeptNames = Annotated[Names, PlainValidator(Names), PlainSerializer(Names.joined)]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page in short."""

    path: str
    redirect: bool
    title: str
    description: str
    listed: bool
    """Whether search engines may list it as a page of its own."""
    noindex: bool
    card: tuple[str, ...]
    """What it has for those who share it, of :data:`microsites.check.searching.CARD`."""
    verdict: Verdict | None
    """Of its tags; None on a redirect."""
    alive: frozenset[str]
    """Providers with a trace that is not commented out."""
    traced: frozenset[str]
    """Providers with any trace."""
    sends_to: int
    """The page that a redirect sends the visitor to, by its number; -1 if it is none of the site, or no redirect."""
    leads_to: PageNumbers
    """The pages of the site that a visitor can go on to, by their number."""
    lost: frozenset[str]
    """Paths of the site that its links lead to and that have no file."""
    from_root: int
    """How many of its addresses begin at the root and have a file."""
    sisters: frozenset[str]
    """Sites of the portfolio that its addresses lead to."""
    offers: KeptNames
    """Its parts, each as :func:`microsites.check.fragments.short` names it for links of its own site."""
    needs: KeptNames
    """The parts of pages that its links lead to, named in the same way."""
    tracked: tuple[Tracked, ...]
    disclosed: tuple[Disclosed, ...]
    photos: PageNumbers
    """Photos of the site, by their number, that it has every browser load: no other size or format stands beside them.
    These, and those ``unsized``, are looked for only if a rule asks."""
    unsized: tuple[Unsized, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of reading one file."""

    facts: PageFacts | None
    """None for a stylesheet, and for what could not be read."""
    observations: tuple[Seen, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    outside: tuple[OutsideUse, ...] = ()
    """What it refers to outside the portfolio, if that is to be asked."""


@dataclass(frozen=True)
class WholeSite:
    """A site after all its files were read."""

    under_check: SiteUnderCheck
    pages: Mapping[str, PageFacts]
    """Every readable page, by path."""
    unreadable: tuple[Unreadable, ...]
    links_that_need: Callable[[str, Collection[str]], Iterator[NeedyLink]]
    """The links of a page that need one of these parts of pages."""
    parts: Parts

    @cached_property
    def clicks(self) -> Mapping[str, int]:
        """Each page to which links lead from the start page, with the fewest clicks."""
        return clicks(self.pages, self.under_check.tree.pages())

    @property
    def name(self) -> str:
        """The site's name."""
        return self.under_check.name

    @property
    def manifest(self) -> Manifest | None:
        """None for a site that somebody else built."""
        return self.under_check.manifest

    @property
    def disclosure(self) -> PageFacts | None:
        """The page that tells visitors what is sent to whom; None if there is none or it cannot be read."""
        path = self.under_check.disclosure
        return self.pages.get(path) if path is not None else None
