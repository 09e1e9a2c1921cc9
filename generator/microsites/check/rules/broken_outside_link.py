"""A page refers to an address outside that visitors do not get.

What it does
    With ``--external``, asks every address outside the portfolio once: HEAD, then GET, along redirects.  Broken is what
    answers 404, 410 or a server error, a host that does not exist or takes no connection, a certificate that browsers
    warn of, and redirects that end nowhere.  With ``--fail-after DAYS`` it is a warning until it has failed for so long.
Why it matters
    A timetable or an application form of somebody else is often the last step to the goal.  Nobody tells you when it
    moves.
How to fix
    Look at the address in a browser, and write the new one or take the reference out.
An example
    ``<a href="https://bus.hanamori.jp/timetable-2024.pdf">`` while the bus company answers 404.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microsites.check.findings import Observation, Severity
from microsites.i18n.message import _

if TYPE_CHECKING:
    from microsites.check.external.outcome import OutsideSite

CODE = "EXT001"
NAME = "broken-outside-link"
SEVERITY: Severity = "error"
MESSAGE = 'refers to "{target}", which {problem}{since}'
HINT = "look at it in a browser; write the new address, or take the reference out"


def check_outside(site: OutsideSite) -> Iterator[Observation]:
    """Yield references to what is broken, and to what is no address at all."""
    outside = site.outside
    for use, verdict in site.judged("broken"):
        since = outside.failing.since.get(use.url)
        data = {
            "target": use.url,
            "problem": verdict.reason,
            "since": _(" (since {day})", day=str(since)) if since else "",
        }
        waiting = outside.fail_after is not None and not outside.is_due(use.url)
        for place in use.places:
            yield Observation(use.url, use.page, data, use.spot, place, severity="warning" if waiting else None)
    for use in site.uses:
        if not use.possible:
            data = {"target": use.written, "problem": use.problem, "since": ""}
            for place in use.places:
                yield Observation(use.written, use.page, data, use.spot, place)
