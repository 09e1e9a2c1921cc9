"""The disclosure page names a provider that the site does not use.

What it does
    Looks for every provider that the disclosure page names (``data-disclosed``) among those that the site uses, also in
    the container of a tag manager.  A ``local`` tree sends nothing and describes what will be sent: it is not judged.
Why it matters
    A page that names companies that get nothing is as untrue as one that leaves some out, and nobody trusts it twice.
How to fix
    Build and publish the site again: the page is generated from the same data as the tags.
An example
    ``clarity`` was given up, and an old copy of the page still has ``data-disclosed="clarity"``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity, Spot

CODE = "LAW002"
NAME = "disclosed-not-active"
SEVERITY: Severity = "warning"
MESSAGE = "the disclosure page names {provider}, which is not on this site"
HINT = "build and publish the site again: the page is generated from the same data as the tags"


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield providers that the disclosure names and that are nowhere."""
    page, here = site.disclosure, site.under_check
    if page is None or site.manifest is None or site.manifest.environment == "local":
        return
    there = {provider for facts in site.pages.values() for provider in facts.traced}
    used = there | here.expected_ids.keys() | here.managed_providers
    for each in page.disclosed:
        if each.provider not in used:
            known = here.providers.get(each.provider)
            spot = Spot(each.tag, "data-disclosed", each.provider, each.number)
            data = {"provider": known.title if known else each.provider}
            yield Observation(each.provider, page.path, data, spot, here.place)
