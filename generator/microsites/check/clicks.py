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
    start = next((name for name in INDEX_NAMES if name in pages), None)
    waiting = set() if start is None else {names.index(start)}
    known = set(waiting)
    distance = 0
    while waiting:
        beyond: set[int] = set()
        while waiting:
            page = pages.get(names[waiting.pop()])
            if page is None or page.path in found:
                continue
            found[page.path] = distance
            if page.redirect:
                waiting.update(page.leads_to)
            elif len(known) < len(names):
                # Every page of a site has the same menu: what is known already is as near by another way.
                new = set(page.leads_to) - known
                beyond |= new
                known |= new
        waiting, distance = beyond, distance + 1
    return found
