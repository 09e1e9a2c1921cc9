"""A parameter holds what looks like personal data.

What it does
    Looks for mail addresses, telephone numbers and postal codes, in full-width characters too, in the parameters of
    elements and of events in the page's scripts.  A parameter that the plan withholds (``personal: true``) is left out.
Why it matters
    The value goes to a third party with every click.  The providers' terms forbid it, and Google deletes the data of a
    property in which it is found.
How to fix
    Send an identifier that means nothing outside: ``desk`` instead of the desk's number.
An example
    ``{"channel": "０１２０-０００-０００"}``
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsites.check.commands import Command, Value
from microsites.check.elements import params_of, spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.check.pages import PageUnderCheck
from microsites.measurement.values import personal_data

CODE = "EVT014"
NAME = "personal-data-in-parameter"
SEVERITY: Severity = "error"
MESSAGE = 'parameter {parameter} of event "{event}" holds {kind}'
HINT = "send an identifier that means nothing outside"

_MAX_DEPTH = 5


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield parameters with personal data.  The value itself is not repeated in the report."""
    for element, expected in tracked(page):
        params = params_of(element)
        event = page.site.events.get(element.event or "")
        withheld = {each.name for each in event.parameters if each.personal} if event else set()
        for name, value in params.items() if isinstance(params, dict) else ():
            kind = personal_data(str(value))
            if kind and name not in withheld:
                data = {"parameter": name, "event": element.event or "", "kind": kind}
                subject = f"{element.track_id or ''}:{name}"
                place = expected.place if expected else None
                yield Observation(subject, page.path, data, spot_of(element), place)


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield parameters with personal data that a script of the page sends."""
    for each in measured.commands:
        for event_name, values in _sent(each.command):
            for name, text in _texts(values):
                if kind := personal_data(text):
                    data = {"parameter": name, "event": event_name, "kind": kind}
                    yield Observation(f"{event_name}:{name}", data=data, spot=each.spot)


def _sent(command: Command) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Events of a command with what is sent along."""
    if command.queue == "gtag" and command.verb in ("event", "set", "config"):
        yield command.text(1) or command.verb, {**command.mapping(1), **command.mapping(2)}
    elif command.queue == "dataLayer":
        pushed = command.mapping(0)
        name = pushed.get("event")
        yield name if isinstance(name, str) else "dataLayer", pushed


def _texts(values: Mapping[str, Value], depth: int = 0) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Mapping) and depth < _MAX_DEPTH:
            yield from _texts(value, depth + 1)
