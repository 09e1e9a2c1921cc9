"""A page has no title.

What it does
    Looks for a ``<title>`` with text.
Why it matters
    The title is the line that people click in search results, in a shared link and among their open tabs; screen
    readers say it first.
How to fix
    Give the page a ``title`` in its YAML file.
An example
    ``<title></title>``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "SEO001"
NAME = "missing-title"
SEVERITY: Severity = "error"
MESSAGE = "the page has no title"
HINT = "give the page a title"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page without a title."""
    if page.stays and not page.document.title:
        yield Observation("title", page.path, spot=Spot("head"))
