"""A text was read in the wrong encoding before it came to this page.

What it does
    Looks in the text for ``�``, and for what Japanese in UTF-8 becomes when somebody takes it for Shift_JIS (``縺薙ｓ縺ｫ``)
    or Latin-1 (``ã“ã‚“ã«``).  Code, and what stands in attributes, is not looked at.  Bytes of the page itself that are
    no characters are CHK003.
Why it matters
    Nobody can read it, and what it said is lost: the page itself is in order, so that no browser can repair it.
How to fix
    Copy the text again from its source; read the file there in the encoding in which it was written.
An example
    ``<p>縺翫＠繧峨○</p>`` instead of 「おしらせ」
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.wording import REPLACEMENT, told_once

CODE = "TXT003"
NAME = "garbled-text"
SEVERITY: Severity = "error"
MESSAGE = "the text is garbled: {shown}"
HINT = "copy the text again from its source, in the right encoding"

_FOUND = re.compile(
    rf"\S{{0,8}}{REPLACEMENT}\S{{0,8}}"
    r"|縺\S{0,2}[縺繧繝]\S{0,2}[縺繧繝]\S{0,8}"
    r"|[繧繝](?:\S{0,3}[繧繝縺]){4,}\S{0,8}"
    # Latin-1 or Windows-1252: three bytes for each kana, the first of them E3.
    r"|(?:ã[\x80-\x83\u20ac\u0192\u201a\u0081].?){2,}\S{0,8}"
)
"""繝 and 縺 are characters of their own, in rare words: one of them alone says nothing."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page with such characters, once, at the first of them."""
    found = [(passage, match[0]) for passage in page.passages for match in _FOUND.finditer(passage.text)]
    if page.document.damaged:
        found = [(passage, text) for passage, text in found if REPLACEMENT not in text]
    yield from told_once(page.path, "garbled", found)
