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
from microsites.check.site import SiteUnderCheck

CODE = "SEO001"
NAME = "missing-title"
SEVERITY: Severity = "error"
MESSAGE = "the page has no title"
HINT = "give the page a title"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield pages without a title."""
    for path, document in site.documents.items():
        if not document.title and not document.redirect:
            yield Observation("title", path, spot=Spot(path, "head"))
