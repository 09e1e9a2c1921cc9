"""An element fires another event than its content says.

What it does
    Compares ``data-track`` of every element with the event that the manifest expects under its ``data-track-id``.  An
    event that is not in the plan at all is reported by ``event-not-in-plan`` instead.
Why it matters
    The click is counted as something that it is not: two numbers are wrong.
How to fix
    Build the site again.  If a later step changes the attributes, repair that step.
An example
    ``data-track-id="index/hero/donate"`` fires ``contact_click`` where ``donation_click`` is expected.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.site import SiteUnderCheck

CODE = "EVT005"
NAME = "wrong-event"
SEVERITY: Severity = "error"
MESSAGE = 'action "{id}" fires {event}; expected: {expected}'
HINT = "build the site again; if a later step changes the attributes, repair that step"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield elements with another event of the plan than the expected one."""
    if site.manifest is None:
        return
    for path, element, expected in tracked(site):
        if expected and element.event != expected.event and element.event in site.events:
            data = {"id": expected.track_id, "event": element.event or "", "expected": expected.event}
            yield Observation(expected.track_id, path, data, spot_of(path, element), expected.place)
