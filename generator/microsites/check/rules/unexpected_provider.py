"""A provider is active where none is expected.

What it does
    Looks for active traces of every known provider on pages whose site has no ID for it in this environment.  A
    ``local`` tree expects no provider at all.
Why it matters
    Visitors' data go to a third party that nobody chose, nobody disclosed and nobody reads.  In a ``local`` tree it is
    the staff's own clicks that are sent.
How to fix
    Delete the tag, or declare the provider's ID under ``environments`` in ``site.yml``.
An example
    A tree built for ``local`` with ``<script src="https://www.googletagmanager.com/gtag/js?id=G-XXXXXXXXXX">``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.i18n.message import _

CODE = "TAG005"
NAME = "unexpected-provider"
SEVERITY: Severity = "error"
MESSAGE = "{provider} {id} is active; no such provider is expected in {environment}"
HINT = "delete the tag, or declare the ID under environments"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield active providers that are not in the manifest."""
    for stranger in measured.tags.uninvited:
        data = {
            "provider": measured.site.providers[stranger.provider].title,
            "id": stranger.id or _("(no ID)"),
            "environment": measured.site.manifest.environment if measured.site.manifest else _("this site"),
        }
        yield Observation(
            f"{stranger.provider}:{stranger.id}", data=data, spot=stranger.spot, place=measured.site.place
        )
