"""Where a page lies on the web, as far as anybody says so."""

from __future__ import annotations

from urllib.parse import quote, urljoin

from microsites.check.pages import PageUnderCheck
from microsites.check.tree import address_of


def page_address(page: PageUnderCheck) -> str:
    """The address of a page: below that of its site, else what it says itself (``canonical``); empty if nobody knows."""
    if site := page.site.address:
        return urljoin(site, quote(address_of(page.path)))
    canonical = page.document.canonical or ""
    return canonical if canonical.lower().startswith(("https://", "http://")) else ""
