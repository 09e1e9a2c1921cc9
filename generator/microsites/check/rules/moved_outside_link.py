"""An address outside has moved for good, and still sends visitors on.

What it does
    Names the addresses that answer with a permanent redirect (301 or 308), and the address that they say is the new
    one.  Where the new one is the start page of a site, the page itself may be gone.
Why it matters
    The redirect will end one day, and until then every visitor waits for it.
How to fix
    Look at the new address, and write it instead.
An example
    ``<a href="http://www.city.hanamori.jp/">`` while the city's site has moved to ``https:``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microsites.check.findings import Observation, Severity
from microsites.i18n.message import _

if TYPE_CHECKING:
    from microsites.check.external.outcome import OutsideSite

CODE = "EXT003"
NAME = "moved-outside-link"
SEVERITY: Severity = "note"
MESSAGE = 'refers to "{target}", which {problem}'
HINT = "write the new address"


def check_outside(site: OutsideSite) -> Iterator[Observation]:
    """Yield references to what has moved."""
    for use, verdict in site.judged("moved"):
        hint = _("write {address}", address=f"{verdict.moved_to}#{use.fragment}".removesuffix("#"))
        for place in use.places:
            data = {"target": use.url, "problem": verdict.reason}
            yield Observation(use.url, use.page, data, use.spot, place, hint)
