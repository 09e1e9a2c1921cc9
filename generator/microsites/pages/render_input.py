"""Everything that decides what the pages of a site look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.measurement.tags import Tags
from microsites.media.documents import DocumentFacts
from microsites.media.pictures import ProcessedPicture
from microsites.pages.styles import Styles, TextFile


@dataclass(frozen=True, slots=True)
class RenderInput:
    """Everything that decides what a site looks like."""

    portfolio: Portfolio
    site: Site
    environment: BuildEnvironment
    now: datetime
    """In the portfolio's time zone, without zone."""
    tags: Tags
    pictures: Mapping[str, ProcessedPicture]
    """Asset → its files."""
    cards: Mapping[str, str]
    """Page → the card that is shown for its shared links, below the site; empty where none are drawn."""
    theme_directory: Path
    css: Styles
    generated_css: Styles
    """Of the pages that no person writes: they have no sections, and need styles of their own."""
    js: TextFile
    consent_js: TextFile | None
    """Only where a visitor has something to decide."""
    search_js: TextFile | None
    """Only where the site has a page for searching."""
    section_js: Mapping[str, TextFile]
    """Scripts of single section types, for the pages that have such a section."""
    documents: Mapping[str, DocumentFacts]
    """Asset → what is said of a file that is offered."""
