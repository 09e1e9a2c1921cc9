"""Several pages of a site have the same description.

What it does
    Compares ``<meta name="description">`` of all pages that search engines may list: not redirects, not the page for
    "not found", not pages with ``noindex``, and not copies whose ``<link rel="canonical">`` names another page.
Why it matters
    Search results show the same two lines below different titles, or something that the search engine picked itself
    (Google Search Central, "Control your snippets in search results": a description of its own for every page).
How to fix
    Describe on each page what the visitor finds there and nowhere else.
An example
    ``<meta name="description" content="花守市の公式サイトです。">`` on every page.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.duplicates import duplicates
from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity

CODE = "SEO004"
NAME = "duplicate-description"
SEVERITY: Severity = "warning"
MESSAGE = '{count} pages have the description "{text}": {pages}'
HINT = "describe on each page what the visitor finds there and nowhere else"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield descriptions that several pages share, each once."""
    return duplicates(site, lambda page: page.description, "meta", "description")
