"""Whether an expected tag is there, only a tag manager knows.

What it does
    Looks for pages on which an expected provider has no tag of its own, but a tag manager is active whose container
    was not laid beside the site.  Such a page counts as *unknown*: neither as instrumented nor as missing.
Why it matters
    The container may send to the ID, or may not; from the page nobody can tell, and the container can be changed at any
    time without a build.
How to fix
    Export the container as JSON and lay it beside the site; or look into it and at what a browser sends.
An example
    ``ga4`` is expected, and the page has ``gtm.js?id=GTM-XXXXXXX`` and no ``gtag``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured

CODE = "TAG013"
NAME = "behind-tag-manager"
SEVERITY: Severity = "note"
MESSAGE = "whether {provider} {id} is active is unknown: only {manager} {container} could send to it"
HINT = "export the container as JSON and lay it beside the site"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield expected IDs that only an opaque container can send to."""
    for hidden in measured.tags.behind:
        data = {
            "provider": measured.site.providers[hidden.provider].title,
            "id": hidden.id,
            "manager": measured.site.providers[hidden.manager.provider].title,
            "container": hidden.manager.id,
        }
        yield Observation(
            f"{hidden.provider}:{hidden.id}",
            data=data,
            spot=hidden.manager.spot,
            place=measured.site.place_of_id(hidden.provider, hidden.id),
        )
