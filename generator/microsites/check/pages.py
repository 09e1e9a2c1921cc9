"""A file as the rules see it: where its addresses lead; of a page, everything that stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from microsites.check.accessible import Heading, headings, link_texts
from microsites.check.addresses import Target
from microsites.check.documents import Document
from microsites.check.findings import Location, Spot
from microsites.check.links import Link, Links
from microsites.check.measured import Measured
from microsites.check.parser import Marked, Node, Root
from microsites.check.references import Reference
from microsites.check.site import SiteUnderCheck
from microsites.check.uses import Use
from microsites.check.wording import Passage, suspicious_passages
from microsites.manifest import ExpectedPage, Place

_SCHEMES = ("http:", "tel:", "mailto:", "HTTP:", "TEL:", "MAILTO:", "Http:", "Tel:", "Mailto:", " http:", " tel:")


@dataclass(frozen=True)
class FileUnderCheck:
    """A file with addresses: a page or a stylesheet."""

    site: SiteUnderCheck
    path: str
    links: Links
    """Its addresses."""

    @cached_property
    def lost(self) -> tuple[Link, ...]:
        """The links without a file."""
        return tuple([link for link in self.links.notable if link[1].file is None])

    @cached_property
    def schemed(self) -> tuple[Use | Reference, ...]:
        """Those of its addresses that begin with ``http:``, ``tel:`` or ``mailto:``: a few, for the rules about them."""
        return tuple([use for use in self.links.odd if use.value.startswith(_SCHEMES)])

    @cached_property
    def queried(self) -> tuple[Link, ...]:
        """The links with a query."""
        return tuple([link for link in self.links.notable if "?" in link[0].value])

    def spot(self, use: Use | Reference) -> Spot | Location:
        """Where an address of this file stands."""
        if isinstance(use, Reference):
            return Location(self.path, use.line, use.column)
        return Spot(use.tag, use.attribute, use.whole, use.number)

    def places_of(self, use: Use | Reference, target: Target) -> tuple[Place | None, ...]:
        """The lines that an address was written on; a single None if the manifest knows of none."""
        if isinstance(use, Reference):
            return (None,)
        on_page = self.site.link_places.get((self.path, use.value), ())
        return on_page or self.site.menu_places.get(target, (None,))


@dataclass(frozen=True)
class PageUnderCheck(FileUnderCheck):
    """A page.  It lives while it is judged, and is forgotten then."""

    document: Document
    root: Root
    """For what only some rules want to know."""
    marked: Marked
    measured: Measured
    """Its scripts, and what they hand to providers."""

    @property
    def stays(self) -> bool:
        """Whether a visitor stays on it: not on a redirect."""
        return not self.document.redirect

    @property
    def expected(self) -> ExpectedPage | None:
        """What the manifest says of it."""
        return self.site.expected_pages.get(self.path)

    @cached_property
    def link_texts(self) -> Sequence[tuple[Node, str]]:
        """Every ``<a>``, in the order of the document, with the text in it."""
        return link_texts(self.root)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Every ``<h1>`` to ``<h6>``, by level."""
        return headings(self.root)

    @cached_property
    def with_role(self) -> Sequence[Node]:
        """Every element that has a ``role``."""
        return self.marked.having("role")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Texts that hold a character of which a rule wants to know."""
        return suspicious_passages(self.root)
