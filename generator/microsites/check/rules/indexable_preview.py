"""Search engines may list a page of a preview.

What it does
    Looks for ``noindex`` on every page that was built for ``preview``.  A header of the server is not seen here.
Why it matters
    A preview that is found in a search shows what was not announced yet, and afterwards competes with the real page.
    A password of the server protects it better, but is often put off "for today".
How to fix
    Build again with ``--env preview``.  A template of your own prints ``robots``.
An example
    A page of a preview without ``<meta name="robots" content="noindex, nofollow">``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.searching import is_kept_out

CODE = "SEO008"
NAME = "indexable-preview"
SEVERITY: Severity = "warning"
MESSAGE = "the page is a preview, and search engines may list it"
HINT = "build again with --env preview; a template of your own must print robots"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page of a preview without ``noindex``."""
    manifest = page.site.manifest
    if manifest is not None and manifest.environment == "preview" and page.stays and not is_kept_out(page.document):
        yield Observation("robots", page.path, spot=Spot("head"))
