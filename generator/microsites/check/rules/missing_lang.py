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
from microsites.check.site import SiteUnderCheck

CODE = "A11Y001"
NAME = "missing-lang"
SEVERITY: Severity = "error"
MESSAGE = "the page does not say its language"
HINT = 'print the language in the template: <html lang="ja">'


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield pages without a language."""
    for path, document in site.documents.items():
        if not (document.lang or "").strip() and not document.redirect:
            yield Observation("lang", path, spot=Spot(path, "html"))
