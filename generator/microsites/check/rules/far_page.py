"""A page is more than three clicks from the start page.

What it does
    Counts the fewest clicks from the start page to every page that links lead to.  Redirects are no clicks.
Why it matters
    On a site with one purpose, what lies deep is not meant to be found: few visitors follow a fourth link.
How to fix
    Link to it from a page nearer to the start, or from the menu.
An example
    Start → farms → area → farm → price list.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity

CODE = "LNK010"
NAME = "far-page"
SEVERITY: Severity = "note"
MESSAGE = "the page is more than three clicks from the start page"
HINT = "link to it from a page nearer to the start"

_MOST = 3


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield pages that lie too deep."""
    for path, distance in site.clicks.items():
        if distance > _MOST and not site.pages[path].redirect:
            yield Observation("depth", path)
