r"""Structured data cannot be read.

What it does
    Reads every ``<script type="application/ld+json">`` as JSON (RFC 8259), as search engines do.
Why it matters
    One comma too many and the whole block counts for nothing: no date beside the event in search results, and no word
    to anybody (Google Search Console: "Unparsable structured data").
How to fix
    Correct the JSON at the line that is named, counted from the beginning of the block.  Line breaks within a text are
    written ``\n``.
An example
    ``{"@type": "Event", "name": "いちご祭り",}``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.structured import KIND

CODE = "SEO011"
NAME = "broken-structured-data"
SEVERITY: Severity = "error"
MESSAGE = "structured data is not JSON: {fault} (line {line} of the block)"
HINT = "correct the JSON; texts from elsewhere must be written by a JSON serialiser"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield blocks that are not JSON."""
    for block in page.document.structured:
        if block.fault:
            data = {"fault": block.fault, "line": str(block.line)}
            spot = Spot("script", "type", KIND, block.number)
            yield Observation(f"json-ld:{block.number}", page.path, data, spot)
