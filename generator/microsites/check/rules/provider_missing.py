"""A page does not carry the measurement that it must carry.

What it does
    Looks for the signatures of every expected provider: its loader, and the call that sends to the expected ID.
    A tag that is commented out, or that waits for consent where none is asked for, is not active.
Why it matters
    Visits to this page, and every goal on it, are invisible.  Nobody notices a number that is too small.
How to fix
    Build the site again.  If a template or a later step removed the tag, repair that; do not paste it in by hand.
An example
    ``site.yml`` has an ID for ``ga4`` in this environment, and ``farms/index.html`` has no ``gtag('config', …)``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.measured import Measured
from microsites.check.tagging import Absence
from microsites.i18n.message import _

CODE = "TAG001"
NAME = "provider-missing"
SEVERITY: Severity = "error"
MESSAGE = "{provider} is not active with {id}: {why}"
HINT = "build the site again; if a later step removed the tag, repair that step"

_REASONS: dict[Absence, str] = {
    "absent": _("the page has no such tag"),
    "gated": _('the tag waits for consent (type="text/plain")'),
    "commented": _("the tag is commented out"),
    "without loader": _("the tag is there, but not the script that it needs"),
}


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield expected IDs that are not active on a measured."""
    for fault in measured.tags.missing:
        title = measured.site.providers[fault.provider].title
        spot = fault.detection.spot if fault.detection else Spot("head")
        data = {"provider": title, "id": fault.id, "why": _REASONS[fault.why]}
        yield Observation(
            f"{fault.provider}:{fault.id}",
            data=data,
            spot=spot,
            place=measured.site.place_of_id(fault.provider, fault.id),
        )
