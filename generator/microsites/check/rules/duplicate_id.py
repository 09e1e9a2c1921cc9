"""A page sends to the same ID twice.

What it does
    Counts the active configurations and the active loaders of each ID on a page.
Why it matters
    Every visit and every goal is counted twice, the bounce rate falls to nothing, and the comparison with last year is
    worthless.  It happens when a tag is pasted into a page that a template has already tagged.
How to fix
    Keep the tag that the generator writes and delete the other.
An example
    ``gtag('config', 'G-XXXXXXXXXX')`` in the head and again at the end of the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.i18n.message import _

CODE = "TAG002"
NAME = "duplicate-id"
SEVERITY: Severity = "error"
MESSAGE = "{provider} {id} is {what} {count} times on this page"
HINT = "keep the tag that the generator writes and delete the other"

_WHAT = {"config": _("configured"), "loader": _("loaded")}


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield IDs that a page configures or loads more than once."""
    for duplicate in measured.tags.duplicates:
        second = duplicate.second
        title = measured.site.providers[second.provider].title
        data = {"provider": title, "id": second.id, "what": _WHAT[duplicate.role], "count": str(duplicate.count)}
        yield Observation(
            f"{second.provider}:{second.id}",
            data=data,
            spot=second.spot,
            place=measured.site.place_of_id(second.provider, second.id),
        )
