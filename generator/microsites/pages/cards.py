"""The entries of a collection as cards."""

from __future__ import annotations

from datetime import datetime

from microsites.content.model import Page, Site
from microsites.pages import japanese
from microsites.pages.links import PageLinks
from microsites.pages.views import CardView
from microsites.sections.collection_list import CollectionList


def _card(page: Page, links: PageLinks, kind: str, now: datetime) -> CardView:
    entry = page.entry
    assert entry is not None
    listing = entry.listing()
    return CardView(
        title=entry.title,
        description=entry.description,
        href=links.to_page(page.id),
        image_of=entry.picture,
        meta=listing.meta,
        badge=japanese.status_view(listing.period, now) if listing.period is not None else None,
        tags=entry.tags,
        kind=kind,
        date=japanese.day(listing.date) if listing.date is not None else None,
        datetime=japanese.iso(listing.date) if listing.date is not None else None,
    )


def cards(section: CollectionList, site: Site, links: PageLinks, now: datetime) -> tuple[CardView, ...]:
    """The entries that ``section`` lists, in their order."""
    pages = [page for page in site.entries(section.collection) if page.entry is not None]
    if section.tag is not None:
        pages = [page for page in pages if page.entry is not None and section.tag in page.entry.tags]
    pages.sort(key=lambda page: (page.entry.listing().rank if page.entry is not None else (), page.id))
    kind = site.collection(section.collection).kind
    return tuple(_card(page, links, kind, now) for page in pages[: section.limit])
