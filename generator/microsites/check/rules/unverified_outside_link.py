"""An address outside could not be verified: it keeps programs out, or is at fault for a while.

What it does
    Names the addresses that answer 401, 403, 429 or another refusal, a wall that lets only browsers through, a
    certificate that cannot be verified from here, or that could not be asked.
Why it matters
    They are not broken, and not known to be well either.  Counting them as either would be a guess.
How to fix
    Look at them in a browser now and then.  An entry under ``suppress`` in ``checks.yml`` says that somebody does.
An example
    ``<a href="https://www.instagram.com/hanamori/">``: it answers programs with 429.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microsites.check.findings import Observation, Severity

if TYPE_CHECKING:
    from microsites.check.external.outcome import OutsideSite

CODE = "EXT002"
NAME = "unverified-outside-link"
SEVERITY: Severity = "note"
MESSAGE = 'refers to "{target}", which {problem}'
HINT = "look at it in a browser now and then"


def check_outside(site: OutsideSite) -> Iterator[Observation]:
    """Yield references to what could not be verified."""
    for use, verdict in site.judged("unverified"):
        for place in use.places:
            data = {"target": use.url, "problem": verdict.reason}
            yield Observation(use.url, use.page, data, use.spot, place)
