"""The consent default comes after a command that measures.

What it does
    Reads the commands that run while the page loads, and asks that ``gtag('consent', 'default', …)`` stands before the
    first ``js``, ``config`` or ``event`` and before the start of Google Tag Manager.
Why it matters
    What has been sent and stored cannot be taken back: the first page view left as if everything had been granted.
How to fix
    Move the default to the front, or build the site again.
An example
    ``gtag('config', 'G-XXXXXXXXXX'); gtag('consent', 'default', {…});``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured

CODE = "CNS002"
NAME = "consent-default-late"
SEVERITY: Severity = "error"
MESSAGE = "the consent default comes after {before}"
HINT = "move the consent default before every other command"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield consent defaults that come too late."""
    default = measured.consent
    if default is not None and default.before is not None:
        verb = default.before.command.verb
        before = "gtm.start" if verb == "gtm.start" else f'gtag("{verb}", …)'
        yield Observation(f"after {verb}", data={"before": before}, spot=default.first.spot, place=measured.site.place)
