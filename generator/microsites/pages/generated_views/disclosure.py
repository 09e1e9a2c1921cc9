"""The page that says what is sent to whom."""

from __future__ import annotations

from microsites.content.model import Page
from microsites.measurement.disclosure import DisclosureView, disclosure
from microsites.pages.links import PageLinks
from microsites.pages.render_input import RenderInput


def view(given: RenderInput, page: Page, links: PageLinks) -> DisclosureView:  # noqa: ARG001 - the same for all such pages
    """What the site sends, by recipient."""
    return disclosure(given.portfolio, given.site, given.environment, given.tags)
