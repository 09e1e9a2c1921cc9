"""A link leads to a part of a page that the page does not have.

What it does
    Looks for the ``id`` (or the ``name`` of an ``<a>``) that stands behind ``#`` in a link, on this page, on another
    page of the site, or on a page of a sister site.  ``#top`` and an empty fragment are always fine.
Why it matters
    The visitor lands at the top of a long page and does not find the bus timetable that the link promised.
How to fix
    Correct the part behind ``#``, or give the section its old ``id`` back.
An example
    ``<a href="../access/#buss">`` while the page has ``<section id="bus">``.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from microsites.check.facts import WholeSite
from microsites.check.findings import MAX_OF_A_KIND, Observation, Severity
from microsites.check.fragments import Part
from microsites.check.suggestions import MAX_GUESSES, Suggester
from microsites.check.tree import address_of
from microsites.i18n.message import _

CODE = "LNK002"
NAME = "broken-fragment"
SEVERITY: Severity = "error"
MESSAGE = 'link leads to "#{fragment}", which {page} does not have'
HINT = "correct the part behind #, or restore the section's id"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield links to anchors that do not exist."""
    missing = site.parts.missing(site.name)
    suggesters: dict[tuple[str, str], Suggester] = {}
    for path, page in site.pages.items() if missing else ():
        broken = [needed for needed in page.needs if needed in missing]
        if not broken:
            continue
        hints = {needed: _hint(site, missing[needed], suggesters) for needed in broken[:MAX_GUESSES]}
        told = frozenset(broken[:MAX_OF_A_KIND])
        left_out = len(broken) - len(told)
        for link in site.links_that_need(path, told):
            part = missing[link.part]
            address, fragment = address_of(part.file), unquote(part.fragment)
            here = (part.site, part.file) == (site.name, path)
            data = {"fragment": fragment, "page": _("this page") if here else _('"{address}"', address=address)}
            for place in link.places:
                hint = hints.get(link.part, _(HINT))
                if left_out:
                    hint = _("{hint}; {count} more such parts are left out", hint=hint, count=f"{left_out:,}")
                yield Observation(f"{address}#{fragment}", path, data, link.spot, place, hint)


def _hint(site: WholeSite, part: Part, suggesters: dict[tuple[str, str], Suggester]) -> str:
    page = part.site, part.file
    if page not in suggesters:
        suggesters[page] = Suggester(sorted(site.parts.of(*page) or ()))
    return suggesters[page].hint(unquote(part.fragment), _(HINT))
