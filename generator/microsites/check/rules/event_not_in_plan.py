"""An element fires an event that the tracking plan does not know.

What it does
    Compares ``data-track`` of every element with the events of ``plan.yml``.
Why it matters
    One name for one thing on all sites is what makes their numbers comparable.  An event outside the plan arrives
    under a name that no report asks for.
How to fix
    Correct the name, or add the event with its definition and owner to ``plan.yml``.
An example
    ``data-track="donate_click"`` while the plan has ``donation_click``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.suggestions import did_you_mean

CODE = "EVT002"
NAME = "event-not-in-plan"
SEVERITY: Severity = "error"
MESSAGE = 'event "{event}" is not in the tracking plan'
HINT = "correct the name, or add the event to plan.yml"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield events that are not in the plan."""
    if page.site.manifest is None:
        return
    for element, expected in tracked(page):
        if element.event and element.event.strip() and element.event not in page.site.events:
            subject = f"{element.track_id or ''}={element.event}"
            place = expected.place if expected else None
            hint = did_you_mean(element.event, page.site.events, HINT)
            yield Observation(subject, page.path, {"event": element.event}, spot_of(element), place, hint)
