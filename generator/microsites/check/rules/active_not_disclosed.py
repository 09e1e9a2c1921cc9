"""A provider is active, and the disclosure page does not name it.

What it does
    Takes every provider that the site uses, also those in the container of a tag manager, and looks for its block on
    the disclosure page (``data-disclosed``).
Why it matters
    Visitors are told that this is all that is sent, and to whom.  A provider that is left out makes the page untrue.
How to fix
    Build and publish the site again: the page is generated from the same data as the tags.  If a later step changes
    the page, put that right.
An example
    ``ga4`` is on every page, and the disclosure page has no ``data-disclosed="ga4"``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity

CODE = "LAW001"
NAME = "active-not-disclosed"
SEVERITY: Severity = "error"
MESSAGE = "{provider} is active, and the disclosure page does not name it"
HINT = "build and publish the site again: the page is generated from the same data as the tags"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield providers in use that the disclosure does not name."""
    page = site.disclosure
    if page is None:
        return
    here = site.under_check
    told = {each.provider for each in page.disclosed}
    alive = {provider for facts in site.pages.values() for provider in facts.alive}
    for name in sorted(((alive & here.expected_ids.keys()) | here.managed_providers) - told):
        yield Observation(name, page.path, {"provider": here.providers[name].title}, place=here.place)
