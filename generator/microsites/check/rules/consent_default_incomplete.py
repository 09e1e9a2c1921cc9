"""The consent default does not name every kind of consent.

What it does
    Compares the keys of ``gtag('consent', 'default', …)`` with the four of Consent Mode v2: ``ad_storage``,
    ``analytics_storage``, ``ad_user_data``, ``ad_personalization``.
Why it matters
    A key that is not named counts as granted, and the last two are new: banners from before 2024 lack them.
How to fix
    Name all four, or build the site again.
An example
    ``gtag('consent', 'default', {ad_storage: 'denied', analytics_storage: 'denied'})``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured

CODE = "CNS003"
NAME = "consent-default-incomplete"
SEVERITY: Severity = "error"
MESSAGE = "the consent default does not name {lacking}"
HINT = "name all four keys of Consent Mode v2"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield consent defaults that lack a key."""
    default = measured.consent
    if default is not None and default.lacking:
        lacking = ", ".join(default.lacking)
        yield Observation(lacking, data={"lacking": lacking}, spot=default.first.spot, place=measured.site.place)
