"""A page sends to an ID of another environment.

What it does
    Looks up every active ID that is not expected here among the IDs that the portfolio uses in other environments.
Why it matters
    A preview that sends to the production ID mixes the staff's own clicks into the numbers; a production site that
    sends to the preview ID loses its visitors' visits.
How to fix
    Build for the environment to which the tree is published (``--env``), or correct the ID under ``environments``.
An example
    The tree was built for ``preview``, and a page has ``gtag('config', …)`` with the ID of ``production``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.i18n.lists import together

CODE = "TAG004"
NAME = "foreign-environment-id"
SEVERITY: Severity = "error"
MESSAGE = "{provider} sends to {id}, the ID of {other}; this tree is {here}: {expected}"
HINT = "build for the environment that the tree is published to, or correct the ID under environments"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield active IDs that belong to another environment."""
    for stranger in measured.tags.strangers:
        others = measured.site.foreign_environments(stranger.provider, stranger.id)
        if not others or measured.site.manifest is None:
            continue
        data = {
            "provider": measured.site.providers[stranger.provider].title,
            "id": stranger.id,
            "other": together(others),
            "here": measured.site.manifest.environment,
            "expected": ", ".join(measured.site.expected_ids[stranger.provider]),
        }
        yield Observation(
            f"{stranger.provider}:{stranger.id}",
            data=data,
            spot=stranger.spot,
            place=measured.site.place_of_id(stranger.provider, stranger.id),
        )
