"""Where and when a section is shown: what its view may depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from microsites.content.model import Page, Portfolio, Site
from microsites.media.documents import DocumentFacts
from microsites.media.pictures import ProcessedPicture
from microsites.pages.links import PageLinks


@dataclass(frozen=True, slots=True)
class SectionContext:
    """The page on which a section stands, and the moment of the build."""

    portfolio: Portfolio
    site: Site
    page: Page
    links: PageLinks
    """Prints references as seen from the page."""
    now: datetime
    """In the portfolio's time zone, without zone."""
    pictures: Mapping[str, ProcessedPicture]
    """Asset → its files."""
    documents: Mapping[str, DocumentFacts] = field(default_factory=dict)
    """Asset → what is said of a file that is offered."""
