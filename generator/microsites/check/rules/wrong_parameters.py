"""An element sends other parameters than its content says.

What it does
    Reads ``data-track-params`` of every element as JSON and compares it with the parameters that the manifest expects.
Why it matters
    The runtime sends an event even when its parameters are damaged, so the number looks right; but which farm was
    booked, or which theme was applied for, is lost.
How to fix
    Build the site again.  If a later step changes the attributes, repair that step.
An example
    ``data-track-params="{place:aoki}"``, which is not JSON, where ``{"place": "aoki"}`` is expected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from microsites.check.elements import params_of, spot_of, tracked
from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.i18n.message import _

CODE = "EVT008"
NAME = "wrong-parameters"
SEVERITY: Severity = "error"
MESSAGE = 'action "{id}" sends {params}; expected: {expected}'
HINT = "build the site again; if a later step changes the attributes, repair that step"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield elements with other parameters than the expected ones."""
    for element, expected in tracked(page):
        if expected is None or params_of(element) == expected.params:
            continue
        data = {
            "id": expected.track_id,
            "params": _("the parameters {params}", params=element.params) if element.params else _("no parameters"),
            "expected": json.dumps(expected.params, ensure_ascii=False) if expected.params else _("none"),
        }
        yield Observation(expected.track_id, page.path, data, spot_of(element), expected.place)
