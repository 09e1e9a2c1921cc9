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
from microsites.check.findings import Observation, Severity
from microsites.check.suggestions import did_you_mean
from microsites.check.tree import address_of

CODE = "LNK002"
NAME = "broken-fragment"
SEVERITY: Severity = "error"
MESSAGE = 'link leads to "#{fragment}", which {page} does not have'
HINT = "correct the part behind #, or restore the section's id"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield links to anchors that do not exist."""
    missing = site.parts.missing(site.name)
    for path, page in site.pages.items() if missing else ():
        for needed in page.needs:
            if part := missing.get(needed):
                fragment, address = unquote(part.fragment), address_of(part.file)
                here = (part.site, part.file) == (site.name, path)
                data = {"fragment": fragment, "page": "this page" if here else f'"{address}"'}
                hint = did_you_mean(fragment, tuple(sorted(site.parts.of(part.site, part.file) or ())), HINT)
                for spot, places in site.links_that_need(path, needed):
                    for place in places:
                        yield Observation(f"{address}#{fragment}", path, data, spot, place, hint)
