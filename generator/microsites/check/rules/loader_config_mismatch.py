"""A tag's loader and its configuration name different IDs.

What it does
    Compares the ID in the address of the loader with the IDs that the page is configured for.  A loader whose address
    names no measurement ID (``GT-``, ``AW-``) is left alone.
Why it matters
    One half of the snippet was copied from another site.  The script of the other site's owner is fetched, with that
    owner's settings, and a later editor cannot tell which of the two IDs is meant.
How to fix
    Name the same ID in both places, or build the site again.
An example
    ``gtag/js?id=G-AAAAAAAAAA`` beside ``gtag('config', 'G-BBBBBBBBBB')``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured

CODE = "TAG006"
NAME = "loader-config-mismatch"
SEVERITY: Severity = "error"
MESSAGE = "{provider} is loaded for {loaded}, but configured for {configured}"
HINT = "name the same ID in both places"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield loaders of an ID that the page is not configured for."""
    alive = [d for d in measured.detections if d.id and d.state != "commented"]
    for loader in alive:
        configured = {d.id for d in alive if d.provider == loader.provider and d.role == "config"}
        # If the configured ID is the wrong one, that is reported by itself.
        expected = measured.site.expected_ids.get(loader.provider, ())
        if loader.role == "loader" and configured and loader.id not in {*configured, *expected}:
            data = {
                "provider": measured.site.providers[loader.provider].title,
                "loaded": loader.id,
                "configured": ", ".join(sorted(configured)),
            }
            yield Observation(
                f"{loader.provider}:{loader.id}",
                data=data,
                spot=loader.spot,
                place=measured.site.place_of_id(loader.provider, loader.id),
            )
