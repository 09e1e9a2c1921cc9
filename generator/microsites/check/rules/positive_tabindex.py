"""An element stands before all others in the order of the Tab key.

What it does
    Looks for ``tabindex`` above 0.
Why it matters
    Whoever uses the keyboard is thrown to this element first, wherever it stands, and then back to the top of the page.
    One such number disturbs the whole page (WCAG 2.2 and JIS X 8341-3:2016, 2.4.3).
How to fix
    Write ``tabindex="0"``, or nothing for links, buttons and fields, and bring the elements into the order in which they
    are to be used.
An example
    ``<input id="mail" tabindex="3">``
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "A11Y013"
NAME = "positive-tabindex"
SEVERITY: Severity = "warning"
MESSAGE = 'tabindex="{value}" pulls this {tag} before everything else'
HINT = 'write tabindex="0", or nothing, and put the elements in the order in which they are used'

_POSITIVE = re.compile(r"\s*\+?0*[1-9]")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield elements that jump the queue."""
    seen: Counter[tuple[str, str]] = Counter()
    for node in page.marked.having("tabindex"):
        tag, value = node.tag, node.attr("tabindex") or ""
        if _POSITIVE.match(value):
            spot = Spot(tag, "tabindex", value, seen[tag, value])
            seen[tag, value] += 1
            data = {"value": value.strip(), "tag": tag}
            yield Observation(f"{tag}:{value.strip()}", page.path, data, spot)
