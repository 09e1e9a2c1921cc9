"""Who publishes a site: GovernmentOrganization and WebSite (schema.org)."""

from __future__ import annotations

from typing import Any

from microsites.content.model import Portfolio, Site
from microsites.pages.typography import plain

_PUBLISHER = "#publisher"


def municipality(portfolio: Portfolio) -> dict[str, Any]:
    """The municipality, as the value of another item's property."""
    settings = portfolio.settings.municipality
    found: dict[str, Any] = {"@type": "GovernmentOrganization", "name": plain(settings.name)}
    if settings.url is not None:
        found["url"] = settings.url
    if settings.address is not None:
        found["address"] = {"@type": "PostalAddress", "addressCountry": "JP", "streetAddress": plain(settings.address)}
    return found


def organization(portfolio: Portfolio, url: str, logo: str | None) -> dict[str, Any]:
    """The municipality as an item of its own on the site at ``url``; ``logo`` is an absolute address."""
    found = municipality(portfolio) | {"@id": f"{url}{_PUBLISHER}"}
    return found | ({"logo": logo} if logo is not None else {})


def website(portfolio: Portfolio, site: Site, url: str) -> dict[str, Any]:
    """The site by its name, which search engines show beside the address."""
    return {
        "@type": "WebSite",
        "name": plain(site.settings.title),
        "url": url,
        "inLanguage": portfolio.settings.language,
        "publisher": {"@id": f"{url}{_PUBLISHER}"},
    }
