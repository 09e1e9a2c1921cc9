"""A title is longer than any list of search results shows.

What it does
    Measures the title in columns: a half-width letter takes one, a Japanese one two.  More than 100 columns, about fifty
    Japanese letters, are told.  Redirects, the page for "not found" and pages with ``noindex`` are not judged.
Why it matters
    Search engines cut a title where the screen ends, often after some thirty Japanese letters; what stands behind is
    seen by nobody there, and neither on a tab nor in a bookmark.  Google names no limit and truncates "as needed"
    (Search Central, "Influencing your title links"): this limit is ours, far beyond what a list of results has room for.
How to fix
    Say in the first thirty letters what only this page holds; put the rest into the description.
An example
    ``<title>花守市のいちご狩りと温泉と古民家ぐらしの案内、開園の日程、予約の方法、料金、交通、駐車場、雨の日の過ごし方、よくある質問｜花守市</title>``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.searching import is_listed
from microsites.check.wording import columns

CODE = "SEO005"
NAME = "long-title"
SEVERITY: Severity = "note"
MESSAGE = "the title is {columns} columns wide, more than {limit}: its end is not shown"
HINT = "say first what only this page holds, and the rest in the description"

LIMIT = 100
"""Columns."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a title of which nobody sees the end."""
    title = page.document.title or ""
    if 2 * len(title) <= LIMIT or (width := columns(title)) <= LIMIT:
        return
    if is_listed(page):
        yield Observation("title", page.path, {"columns": str(width), "limit": str(LIMIT)}, Spot("title"))
