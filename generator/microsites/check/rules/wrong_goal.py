"""An element counts for another goal than its content says, or for none.

What it does
    Compares ``data-track-goal`` of every element with the goal that the manifest expects under its ``data-track-id``.
Why it matters
    The event arrives, but without its goal: the goal's number is too small, and the event's number hides it.
How to fix
    Build the site again.  If a later step changes the attributes, repair that step.
An example
    ``data-track-id="index/hero/donate"`` without ``data-track-goal="donation"``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.i18n.message import _

CODE = "EVT007"
NAME = "wrong-goal"
SEVERITY: Severity = "error"
MESSAGE = 'action "{id}" counts for {goal}; expected: {expected}'
HINT = "build the site again; if a later step changes the attributes, repair that step"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield elements with another goal than the expected one."""
    for element, expected in tracked(page):
        if expected and (element.goal or None) != expected.goal:
            goal, wanted = element.goal or _("no goal"), expected.goal or _("no goal")
            data = {"id": expected.track_id, "goal": goal, "expected": wanted}
            yield Observation(expected.track_id, page.path, data, spot_of(element), expected.place)
