"""Something at a time and a place: Event (schema.org), with what Google asks of it.

Source: Google Search Central, "Event (Event) structured data": name, startDate, location with an address are required.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from microsites.collections.event import Event
from microsites.content.model import Page, Portfolio
from microsites.content.status import Period, State, status_at
from microsites.pages.structured_data.organization import municipality
from microsites.pages.typography import plain

_AVAILABILITY: dict[State, str] = {
    "always": "InStock",
    "scheduled": "PreOrder",
    "open": "InStock",
    "closing_soon": "LimitedAvailability",
    "closed": "SoldOut",
    "closed_early": "SoldOut",
    "suspended": "OutOfStock",
    "cancelled": "Discontinued",
}
"""State of an application → ItemAvailability."""


_EVENT_STATUS = {None: "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}
"""What a person decided about an event → EventStatusType."""


def offer(period: Period, url: str, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """An application as an Offer: when it is valid, and whether one can apply now."""
    found: dict[str, Any] = {
        "@type": "Offer",
        "url": url,
        "availability": f"https://schema.org/{_AVAILABILITY[status_at(period, now).state]}",
    }
    if period.opens is not None:
        found["validFrom"] = period.opens.replace(tzinfo=zone).isoformat()
    if period.closes is not None:
        found["validThrough"] = period.closes.replace(tzinfo=zone).isoformat()
    return found


def _price(fee: str | None) -> dict[str, Any]:
    """A fee that is one plain amount; a list of amounts by age is none, and is not guessed at."""
    if fee is None:
        return {}
    if fee == "無料":
        return {"price": 0, "priceCurrency": "JPY"}
    match = re.fullmatch(r"([0-9][0-9,]{0,9})円", fee)
    return {"price": int(match[1].replace(",", "")), "priceCurrency": "JPY"} if match else {}


def event(portfolio: Portfolio, page: Page, of: Event, url: str, image: str | None, now: datetime) -> dict[str, Any]:
    """The event of ``page``, whose address is ``url``; all its sessions are within its beginning and end."""
    zone = ZoneInfo(portfolio.settings.timezone)
    place: dict[str, Any] = {"@type": "VirtualLocation", "url": url}
    if not of.online:
        address = {
            "@type": "PostalAddress",
            "addressCountry": "JP",
            "addressLocality": plain(portfolio.settings.municipality.name),
            "streetAddress": plain(of.venues[0]),
        }
        place = {"@type": "Place", "name": plain(of.venues[0]), "address": address}
    found: dict[str, Any] = {
        "@type": "Event",
        "name": plain(page.title),
        "description": plain(page.description),
        "url": url,
        "startDate": of.starts.replace(tzinfo=zone).isoformat(),
        "endDate": of.ends.replace(tzinfo=zone).isoformat(),
        "eventStatus": f"https://schema.org/{_EVENT_STATUS[of.override]}",
        "eventAttendanceMode": f"https://schema.org/{'Online' if of.online else 'Offline'}EventAttendanceMode",
        "location": place,
        "organizer": municipality(portfolio),
    }
    if image is not None:
        found["image"] = [image]
    if of.fee == "無料":
        found["isAccessibleForFree"] = True
    if of.application is not None:
        found["offers"] = offer(of.application, url, now, zone) | _price(of.fee)
    return found
