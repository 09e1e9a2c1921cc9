"""A section's view, computed from entries written as an editor writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from everything import write_data
from microsites.build.portfolio import read_portfolio
from microsites.pages.links import LinkContext, PageLinks
from microsites.pages.section_views import SECTION_VIEWS
from microsites.pages.section_views.context import SectionContext
from microsites.sections import SECTION_TYPES
from portfolios import SITE, EditablePortfolio

NOW = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 - the portfolio's own zone


def view_of(
    portfolio: EditablePortfolio,
    section: Mapping[str, Any],
    kind: str = "",
    entries: Mapping[str, Mapping[str, Any]] | None = None,
    now: datetime = NOW,
) -> Any:
    """What the template of ``section`` reads as ``view`` on a page with ``entries`` of ``kind`` in ``things``."""
    if entries:
        portfolio.replace(SITE, "collections:\n", f"collections:\n  things: {{kind: {kind}, path: things}}\n")
        for name, data in entries.items():
            write_data(
                portfolio, f"berry/collections/things/{name}.yml", {"title": name, "description": "説明", **data}
            )
    site = next(site for site in read_portfolio(portfolio.root).portfolio.sites if site.id == "berry")
    page = site.page("access")
    whole = read_portfolio(portfolio.root).portfolio
    links = PageLinks(LinkContext.of(whole, site.id, "production"), page.address)
    model = SECTION_TYPES[section["type"]].model_validate({"id": "it", **section})
    return SECTION_VIEWS[section["type"]](model, SectionContext(whole, site, page, links, now, {}))
