"""An event is sent that the provider counts by itself.

What it does
    Takes the automatic events that a provider is declared to count (``measuring: settings``), and looks for elements
    and for ``gtag('event', …)`` in the page's scripts that send the same under the provider's own name.
Why it matters
    Each download, each outbound click is counted twice.
How to fix
    Delete the event from the page, or switch the provider's setting off and declare it so.
An example
    ``gtag('event', 'file_download')`` while ``enhanced_file_downloads: true`` is declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.elements import counted_names, sent_to, spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.check.pages import PageUnderCheck
from microsites.check.sequence import GTAG_PROVIDER

CODE = "EVT013"
NAME = "duplicates-automatic-event"
SEVERITY: Severity = "error"
MESSAGE = "{event} is sent by the page, and {provider} is declared to count it by itself ({setting})"
HINT = "delete the event from the page, or switch the setting off and declare it so"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield events that are counted twice."""
    for element, expected in tracked(page):
        for provider, expectation, name in sent_to(page.site, element.event or ""):
            if setting := counted_names(page.site, expectation).get(name):
                data = {"event": name, "provider": provider.title, "setting": setting}
                subject = f"{provider.name}:{element.track_id or ''}={name}"
                place = expected.place if expected else None
                yield Observation(subject, page.path, data, spot_of(element), place)


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield events that a script of the page sends and that are counted twice."""
    gtag = measured.site.expected_providers.get(GTAG_PROVIDER)
    counted = counted_names(measured.site, gtag) if gtag else {}
    for each in measured.commands if counted else ():
        name = each.command.text(1)
        if each.command.queue == "gtag" and each.command.verb == "event" and name in counted:
            data = {"event": name, "provider": measured.site.providers[GTAG_PROVIDER].title, "setting": counted[name]}
            yield Observation(f"{GTAG_PROVIDER}:{name}", data=data, spot=each.spot)
