"""A text uses half-width katakana.

What it does
    Looks in the text for two or more half-width katakana in a row (``ﾊﾅﾓﾘ``).  Code, and what stands in attributes, is
    not looked at; a single one, as in a face 「(ﾟдﾟ)」, is let through.
Why it matters
    They are hard to read, a search for 「ハナモリ」 does not find them, and they often come from a table of another
    system that nobody looked through.
How to fix
    Write full-width katakana.
An example
    ``<td>ﾊﾅﾓﾘ ｲﾁｺﾞﾉｳｴﾝ</td>``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.wording import HALF_WIDTH, told_once

CODE = "TXT002"
NAME = "half-width-katakana"
SEVERITY: Severity = "warning"
MESSAGE = "the text uses half-width katakana: {shown}"
HINT = "write full-width katakana"

_FOUND = re.compile(f"[{HALF_WIDTH}](?<!ﾞ)(?<!ﾟ)[{HALF_WIDTH}]+")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page with such characters, once, at the first of them."""
    if page.document.damaged:
        # Japanese that is read in another encoding looks like this; the page's encoding is the fault.
        return
    found = [(passage, match[0]) for passage in page.passages for match in _FOUND.finditer(passage.text)]
    yield from told_once(page.path, "half", found)
