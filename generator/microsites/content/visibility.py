"""What of a portfolio is shown at a moment: sections outside their time are left out before anything else happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from microsites.content.model import Page, Portfolio, Site


def _shown_page(page: Page, now: datetime) -> Page:
    hidden = {section.id for section in page.sections if not section.shown_at(now)}
    if not hidden:
        return page
    return replace(
        page,
        sections=tuple(section for section in page.sections if section.id not in hidden),
        parts=tuple(part for part in page.parts if part.section not in hidden),
        hidden=frozenset(hidden),
    )


def _shown_site(site: Site, now: datetime) -> Site:
    return replace(site, pages=tuple(_shown_page(page, now) for page in site.pages))


def shown_at(portfolio: Portfolio, now: datetime) -> Portfolio:
    """``portfolio`` as a visitor may see it at ``now`` (without zone, in its own).

    What is not shown yet is in no file that is published: neither its text nor its links.
    """
    settings = portfolio.settings
    if settings.emergency is not None and not settings.emergency.shown_at(now):
        settings = settings.model_copy(update={"emergency": None})
    return replace(portfolio, settings=settings, sites=tuple(_shown_site(site, now) for site in portfolio.sites))
