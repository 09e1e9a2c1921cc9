"""How far the pages of a site are from its start page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from microsites.check.tree import INDEX_NAMES

if TYPE_CHECKING:
    from microsites.check.facts import PageFacts


def clicks(pages: Mapping[str, PageFacts], names: tuple[str, ...]) -> Mapping[str, int]:
    """Return each page to which links lead from the start page, with the fewest clicks; a redirect is no click.

    ``names``: every page of the site, by its number.
    """
    found: dict[str, int] = {}
    seen: set[int] = set()
    start = next((name for name in INDEX_NAMES if name in pages), None)
    waiting = set() if start is None else {names.index(start)}
    distance = 0
    while waiting:
        beyond: set[int] = set()
        while waiting:
            number = waiting.pop()
            page = pages.get(names[number])
            if number in seen or page is None:
                continue
            seen.add(number)
            found[page.path] = distance
            (waiting if page.redirect else beyond).update(page.leads_to)
        waiting, distance = beyond, distance + 1
    return found
