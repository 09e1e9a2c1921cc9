"""An event's name is one that its provider does not accept.

What it does
    Holds the name that each event has at each provider (the element's event, as the plan maps it, and the names in
    ``gtag('event', …)`` of the page's scripts) against the provider's limits: length, characters, reserved names and
    beginnings.
Why it matters
    The provider drops such an event without a word, or counts it among those that it collects by itself.
How to fix
    Give the event another name at this provider (``names`` in ``plan.yml``).
An example
    ``gtag('event', 'click-tel')``: a hyphen is not accepted by Google Analytics.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import counted_names, sent_to, spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.check.pages import PageUnderCheck
from microsites.check.sequence import GTAG_PROVIDER
from microsites.measurement.providers import Provider
from microsites.measurement.validation.names import name_fault

CODE = "EVT009"
NAME = "event-name-limit"
SEVERITY: Severity = "error"
MESSAGE = "event name {fault}"
HINT = "give the event another name at this provider (names in plan.yml)"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield names that a provider does not accept."""
    for element, expected in tracked(page):
        for provider, here, name in sent_to(page.site, element.event or ""):
            fault = name_fault(name, provider.event_names, provider.title)
            # What the provider is declared to count is reported for being counted twice.
            if fault and name not in counted_names(page.site, here):
                place = expected.place if expected else None
                subject = f"{provider.name}:{element.track_id or ''}={name}"
                yield Observation(subject, page.path, {"fault": fault[0]}, spot_of(element), place)


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield names that a script of the page sends and the provider does not accept."""
    gtag = measured.site.providers.get(GTAG_PROVIDER)
    for each in measured.commands if gtag else ():
        name = each.command.text(1) if each.command.verb == "event" and each.command.queue == "gtag" else ""
        if gtag and name and name not in _sent_by_hand(gtag):
            fault = name_fault(name, gtag.event_names, gtag.title)
            if fault:
                yield Observation(f"{gtag.name}:{name}", data={"fault": fault[0]}, spot=each.spot)


def _sent_by_hand(provider: Provider) -> frozenset[str]:
    """Reserved names that a script may send: a page view of its own, and what is judged against the declarations."""
    views = {name for signature in provider.network for name in signature.page_view}
    return frozenset(views.union(*(setting.counted_as for setting in provider.settings)))
