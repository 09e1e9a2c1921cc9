"""Pages of a site that say the same of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from microsites.check.facts import PageFacts, WholeSite
from microsites.check.findings import Observation, Spot
from microsites.check.searching import listed
from microsites.check.tree import address_of
from microsites.i18n import lists
from microsites.i18n.message import _

_NAMED = 3
"""Pages that a message names; of more it says how many they are."""


def duplicates(site: WholeSite, text: Callable[[PageFacts], str], tag: str, name: str = "") -> Iterator[Observation]:
    """One observation for each text that several pages share, at the first of them."""
    groups: dict[str, list[PageFacts]] = {}
    for page in listed(site):
        if value := text(page):
            groups.setdefault(value, []).append(page)
    for value, pages in groups.items():
        if len(pages) > 1:
            first = pages[0].path
            data = {"text": value, "count": str(len(pages)), "pages": _names(pages)}
            yield Observation(value, first, data, Spot(tag, "name" if name else "", name))


def _names(pages: list[PageFacts]) -> str:
    named = lists.listed(_('"{address}"', address=address_of(page.path)) for page in pages[:_NAMED])
    return lists.and_more(named, len(pages) - _NAMED)
