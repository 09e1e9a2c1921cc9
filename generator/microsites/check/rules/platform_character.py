"""A text uses characters that stand for several.

What it does
    Looks in the text for numbers, words and units in one character: ``① Ⅳ ㈱ ㌔ ㎡ № ㍻`` and their like, none of which
    is in JIS X 0208.  Code, and what stands in attributes, is not looked at; ``㊗`` and ``㊙`` are emoji.
Why it matters
    Some screen readers leave them out or read something else, a search for "株式会社" or "IV" does not find them, and
    other systems to which the text is copied print another character.  Many municipalities' guidelines for public
    websites therefore advise against them.  Browsers of today show them: this is a note.
How to fix
    Write it out: (1), IV, （株）, キロ, 平方メートル, No.
An example
    ``<p>㈱花守農園、入園料①1,500円</p>``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.wording import PLATFORM, told_once

CODE = "TXT001"
NAME = "platform-character"
SEVERITY: Severity = "note"
MESSAGE = "the text uses characters that stand for several: {shown}"
HINT = "write them out: (1), IV, （株）, キロ"

_FOUND = re.compile(f"[{PLATFORM}]")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page with such characters, once, at the first of them."""
    found = [(passage, match[0]) for passage in page.passages for match in _FOUND.finditer(passage.text)]
    yield from told_once(page.path, "platform", found)
