"""The entries of a collection as cards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from microsites.content.model import Page
from microsites.pages import japanese
from microsites.pages.links import PageLinks
from microsites.pages.views import CardView


def card(page: Page, links: PageLinks, now: datetime) -> CardView:
    """The card of an entry's page."""
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


def in_order(pages: Iterable[Page], now: datetime) -> tuple[Page, ...]:
    """Pages of entries in their kind's order."""
    return tuple(sorted(pages, key=lambda page: _place(page, now)))
