"""Calls and grants: GovernmentService and MonetaryGrant (schema.org).

No search engine shows them in a form of its own (November 2026): they are plain vocabulary for whoever reads it.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from microsites.collections.grant import Grant
from microsites.content.model import Page, Portfolio, Site
from microsites.pages.structured_data.event import offer
from microsites.pages.structured_data.organization import municipality
from microsites.pages.typography import plain
from microsites.sections.call import Call

_AMOUNT = re.compile(r"(?:最大|上限)?([0-9][0-9,]{0,11})(万)?円")


def call(portfolio: Portfolio, site: Site, of: Call, url: str, now: datetime) -> dict[str, Any]:
    """A public call as a service of the municipality, whose section lies at ``url``."""
    zone = ZoneInfo(portfolio.settings.timezone)
    found: dict[str, Any] = {
        "@type": "GovernmentService",
        "name": plain(of.heading),
        "serviceType": "公募",
        "provider": municipality(portfolio),
        "areaServed": plain(portfolio.settings.municipality.name),
        "audience": {"@type": "Audience", "audienceType": plain(of.audience or site.settings.audience)},
        "url": url,
        "offers": offer(of.period, url, now, zone),
    }
    if of.lead is not None:
        found["description"] = plain(of.lead)
    return found


def grant(portfolio: Portfolio, page: Page, of: Grant, url: str) -> dict[str, Any]:
    """A grant, whose page lies at ``url``; the amount is told as a number only where it is a single one."""
    found: dict[str, Any] = {
        "@type": "MonetaryGrant",
        "name": plain(page.title),
        "description": plain(page.description),
        "url": url,
        "funder": municipality(portfolio),
    }
    match = _AMOUNT.fullmatch(of.amount)
    if match is not None:
        value = int(match[1].replace(",", "")) * (10_000 if match[2] else 1)
        found["amount"] = {"@type": "MonetaryAmount", "currency": "JPY", "maxValue": value}
    return found
