"""A page and a tag manager's container send to the same ID.

What it does
    Takes the containers whose exports were laid beside the site, and looks on the pages that load them for tags with
    an ID that the container sends to as well.
Why it matters
    Each page view and each event is counted twice, and no report shows that it was.
How to fix
    Keep one of the two: take the ID out of ``environments``, or pause the tag in the container.
An example
    The container ``GTM-XXXXXXX`` holds a Google tag for ``G-XXXXXXXXXX``, and the page has
    ``gtag('config', 'G-XXXXXXXXXX')`` too.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.measured import Measured

CODE = "TAG007"
NAME = "tag-and-container"
SEVERITY: Severity = "error"
MESSAGE = "{provider} {id} is sent to by the page and by the container {container}"
HINT = "keep one of the two: take the ID out of environments, or pause the tag in the container"


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield IDs that a page sends to beside a container."""
    containers = measured.site.expectations.containers
    alive = [d for d in measured.detections if d.id and d.state != "commented"]
    inside = {pair: d.id for d in alive if d.id in containers for pair in containers[d.id].ids}
    for tag in alive:
        container = inside.get((tag.provider, tag.id))
        if container is not None and tag.role == measured.site.expectations.sending_role(tag.provider):
            data = {"provider": measured.site.providers[tag.provider].title, "id": tag.id, "container": container}
            yield Observation(
                f"{tag.provider}:{tag.id}",
                data=data,
                spot=tag.spot,
                place=measured.site.place_of_id(tag.provider, tag.id),
            )
