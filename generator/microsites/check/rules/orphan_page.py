"""No link of the site leads to a page.

What it does
    Follows all links from the start page and reports pages that are not reached.  Redirects, ``404.html`` and pages that
    ask search engines to leave them out (``noindex``) are not meant.  A site without a start page is not judged.
Why it matters
    Visitors do not find it, search engines think little of it, and nobody notices when it grows old.
How to fix
    Link to it from the page where visitors look for it, or take it off the site.
An example
    ``campaign-2024/index.html`` is still there, and the menu has forgotten it.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity

CODE = "LNK009"
NAME = "orphan-page"
SEVERITY: Severity = "note"
MESSAGE = "no link leads here from the start page"
HINT = "link to the page, or take it off the site"

_NOT_FOUND_PAGE = "404.html"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield pages that nobody finds."""
    reached = site.clicks
    if not reached:
        return
    for path, page in site.pages.items():
        if path not in reached and not page.redirect and not page.noindex and path != _NOT_FOUND_PAGE:
            yield Observation("orphan", path)
