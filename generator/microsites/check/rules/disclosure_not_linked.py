"""A page does not link to the disclosure page.

What it does
    Looks on every page for a link to the page that says what the site sends to whom.
Why it matters
    Whoever wants to know, or wants to stop it, is on any page of the site.  A page that nobody can find tells nobody.
How to fix
    Build the site again: the footer of every page has the link.  On a page from elsewhere, add it.
An example
    The footer of a page was replaced, and ``<a href="…/external-transmission/">`` went with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck

CODE = "LAW003"
NAME = "disclosure-not-linked"
SEVERITY: Severity = "error"
MESSAGE = "no link of the page leads to the disclosure page"
HINT = "build the site again: the footer of every page has the link"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page from which nobody finds the disclosure."""
    site = page.site
    if site.disclosure is None or site.disclosure not in site.tree.files or page.path == site.disclosure:
        return
    leads = page.links.pages | {to.page for use, to in page.links.others if use.kind == "page"}
    if page.stays and site.tree.page_numbers[site.disclosure] not in leads:
        yield Observation("disclosure", page.path)
