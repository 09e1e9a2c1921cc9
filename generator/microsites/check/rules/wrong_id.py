"""A page sends to an ID that is not this site's.

What it does
    Compares every active ID of an expected provider with the IDs of this site in this environment.  An ID that the
    portfolio uses in another environment is reported by ``foreign-environment-id`` instead.
Why it matters
    The visits of this site are counted for somebody else, or for nobody.
How to fix
    Correct the ID under ``environments`` in ``site.yml`` or ``portfolio.yml``, or delete the tag that was pasted in.
An example
    ``site.yml`` says ``G-AAAAAAAAAA``; the page has ``gtag('config', 'G-BBBBBBBBBB')``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.i18n.message import _

CODE = "TAG003"
NAME = "wrong-id"
SEVERITY: Severity = "error"
MESSAGE = "{provider} sends to {id}{owner}; expected here: {expected}"
HINT = "correct the ID under environments, or delete the tag that was pasted in"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield active IDs that are not expected here."""
    for stranger in measured.tags.strangers:
        if measured.site.foreign_environments(stranger.provider, stranger.id):
            continue
        owners = measured.site.sites_with(stranger.provider, stranger.id)
        data = {
            "provider": measured.site.providers[stranger.provider].title,
            "id": stranger.id,
            "owner": _(" (the ID of {sites})", sites=", ".join(owners)) if owners else "",
            "expected": ", ".join(measured.site.expected_ids[stranger.provider]),
        }
        yield Observation(
            f"{stranger.provider}:{stranger.id}",
            data=data,
            spot=stranger.spot,
            place=measured.site.place_of_id(stranger.provider, stranger.id),
        )
