"""A link to a sister site carries a campaign.

What it does
    Looks for ``utm_`` parameters, and for ``_gl``, which only a tag may add, in links to other sites of the portfolio.
Why it matters
    The visit is one across the sites, and the campaign that brought it is overwritten at the border: the sister's
    report says ``strawberry`` where ``newsletter`` was the source.
How to fix
    Delete the parameters, and write the link as ``site: …``.  The step to a sister is an event of its own.
An example
    ``<a href="https://migration.hanamori.example.jp/?utm_source=strawberry">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.addresses import NOWHERE
from microsites.check.campaigns import campaign_links, places_of
from microsites.check.findings import Observation, Severity
from microsites.check.pages import FileUnderCheck

CODE = "UTM002"
NAME = "campaign-on-sister-link"
SEVERITY: Severity = "error"
MESSAGE = "the link {href} to the sister site {sister} carries {parameters}"
HINT = "delete the parameters, and write the link as site: …"


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield links to sister sites with a campaign."""
    for use, target, parameters in campaign_links(file):
        if target.site not in (file.site.name, NOWHERE):
            data = {"href": use.value, "sister": target.site, "parameters": ", ".join(parameters)}
            for place in places_of(file, use, target):
                yield Observation(use.value, file.path, data, file.spot(use), place)
