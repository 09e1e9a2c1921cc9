"""An event's parameters are more, or longer, than its provider takes.

What it does
    Holds number, names and lengths of each element's parameters, with those that the runtime adds, and of the
    parameters in ``gtag('event', …)`` against the limits of every provider that gets the event.  Where a provider
    counts the encoded form, one kanji is nine characters.
Why it matters
    The provider cuts the value off or drops it: two farms with long names become one, or none.
How to fix
    Send a short identifier instead of a name or an address: ``aoki`` instead of ``青木いちご農園（花守市北部）``.
An example
    ``{"place": "青木いちご農園直売所前駐車場"}``: 126 characters where Google Analytics takes 100.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsites.check.elements import planned, sent_to, spot_of
from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.check.pages import PageUnderCheck
from microsites.check.sequence import GTAG_PROVIDER
from microsites.i18n.message import _
from microsites.measurement.providers import Provider
from microsites.measurement.validation.names import name_fault
from microsites.measurement.values import sent_length

CODE = "EVT010"
NAME = "parameter-limit"
SEVERITY: Severity = "error"
MESSAGE = 'event "{event}": {fault}'
HINT = "send a short identifier instead of a name or an address"

_OF_THE_LIBRARY = frozenset({"send_to", "event_callback", "event_timeout", "non_interaction", "transport_type"})
"""Parameters that gtag.js reads itself and does not send."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield parameters that a provider does not take as they are."""
    for element, expected, params in planned(page):
        event = element.event or ""
        personal = (
            {each.name for each in page.site.events[event].parameters if each.personal}
            if event in page.site.events
            else ()
        )
        sent = {name: value for name, value in params.items() if name not in personal}
        added = {"track_id": element.track_id or "", "goal": element.goal or ""}
        sent |= {name: value for name, value in added.items() if value}
        for provider, _here, name in sent_to(page.site, event):
            for what, fault in _faults(sent, provider):
                subject = f"{provider.name}:{element.track_id or ''}:{what}"
                place = expected.place if expected else None
                yield Observation(subject, page.path, {"event": name, "fault": fault}, spot_of(element), place)


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield parameters that a script of the page sends and the provider does not take as they are."""
    gtag = measured.site.providers.get(GTAG_PROVIDER)
    for each in measured.commands if gtag else ():
        command = each.command
        if gtag and command.queue == "gtag" and command.verb == "event" and (name := command.text(1)):
            written = {
                key: value if isinstance(value, str) else ""
                for key, value in command.mapping(2).items()
                if key not in _OF_THE_LIBRARY
            }
            for what, fault in _faults(written, gtag):
                data = {"event": name, "fault": fault}
                yield Observation(f"{gtag.name}:{name}:{what}", data=data, spot=each.spot)


def _faults(params: Mapping[str, str], provider: Provider) -> Iterator[tuple[str, str]]:
    """What is at fault, and how."""
    if provider.parameters_max is not None and len(params) > provider.parameters_max:
        yield (
            "count",
            _(
                "{count} parameters; {provider} takes {most}",
                count=len(params),
                provider=provider.title,
                most=provider.parameters_max,
            ),
        )
    most = provider.parameter_value_max_length
    for name, value in params.items():
        if fault := name_fault(name, provider.parameter_names, provider.title):
            yield name, _("parameter {fault}", fault=fault[0])
        if most is not None and (length := sent_length(value, provider)) > most:
            said = {"name": name, "length": length, "provider": provider.title, "most": most}
            if provider.length_as_encoded:
                yield name, _("the value of {name} has {length} characters, encoded; {provider} takes {most}", **said)
            else:
                yield name, _("the value of {name} has {length} characters; {provider} takes {most}", **said)
