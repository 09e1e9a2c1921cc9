"""A page does not fit itself to a phone.

What it does
    Looks for ``<meta name="viewport">`` with some content.  Redirects need none.
Why it matters
    Without it a phone lays the page out as on a desktop, about 980 pixels wide, and shows it so small that nobody can
    read it; most visitors of a promotion site come with a phone (CSS Viewport Module 1; MDN, "Viewport meta element";
    WCAG 2.2, 1.4.10).
How to fix
    The build writes it.  A template of your own must print it.
An example
    A ``<head>`` without ``<meta name="viewport" content="width=device-width, initial-scale=1">``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "A11Y018"
NAME = "missing-viewport"
SEVERITY: Severity = "warning"
MESSAGE = "phones show the page as small as on a desktop: it has no viewport"
HINT = 'write <meta name="viewport" content="width=device-width, initial-scale=1"> into <head>'


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page that is laid out for a desktop."""
    if not page.document.viewport and page.stays:
        yield Observation("viewport", page.path, spot=Spot("head"))
