"""Two elements of a page have one ``data-track-id``.

What it does
    Counts each ``data-track-id`` on a page.
Why it matters
    Two buttons that share an identifier cannot be told apart in any report: which of them works stays unknown.
How to fix
    Give every action of a section an ``id`` of its own, and every section of a page.
An example
    Two links with ``data-track-id="index/hero/donate"`` on ``index.html``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from microsites.check.elements import spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck

CODE = "EVT006"
NAME = "duplicate-track-id"
SEVERITY: Severity = "error"
MESSAGE = 'action "{id}" is on the page more than once'
HINT = "give every action of a section an id of its own"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield identifiers at their second element."""
    seen: Counter[str] = Counter()
    for element, expected in tracked(page):
        if not element.track_id:
            continue
        seen[element.track_id] += 1
        if seen[element.track_id] == 2:
            place = expected.place if expected else None
            yield Observation(element.track_id, page.path, {"id": element.track_id}, spot_of(element), place)
