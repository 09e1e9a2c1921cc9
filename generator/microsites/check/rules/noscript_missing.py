"""A tag lacks the part that counts visitors without scripts.

What it does
    Looks on pages with an active tag of a provider whose snippet has a ``<noscript>`` part (Google Tag Manager, Meta)
    for that part with the same ID.  It is asked for only where the tag runs at once: a visitor without scripts can
    neither refuse nor consent.
Why it matters
    Visits of people whose browser runs no scripts are lost, and in the provider's own test the tag counts as damaged.
How to fix
    Build the site again; on a page of your own, paste the second half of the provider's snippet after ``<body>``.
An example
    A page with ``gtm.js?id=GTM-XXXXXXX`` and without ``ns.html?id=GTM-XXXXXXX``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.check.site import SiteUnderCheck

CODE = "TAG008"
NAME = "noscript-missing"
SEVERITY: Severity = "warning"
MESSAGE = "{provider} {id} has no <noscript> part"
HINT = "build the site again; on a page of your own, add the second half of the provider's snippet"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield active tags without their ``<noscript>``."""
    found = [d for d in measured.detections if d.state == "active"]
    counted = {(d.provider, d.id) for d in found if d.role == "noscript"}
    for tag in found:
        if (
            tag.id in measured.site.expected_ids.get(tag.provider, ())
            and tag.role == measured.site.expectations.sending_role(tag.provider)
            and "noscript" in measured.site.expectations.roles(tag.provider)
            and _runs_at_once(measured.site, tag.provider)
            and (tag.provider, tag.id) not in counted
        ):
            data = {"provider": measured.site.providers[tag.provider].title, "id": tag.id}
            yield Observation(
                f"{tag.provider}:{tag.id}",
                data=data,
                spot=tag.spot,
                place=measured.site.place_of_id(tag.provider, tag.id),
            )


def _runs_at_once(site: SiteUnderCheck, provider: str) -> bool:
    expected = site.expected_providers.get(provider)
    return expected is None or expected.treatment == "at_once"
