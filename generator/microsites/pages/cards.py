"""The entries of a collection as cards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from microsites.content.model import Page
from microsites.pages.links import PageLinks
from microsites.pages.statuses import status_view
from microsites.pages.views import CardView


def card(page: Page, links: PageLinks, now: datetime) -> CardView:
    """The card of an entry's page."""
    entry = page.entry
    assert entry is not None
    listing = entry.listing()
    clock = entry.clock()
    return CardView(
        title=entry.title,
        description=entry.description,
        href=links.to_page(page.id),
        image_of=entry.picture,
        meta=listing.meta,
        badge=status_view(clock, now) if clock is not None else None,
        tags=entry.tags,
        date=listing.date,
    )


def _place(page: Page, now: datetime) -> tuple[object, ...]:
    """What is over comes last, the latest first where it has a date; otherwise the kind's own order."""
    assert page.entry is not None
    over, listing = page.entry.is_over(now), page.entry.listing()
    latest = -listing.date.toordinal() if over and listing.date is not None else 0
    return over, latest, listing.rank, page.id


def in_order(pages: Iterable[Page], now: datetime) -> tuple[Page, ...]:
    """Pages of entries in their kind's order."""
    return tuple(sorted(pages, key=lambda page: _place(page, now)))
