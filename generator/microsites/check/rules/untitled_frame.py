"""A frame does not say what is in it.

What it does
    Looks for ``<iframe>`` and ``<frame>`` without ``title``, ``aria-label`` or ``aria-labelledby``.  Hidden frames, those
    without a size and those in ``<noscript>`` are left alone.
Why it matters
    A screen reader says “frame”, and the address.  Whether a map, a film or an advertisement begins here is found out
    by walking through it (WCAG 2.2 and JIS X 8341-3:2016, 2.4.1 and 4.1.2).
How to fix
    Say in ``title`` what is in it.  The code that map and video services give out often has none.
An example
    ``<iframe src="https://maps.example/embed?q=hanamori"></iframe>``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.accessible import is_hidden, is_named, is_presentational
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.i18n.message import _

CODE = "A11Y011"
NAME = "untitled-frame"
SEVERITY: Severity = "error"
MESSAGE = 'frame "{src}" has no title'
HINT = 'say what is in it: title="会場の地図"'

_NO_SIZE = re.compile(r"\s*[01](?:px)?\s*")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield frames that nothing names."""
    for tag in ("iframe", "frame"):
        for number, frame in enumerate(page.root.find_all(tag)):
            if is_named(frame) or is_presentational(frame) or is_hidden(frame):
                continue
            if any(_NO_SIZE.fullmatch(frame.attr(side) or "") for side in ("width", "height")):
                continue
            src = (frame.attr("src") or "")[:200] or _("(no src)")
            yield Observation(src, page.path, {"src": src}, Spot(tag, number=number))
