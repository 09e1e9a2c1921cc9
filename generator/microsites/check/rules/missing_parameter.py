"""An event lacks a parameter that the plan requires.

What it does
    Compares each element's parameters with those that the plan requires of its event.  An element that sends other
    parameters than its content says is reported by ``wrong-parameters`` instead.
Why it matters
    The number is right, and nobody can say any more which farm, which theme, which document it was about.
How to fix
    Add the parameter under ``params`` of the action.
An example
    ``guide_download`` without ``document``, which ``plan.yml`` requires.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import planned, spot_of
from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck

CODE = "EVT011"
NAME = "missing-parameter"
SEVERITY: Severity = "error"
MESSAGE = 'event "{event}" lacks the parameter {parameter}, which the plan requires'
HINT = "add it under params of the action"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield required parameters that an element does not send."""
    for element, expected, params in planned(page):
        event = page.site.events.get(element.event or "")
        for parameter in event.parameters if event else ():
            if event and parameter.required and not params.get(parameter.name, "").strip():
                data = {"event": event.name, "parameter": parameter.name}
                subject = f"{element.track_id or ''}:{parameter.name}"
                place = expected.place if expected else None
                yield Observation(subject, page.path, data, spot_of(element), place)
