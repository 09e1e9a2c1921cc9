"""A parameter's value is none that the plan allows.

What it does
    Holds each element's parameters against type, values and pattern that the plan gives them.  An element that sends
    other parameters than its content says is reported by ``wrong-parameters`` instead.
Why it matters
    ``tel``, ``TEL`` and ``電話`` are three lines in every report, and their sum is nowhere.
How to fix
    Write one of the plan's values, or add the value to the plan.
An example
    ``{"channel": "電話"}`` where the plan allows ``form``, ``tel``, ``mail``, ``online``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import planned, spot_of
from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.measurement.values import value_fault

CODE = "EVT015"
NAME = "parameter-value"
SEVERITY: Severity = "error"
MESSAGE = 'event "{event}", parameter {parameter}: {fault}'
HINT = "write one of the plan's values, or add the value to the plan"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield values that the plan does not allow."""
    for element, expected, params in planned(page):
        event = page.site.events.get(element.event or "")
        for parameter in event.parameters if event else ():
            value = params.get(parameter.name, "")
            fault = value_fault(parameter, value) if value.strip() else None
            if event and fault:
                data = {"event": event.name, "parameter": parameter.name, "fault": fault[0]}
                subject = f"{element.track_id or ''}:{parameter.name}"
                place = expected.place if expected else None
                yield Observation(subject, page.path, data, spot_of(element), place, fault[1])
