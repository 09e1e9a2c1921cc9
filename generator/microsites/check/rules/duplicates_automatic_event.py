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
from microsites.check.sequence import GTAG_PROVIDER
from microsites.check.site import SiteUnderCheck

CODE = "EVT013"
NAME = "duplicates-automatic-event"
SEVERITY: Severity = "error"
MESSAGE = "{event} is sent by the page, and {provider} is declared to count it by itself ({setting})"
HINT = "delete the event from the page, or switch the setting off and declare it so"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield events that are counted twice."""
    for path, element, expected in tracked(site):
        for provider, expectation, name in sent_to(site, element.event or ""):
            if setting := counted_names(site, expectation).get(name):
                data = {"event": name, "provider": provider.title, "setting": setting}
                subject = f"{provider.name}:{element.track_id or ''}={name}"
                place = expected.place if expected else None
                yield Observation(subject, path, data, spot_of(path, element), place)
    gtag = site.expected_providers.get(GTAG_PROVIDER)
    counted = counted_names(site, gtag) if gtag else {}
    for path in site.tags if counted else ():
        for each in site.commands[path]:
            name = each.command.text(1)
            if each.command.queue == "gtag" and each.command.verb == "event" and name in counted:
                data = {"event": name, "provider": site.providers[GTAG_PROVIDER].title, "setting": counted[name]}
                yield Observation(f"{GTAG_PROVIDER}:{name}", path, data, each.spot)
