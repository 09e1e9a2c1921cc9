"""Several pages of a site have the same title.

What it does
    Compares the titles of all pages that search engines may list: not redirects, not the page for "not found", not
    pages with ``noindex``, and not copies whose ``<link rel="canonical">`` names another page.
Why it matters
    In search results, among bookmarks and in the report of visits nobody can tell these pages apart
    (WCAG 2.2, 2.4.2; Google Search Central, "Influencing your title links").
How to fix
    Say in each title what only this page holds: the place, the year, the name of the service.
An example
    Three pages with ``<title>お知らせ｜花守市</title>``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.duplicates import duplicates
from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity

CODE = "SEO003"
NAME = "duplicate-title"
SEVERITY: Severity = "warning"
MESSAGE = '{count} pages have the title "{text}": {pages}'
HINT = "say in each title what only this page holds"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield titles that several pages share, each once."""
    return duplicates(site, lambda page: page.title, "title")
