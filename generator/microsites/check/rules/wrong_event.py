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
from microsites.check.pages import PageUnderCheck

CODE = "EVT005"
NAME = "wrong-event"
SEVERITY: Severity = "error"
MESSAGE = 'action "{id}" fires {event}; expected: {expected}'
HINT = "build the site again; if a later step changes the attributes, repair that step"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield elements with another event of the plan than the expected one."""
    if page.site.manifest is None:
        return
    for element, expected in tracked(page):
        if expected and element.event != expected.event and element.event in page.site.events:
            data = {"id": expected.track_id, "event": element.event or "", "expected": expected.event}
            yield Observation(expected.track_id, page.path, data, spot_of(element), expected.place)
