"""A picture has no text alternative.

What it does
    Looks for ``<img>`` without an ``alt`` attribute.  ``alt=""`` is an answer: this picture only decorates.
Why it matters
    A screen reader without it reads the file's name aloud, and a picture that does not load leaves nothing
    (JIS X 8341-3:2016, 1.1.1).
How to fix
    Say in ``alt`` what the picture says to someone who cannot see it; write ``alt: ""`` if it only decorates.
An example
    ``<img src="field.jpg">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.i18n.message import _

CODE = "A11Y002"
NAME = "missing-alt"
SEVERITY: Severity = "error"
MESSAGE = 'picture "{src}" has no text alternative'
HINT = 'say in alt what the picture shows; alt: "" if it only decorates'


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield pictures without ``alt``."""
    for number, picture in enumerate(page.root.find_all("img")):
        if picture.attr("alt") is None:
            src = picture.attr("src") or _("(no src)")
            # An embedded picture would fill the screen with its own bytes.
            src = src if len(src) <= 200 else src[:60] + "…"
            yield Observation(src, page.path, {"src": src}, Spot("img", number=number))
