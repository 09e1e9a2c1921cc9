"""A description is too short to say anything, or too long to be shown.

What it does
    Measures the text of ``<meta name="description">`` in columns: a half-width letter takes one, a Japanese one two.
    Fewer than 20 columns (ten Japanese letters) and more than 320 are told.  Redirects, the page for "not found" and
    pages with ``noindex`` are not judged; a page without any description is SEO002's.
Why it matters
    It is the text below the title in search results and in a shared link.  A word or two, such as the site's name, are
    no reason to come, and search engines take another text instead; of a long one they cut the end, where the deadline
    may stand.  Google names no limit and truncates as needed (Search Central, "Control your snippets in search
    results"): both limits are ours, and leave much room to either side of what is usual.
How to fix
    Write one or two sentences, 60 to 120 Japanese letters, that say what the visitor finds; the most important first.
An example
    ``<meta name="description" content="花守市">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.searching import is_listed, spot_of_meta
from microsites.check.wording import columns
from microsites.i18n.message import _

CODE = "SEO006"
NAME = "description-length"
SEVERITY: Severity = "note"
MESSAGE = "the description is {columns} columns wide: {what}"
HINT = "write one or two sentences that say what the visitor finds, the most important first"

SHORTEST = 20
LONGEST = 320
"""Columns."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a description that says nothing, or too much."""
    text = page.document.description
    if not text or SHORTEST <= len(text) <= LONGEST // 2:
        return
    width = columns(text)
    if SHORTEST <= width <= LONGEST:
        return
    if is_listed(page):
        if width < SHORTEST:
            what = _("fewer than {limit} say too little", limit=SHORTEST)
        else:
            what = _("beyond {limit} nothing is shown", limit=LONGEST)
        yield Observation(
            "description", page.path, {"columns": str(width), "what": what}, spot_of_meta(page, "description")
        )
