"""A file as the rules see it: where its addresses lead; of a page, everything that stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from microsites.check.addresses import Target
from microsites.check.detect import Detection
from microsites.check.documents import Document
from microsites.check.findings import Location, Spot
from microsites.check.links import Link
from microsites.check.parser import Root
from microsites.check.sequence import PageCommand
from microsites.check.site import SiteUnderCheck
from microsites.check.stylesheets import CssReference
from microsites.check.tagging import Expectations, PageTags, judge
from microsites.check.uses import Use
from microsites.manifest import ExpectedPage, Place


@dataclass(frozen=True)
class FileUnderCheck:
    """A file with addresses: a page or a stylesheet."""

    site: SiteUnderCheck
    path: str
    uses: tuple[Use | CssReference, ...]
    """Its addresses."""
    links: tuple[Link, ...]
    """Those of them that lead into the portfolio."""

    def spot(self, use: Use | CssReference) -> Spot | Location:
        """Where an address of this file stands."""
        if isinstance(use, CssReference):
            return Location(self.path, use.line, use.column)
        return Spot(self.path, use.tag, use.attribute, use.whole, use.number)

    def places_of(self, use: Use | CssReference, target: Target) -> tuple[Place | None, ...]:
        """The lines that an address was written on; a single None if the manifest knows of none."""
        if isinstance(use, CssReference):
            return (None,)
        on_page = self.site.link_places.get((self.path, use.value), ())
        return on_page or self.site.menu_places.get(target, (None,))


@dataclass(frozen=True)
class PageUnderCheck(FileUnderCheck):
    """A page.  It lives while it is judged, and is forgotten then."""

    document: Document
    root: Root
    """For what only some rules want to know."""
    detections: tuple[Detection, ...]
    """Traces of providers."""
    commands: tuple[PageCommand, ...]
    """What its scripts hand to providers, in the order in which they run; nothing on a redirect."""

    @property
    def stays(self) -> bool:
        """Whether a visitor stays on it: not on a redirect."""
        return not self.document.redirect

    @property
    def expected(self) -> ExpectedPage | None:
        """What the manifest says of it."""
        return self.site.expected_pages.get(self.path)

    @cached_property
    def tags(self) -> PageTags:
        """The judgement over its tags.  Of a redirect nothing is expected."""
        return judge(self.detections, self.site.expectations) if self.stays else judge((), Expectations.none())
