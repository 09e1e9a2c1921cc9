"""A page holds bytes that are not characters.

What it does
    Decodes each page as a browser would (byte-order mark, declared encoding, else UTF-8) and reports pages where some
    bytes are no characters in that encoding.
Why it matters
    Visitors see ``�`` in the text; in an address or an attribute it breaks a link or an event.
How to fix
    Save the file as UTF-8.  If it is in another encoding on purpose, declare it in ``<meta charset>``.
An example
    A page in Shift_JIS that declares ``<meta charset="utf-8">``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "CHK003"
NAME = "damaged-text"
SEVERITY: Severity = "error"
MESSAGE = "some bytes of the page are not characters in {encoding}"
HINT = "save the file as UTF-8"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page that could not be decoded whole."""
    if page.document.damaged:
        yield Observation("encoding", page.path, {"encoding": page.document.encoding}, Spot())
