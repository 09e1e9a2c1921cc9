"""A page is offered to search engines and forbidden to them.

What it does
    Looks in the site's ``sitemap*.xml`` for pages that carry ``<meta name="robots" content="noindex">``.  It judges
    what was built for production, and sites that somebody else built.  Where ``robots.txt`` names no sitemap, none is
    offered.  A header of the server is not seen here.
Why it matters
    Search engines obey ``noindex``: the page is found by nobody.  Most often it was left over from the time before
    the opening (Google Search Console calls it "Submitted URL marked 'noindex'").
How to fix
    Delete ``noindex`` from a page that people are to find; else take the page out of the sitemap.
An example
    ``<meta name="robots" content="noindex">`` on a page that stands in ``sitemap.xml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.searching import offered

CODE = "SEO007"
NAME = "noindex-in-sitemap"
SEVERITY: Severity = "warning"
MESSAGE = "the sitemap offers the page to search engines, and noindex forbids them to list it"
HINT = "delete noindex, or take the page out of the sitemap"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield pages that stand in a sitemap and carry ``noindex``."""
    if site.manifest is not None and site.manifest.environment != "production":
        return
    kept_out = [path for path, page in site.pages.items() if page.noindex]
    if not kept_out:
        return
    in_sitemap = offered(site)
    for path in kept_out:
        if path in in_sitemap:
            yield Observation("noindex", path, spot=Spot("meta", "name", "robots"))
