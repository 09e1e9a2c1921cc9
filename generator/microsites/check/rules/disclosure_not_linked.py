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
from microsites.check.site import SiteUnderCheck

CODE = "LAW003"
NAME = "disclosure-not-linked"
SEVERITY: Severity = "error"
MESSAGE = "no link of the page leads to the disclosure page"
HINT = "build the site again: the footer of every page has the link"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield pages from which the disclosure page cannot be reached with one click."""
    page = site.disclosure
    if page is None:
        return
    for path, document in site.documents.items():
        if path == page.path or document.redirect:
            continue
        leads = (reference for reference in site.references[path] if reference.kind == "page")
        if not any(reference.file == page.path and reference.target.site == site.name for reference in leads):
            yield Observation("disclosure", path)
