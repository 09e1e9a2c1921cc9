"""How far the pages of a site are from its start page."""

from __future__ import annotations

from collections.abc import Mapping

from microsites.check.facts import WholeSite
from microsites.check.tree import INDEX_NAMES


def clicks(site: WholeSite) -> Mapping[str, int]:
    """Return each page to which links lead from the start page, with the fewest clicks; a redirect is no click."""
    names = site.under_check.tree.pages()
    found: dict[str, int] = {}
    waiting = {next((name for name in INDEX_NAMES if name in site.pages), "")}
    distance = 0
    while waiting:
        beyond: set[str] = set()
        while waiting:
            page = waiting.pop()
            if page in found or page not in site.pages:
                continue
            found[page] = distance
            on = {names[number] for number in site.pages[page].leads_to}
            (waiting if site.pages[page].redirect else beyond).update(on)
        waiting, distance = beyond, distance + 1
    return found
