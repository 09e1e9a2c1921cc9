"""A text holds characters that only one font, on one computer, knows.

What it does
    Looks in the text for characters of the private use areas (U+E000 to U+F8FF, and planes 15 and 16): 外字 that somebody
    drew for a name, or signs of a word processor's own font.  Signs of icon fonts are left alone: a sign that stands by
    itself in an element such as ``<i>`` or ``<span>``, or that is hidden from screen readers (``aria-hidden``); so is code.
Why it matters
    Everybody else sees an empty box or another sign, a screen reader says nothing, and a search does not find the name
    (Unicode Standard, 23.5: what these characters mean is a private agreement).
How to fix
    Write the character that Unicode has for it (文字情報基盤 lists those of names and places); else the usual form of it,
    with a note.
An example
    ``<p>花守町の&#xE000;さん</p>``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.wording import BEYOND, PRIVATE, told_once

CODE = "TXT005"
NAME = "private-character"
SEVERITY: Severity = "warning"
MESSAGE = "the text holds characters that only one font knows: {shown}"
HINT = "write the character that Unicode has for it, else the usual form of it"

_FOUND = re.compile(rf"[^\s{PRIVATE}{BEYOND}]{{0,6}}([{PRIVATE}{BEYOND}])")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page with such characters, once, at the first of them."""
    if page.document.damaged:
        # Japanese that is read in another encoding looks like this; the page's encoding is the fault.
        return
    texts = (passage for passage in page.passages if not passage.is_icon)
    # A terminal would show nothing: the number says which one it is.
    found = [
        (passage, f"{match[0][:-1]}[U+{ord(match[1]):04X}]")
        for passage in texts
        for match in _FOUND.finditer(passage.text)
    ]
    yield from told_once(page.path, "private", found)
