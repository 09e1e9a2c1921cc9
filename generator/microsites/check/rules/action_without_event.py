"""A call to action fires no event.

What it does
    Looks for elements with ``data-track-id`` whose ``data-track`` is absent or empty.
Why it matters
    The runtime listens to ``data-track``.  The button works, the visitor clicks, and nothing is counted.
How to fix
    Give the action a ``goal`` or an ``event`` in its YAML file.  In a template of your own, print the attributes of
    ``track(action, section.id)`` as they are.
An example
    ``<a href="…" data-track-id="index/hero/donate">`` without ``data-track="donation_click"``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.i18n.message import _

CODE = "EVT001"
NAME = "action-without-event"
SEVERITY: Severity = "error"
MESSAGE = 'action "{id}" fires no event{expected}'
HINT = "give the action a goal or an event; templates print all attributes of track()"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield actions without an event."""
    for element, expected in tracked(page):
        if element.track_id is not None and not (element.event or "").strip():
            data = {
                "id": element.track_id,
                "expected": _("; expected: {event}", event=expected.event) if expected else "",
            }
            place = expected.place if expected else None
            yield Observation(element.track_id, page.path, data, spot_of(element), place)
