"""A page has no main heading, or several.

What it does
    Counts the ``<h1>`` of a page, and ``role="heading"`` with ``aria-level="1"``.  What is hidden does not count, and
    neither does a page that only sends its visitors on.
Why it matters
    People who cannot see the page ask their screen reader for the main heading to know where they are.  Without one
    they hear menu after menu; with several they do not know which is meant
    (WCAG 2.2 and JIS X 8341-3:2016, 1.3.1 and 2.4.6).
How to fix
    Give the page one ``<h1>`` that says what it is about; make ``<h2>`` of the others, or ``<p>`` of a slogan.
An example
    ``<h1><img src="logo.svg" alt="花守市"></h1>`` in the header and ``<h1>いちご狩り</h1>`` below it.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.accessible import is_hidden
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node
from microsites.i18n.message import _

CODE = "A11Y003"
NAME = "main-heading-count"
SEVERITY: Severity = "warning"
MESSAGE = "the page has {what}"
HINT = "give the page one <h1> that says what it is about, and make <h2> of the others"

_BY_ROLE = '[role="heading" i][aria-level="1"]'


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield a page with no main heading, or with more than one at the second."""
    if not page.stays:
        return
    shown = [number for number, node in enumerate(page.root.find_all("h1")) if _is_main(node)]
    if len(shown) > 1:
        data = {"what": _("{count} main headings (h1)", count=len(shown))}
        yield Observation("h1", page.path, data, Spot("h1", number=shown[1]))
    elif not shown and not page.root.select(_BY_ROLE):
        yield Observation("h1", page.path, {"what": _("no main heading (h1)")})


def _is_main(node: Node) -> bool:
    role, level = (node.attr("role") or "heading").strip().lower(), (node.attr("aria-level") or "1").strip()
    return role == "heading" and level == "1" and not is_hidden(node)
