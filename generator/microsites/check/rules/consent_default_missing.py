"""A Google tag runs before consent and does not say what it may do.

What it does
    Asks for ``gtag('consent', 'default', …)`` on pages whose Google tag runs without cookies until consent, and on pages
    that update a consent without ever having set a default.
Why it matters
    Without a default everything is granted: the tag sets cookies before anybody was asked.  An update without a default
    changes nothing that was sent before it.
How to fix
    Build the site again; on a page of your own, write the default before every other command.
An example
    ``gtag('js', new Date()); gtag('config', 'G-XXXXXXXXXX');`` and a banner that calls
    ``gtag('consent', 'update', …)``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.consent import consent_update
from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured

CODE = "CNS001"
NAME = "consent-default-missing"
SEVERITY: Severity = "error"
MESSAGE = "{provider} has no consent default: until the first answer everything counts as granted"
HINT = 'write gtag("consent", "default", …) before every other command'


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield Google tags without a consent default."""
    if measured.consent is not None:
        return
    found = [d for d in measured.detections if d.state != "commented"]
    # Nobody can see what a tag manager's container sets.
    if any(measured.site.providers[d.provider].opaque and d.provider not in measured.site.expected_ids for d in found):
        return
    google = [d for d in found if measured.site.providers[d.provider].google_consent]
    updated = consent_update(measured.commands)
    for tag in google:
        expected = measured.site.expected_providers.get(tag.provider)
        if updated or (expected is not None and expected.treatment == "cookieless"):
            data = {"provider": measured.site.providers[tag.provider].title}
            yield Observation(
                tag.provider, data=data, spot=updated.spot if updated else tag.spot, place=measured.site.place
            )
            return
