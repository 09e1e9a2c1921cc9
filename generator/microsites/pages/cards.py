"""The entries of a collection as cards."""

from __future__ import annotations

from datetime import datetime

from microsites.content.model import Page, Site
from microsites.pages import japanese
from microsites.pages.links import PageLinks
from microsites.pages.views import CardView
from microsites.sections.collection_list import CollectionList


def _card(page: Page, links: PageLinks, now: datetime) -> CardView:
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
        date=japanese.day(listing.date) if listing.date is not None else None,
        datetime=japanese.iso(listing.date) if listing.date is not None else None,
    )


def _place(page: Page, now: datetime) -> tuple[object, ...]:
    """What is over comes after what is to come; otherwise the kind's own order."""
    assert page.entry is not None
    return page.entry.is_over(now), page.entry.listing().rank, page.id


def cards(section: CollectionList, site: Site, links: PageLinks, now: datetime) -> tuple[CardView, ...]:
    """The entries that ``section`` lists, in their order."""
    pages = [page for page in site.entries(section.collection) if page.entry is not None]
    if section.tag is not None:
        pages = [page for page in pages if page.entry is not None and section.tag in page.entry.tags]
    pages.sort(key=lambda page: _place(page, now))
    return tuple(_card(page, links, now) for page in pages[: section.limit])
