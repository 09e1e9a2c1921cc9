"""A page holds NUL bytes.

What it does
    Looks for characters with the number zero anywhere in the page.
Why it matters
    No text has them: they come from a transfer or a disk that failed, from a database, or from a file in UTF-16 that was
    pasted into one in UTF-8.  Browsers leave them out or show ``�`` (WHATWG HTML, 13.2.2, unexpected-null-character), a word
    is cut in two for a search, and tools take the page for a binary file and neither search nor compare it.
How to fix
    Write the page anew from its source, and compare what stands around the place: something may be missing there.
An example
    A page whose last 512 bytes are NUL since the transfer broke off.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Location, Observation, Severity
from microsites.check.pages import PageUnderCheck

CODE = "TXT004"
NAME = "nul-character"
SEVERITY: Severity = "error"
MESSAGE = "the page holds {count} NUL characters, the first in line {line}"
HINT = "write the page anew from its source, and look what is missing there"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page with NUL characters, once, at the first of them."""
    nul = page.document.nul
    if nul is not None:
        data = {"count": str(nul.count), "line": str(nul.line)}
        yield Observation("nul", page.path, data, Location(page.path, nul.line, nul.column))
