"""A link within the site carries a campaign.

What it does
    Looks for ``utm_`` parameters, and for ``_gl``, which only a tag may add, in the links of a page to its own site.
Why it matters
    The visit of someone who came from the newsletter ends at that click, and a new one begins whose source is your own
    banner.  The newsletter's success is booked under the banner's name.
How to fix
    Delete the parameters.  Which banner was clicked is told by its event.
An example
    ``<a href="farms/?utm_source=top&utm_medium=banner">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.campaigns import campaign_links, places_of
from microsites.check.findings import Observation, Severity
from microsites.check.pages import FileUnderCheck

CODE = "UTM001"
NAME = "campaign-on-internal-link"
SEVERITY: Severity = "error"
MESSAGE = "the link {href} within the site carries {parameters}"
HINT = "delete the parameters; which link was clicked is told by its event"


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield links to the site itself with a campaign."""
    for use, target, parameters in campaign_links(file):
        if target.site == file.site.name:
            data = {"href": use.value, "parameters": ", ".join(parameters)}
            for place in places_of(file, use, target):
                yield Observation(use.value, file.path, data, file.spot(use), place)
