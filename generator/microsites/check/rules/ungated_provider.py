"""A tag runs that must wait for consent.

What it does
    Looks for active tags of providers whose category asks for consent first (``basic``; in ``advanced`` all but
    Google's).  Their scripts must be written as ``type="text/plain"``, and they have no ``<noscript>`` part.
Why it matters
    The visitor's data leave before the banner has been answered, and a refusal changes nothing.
How to fix
    Build the site again.  If the tag was pasted in, delete it; if nobody has to be asked, change ``measuring: consent``.
An example
    ``<script>fbq('init', '…')</script>`` on a site whose category ``advertising`` is ``basic``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured
from microsites.i18n.message import _

CODE = "CNS004"
NAME = "ungated-provider"
SEVERITY: Severity = "error"
MESSAGE = "{provider} {id} runs before consent; its category ({category}) asks first"
HINT = "build the site again; delete a tag that was pasted in"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield active tags that must wait."""
    seen = set()
    for tag in sorted(measured.tags.ungated, key=lambda tag: not tag.id):
        # Loader and configuration of one tag are one fault.
        if tag.provider in seen and not tag.id:
            continue
        seen.add(tag.provider)
        data = {
            "provider": measured.site.providers[tag.provider].title,
            "id": tag.id or _("(no ID)"),
            "category": measured.site.expected_providers[tag.provider].category,
        }
        yield Observation(
            f"{tag.provider}:{tag.id}", data=data, spot=tag.spot, place=measured.site.place_of_id(tag.provider, tag.id)
        )
