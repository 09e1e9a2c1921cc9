"""A heading is more than one level below the heading before it.

What it does
    Follows the headings of a page from top to bottom and looks for steps such as from ``<h2>`` to ``<h4>``.  A way back
    up may be any number of levels.  The first heading of the page's header, a menu, ``<main>``, an aside, the footer or a
    dialog is free, and hidden headings do not count.
Why it matters
    Screen readers list the headings as a table of contents.  Where a level is missing, people look for a part of the
    page that does not exist (WCAG 2.2 and JIS X 8341-3:2016, 1.3.1).
How to fix
    Choose the level by the place in the text and the size in the stylesheet.
An example
    ``<h2>いちご狩り</h2><h4>料金</h4>``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from microsites.check.accessible import is_hidden
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node
from microsites.i18n.message import Message

CODE = "A11Y004"
NAME = "skipped-heading-level"
SEVERITY: Severity = "warning"
MESSAGE = 'heading "{text}" is an {to} right after an {after}'
HINT = "use {level}, and choose its size in the stylesheet"

_REGIONS = (
    "header:not(main *,article *,section *),footer:not(main *,article *,section *),"
    'nav,main,aside,dialog,[role="dialog" i],template'
)

_Heading = tuple[tuple[int, int], int, int, Node]
"""Where it stands, its level, its number among those of this level, and itself."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield headings below a gap."""
    headings = _headings(page)
    if all(below[1] - above[1] < 2 for above, below in pairwise(headings)):
        return
    shown = [(_level(heading), heading) for heading in headings if not _is_no_heading(heading[3])]
    for (above, (_, _, _, before)), (level, (_, _, number, node)) in pairwise(shown):
        if level - above < 2 or before.closest(_REGIONS) != node.closest(_REGIONS):
            continue
        text = " ".join(node.text.split())[:60]
        data = {"text": text, "to": f"h{level}", "after": f"h{above}"}
        spot = Spot(node.tag, number=number)
        yield Observation(text, page.path, data, spot, hint=Message(HINT, {"level": f"<h{above + 1}>"}))


def _headings(page: PageUnderCheck) -> list[_Heading]:
    """In the order of the source, which for headings is that of the document; none if no level can be skipped."""
    found = page.headings
    if not found or _rank(found[-1][0]) - _rank(found[0][0]) < 2:
        return []
    headings = [(node.position or (0, 0), _rank(tag), number, node) for tag, number, node, _ in found]
    headings.sort(key=itemgetter(0))
    return headings


def _rank(tag: str) -> int:
    return int(tag[1])


def _is_no_heading(node: Node) -> bool:
    role = (node.attr("role") or "heading").strip().lower()
    return role != "heading" or is_hidden(node)


def _level(heading: _Heading) -> int:
    level = (heading[3].attr("aria-level") or "").strip()
    return int(level) if re.fullmatch(r"[1-9]", level) else heading[1]
