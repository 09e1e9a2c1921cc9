"""A page does not say its language.

What it does
    Looks for the ``lang`` attribute of ``<html>``.
Why it matters
    A screen reader without it reads Japanese with the voice of another language, and browsers choose Chinese forms of
    shared characters (JIS X 8341-3:2016, 3.1.1).
How to fix
    Set ``language`` in ``portfolio.yml``.  A template of your own prints it: ``<html lang="ja">``.
An example
    ``<html>``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "A11Y001"
NAME = "missing-lang"
SEVERITY: Severity = "error"
MESSAGE = "the page does not say its language"
HINT = 'print the language in the template: <html lang="ja">'


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page whose language nobody can know."""
    if page.stays and not (page.document.lang or "").strip():
        yield Observation("lang", page.path, spot=Spot("html"))
