"""A page has no description.

What it does
    Looks for ``<meta name="description">`` with text.  Redirects and the page for "not found" need none.
Why it matters
    Search engines and messengers show it below the title.  Without it they take whatever stands first on the page,
    often the menu.
How to fix
    Give the page a ``description`` in its YAML file: one or two sentences that say what the visitor finds.
An example
    ``<meta name="description" content="">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "SEO002"
NAME = "missing-description"
SEVERITY: Severity = "warning"
MESSAGE = "the page has no description"
HINT = "give the page a description of one or two sentences"

_NOT_FOUND_PAGE = "404.html"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page without a description."""
    if page.stays and not page.document.description and page.path != _NOT_FOUND_PAGE:
        yield Observation("description", page.path, spot=Spot("head"))
