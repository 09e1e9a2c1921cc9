"""A call to action of the content is not on its page.

What it does
    Looks for the ``data-track-id`` of every action in the manifest on the page where it belongs.
Why it matters
    The action was written, and no visitor can use it, or it can be used and is not recognised: either way the goal
    loses the clicks.
How to fix
    Build the site again.  In a template of your own, show every action, and print the attributes of
    ``track(action, section.id)``.
An example
    The manifest expects ``index/hero/donate``; ``index.html`` has no element with that ``data-track-id``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "EVT004"
NAME = "missing-element"
SEVERITY: Severity = "error"
MESSAGE = 'action "{id}" ({event}) is not on the page'
HINT = "build the site again; templates show every action with all attributes of track()"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield calls to action that the page lacks."""
    carried = {element.track_id for element in page.document.tracked}
    for element in page.expected.elements if page.expected else ():
        if element.track_id not in carried:
            data = {"id": element.track_id, "event": element.event}
            yield Observation(element.track_id, page.path, data, Spot(), element.place)
