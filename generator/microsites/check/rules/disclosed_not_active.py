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

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.site import SiteUnderCheck

CODE = "LAW002"
NAME = "disclosed-not-active"
SEVERITY: Severity = "warning"
MESSAGE = "the disclosure page names {provider}, which is not on this site"
HINT = "build and publish the site again: the page is generated from the same data as the tags"


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield providers that visitors are told of without reason."""
    page = site.disclosure
    if page is None or site.manifest is None or site.manifest.environment == "local":
        return
    there = {detection.provider for detections in site.detections.values() for detection in detections}
    used = there | site.expected_ids.keys() | site.managed_providers
    for each in page.disclosed:
        if each.provider not in used:
            known = site.providers.get(each.provider)
            spot = Spot(page.path, each.tag, "data-disclosed", each.provider, each.number)
            yield Observation(
                each.provider, page.path, {"provider": known.title if known else each.provider}, spot, site.place
            )
