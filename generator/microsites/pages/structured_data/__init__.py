"""What a page says to programs: the items of its JSON-LD."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from microsites.collections.event import Event
from microsites.collections.grant import Grant
from microsites.content.model import Page, Portfolio, Site
from microsites.pages.structured_data.call import call, grant
from microsites.pages.structured_data.event import event
from microsites.pages.structured_data.organization import organization, website
from microsites.sections.call import Call


def page_items(
    portfolio: Portfolio, site: Site, page: Page, url: str, *, image: str | None, logo: str | None, now: datetime
) -> tuple[dict[str, Any], ...]:
    """The items of ``page``; ``url`` is the site's address, ``image`` and ``logo`` are absolute addresses."""
    if page.easy:  # the other version has said it all
        return ()
    items: list[dict[str, Any]] = []
    if page.id == "index":
        items += [website(portfolio, site, url), organization(portfolio, url, logo)]
    address = url + page.address
    if isinstance(page.entry, Event):
        items.append(event(portfolio, page, page.entry, address, image, now))
    elif isinstance(page.entry, Grant):
        items.append(grant(portfolio, page, page.entry, address))
    for section in page.sections:
        if isinstance(section, Call):
            items.append(call(portfolio, site, section, f"{address}#{section.id}", now))
    return tuple(items)
