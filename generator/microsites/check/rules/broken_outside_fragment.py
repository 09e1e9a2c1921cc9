"""A page refers to a part of an outside page that is not there.

What it does
    With ``--external-fragments``, reads the outside page and looks for the ``id`` (or the ``name`` of an ``<a>``) that
    stands behind ``#``.  Routes of a page that a script makes (``#/…``, ``#!…``), marks of a viewer (``#page=3``) and
    pages without any ``id`` are left alone.
Why it matters
    The visitor lands at the top of a long page of somebody else, and does not find what was promised.
How to fix
    Look at the page in a browser, and correct the part behind ``#`` or take it out.
An example
    ``<a href="https://www.city.hanamori.jp/tax.html#furusato">`` while that page has ``id="furusato-nozei"``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microsites.check.findings import Observation, Severity

if TYPE_CHECKING:
    from microsites.check.external.outcome import OutsideSite

CODE = "EXT004"
NAME = "broken-outside-fragment"
SEVERITY: Severity = "warning"
MESSAGE = 'refers to "#{fragment}" of "{target}", which that page does not have'
HINT = "correct the part behind #, or take it out"


def check_outside(site: OutsideSite) -> Iterator[Observation]:
    """Yield references to parts that are not there."""
    for use, verdict in site.judged("ok", "moved"):
        if use.kind == "page" and use.fragment in verdict.missing:
            for place in use.places:
                data = {"fragment": use.fragment, "target": use.url}
                yield Observation(f"{use.url}#{use.fragment}", use.page, data, use.spot, place)
