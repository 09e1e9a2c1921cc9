"""A label or a description points to an ``id`` that is not on the page.

What it does
    Looks for every ``id`` that stands in ``aria-labelledby``, ``aria-describedby`` or the ``for`` of a ``<label>``.  Labels
    in a ``<nav>`` are left alone: menus are folded with them.
Why it matters
    The element loses the name that it was meant to have, and nobody sees it: a screen reader says “button” and nothing
    more, and a click on the label does not reach its field (WCAG 2.2 and JIS X 8341-3:2016, 1.3.1 and 4.1.2).
How to fix
    Correct the ``id``, or give the element that is meant its old one back.
An example
    ``<label for="e-mail">`` while the page has ``<input id="email">``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.suggestions import did_you_mean

CODE = "A11Y014"
NAME = "broken-id-reference"
SEVERITY: Severity = "error"
MESSAGE = '{attribute} points to "{id}", which is not on this page'
HINT = "correct the id, or give it to the element that is meant"

MAX_GUESSES = 20
"""On a page: each is compared with every id that there is."""

_LISTS = ("aria-labelledby", "aria-describedby")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield references that lead nowhere."""
    seen: Counter[tuple[str, str, str]] = Counter()
    ids = frozenset(page.document.ids)
    guessed = 0
    for tag, attribute, value, references in _references(page, ids):
        missing = [identifier for identifier in references if identifier not in ids]
        if not missing:
            continue
        spot = Spot(tag, attribute, value, seen[tag, attribute, value])
        seen[tag, attribute, value] += 1
        for identifier in missing:
            data = {"attribute": attribute, "id": identifier}
            guessed += 1
            hint = did_you_mean(identifier, ids, HINT) if guessed <= MAX_GUESSES else HINT
            yield Observation(f"{attribute}#{identifier}", page.path, data, spot, hint=hint)


def _references(page: PageUnderCheck, ids: frozenset[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """Tag, attribute, its value and the identifiers in it."""
    for label in page.root.find_all("label"):
        if (value := label.attr("for")) and value not in ids and label.closest("nav") is None:
            yield "label", "for", value, [value]
    for attribute in _LISTS:
        for node in page.marked.having(attribute):
            value = node.attr(attribute) or ""
            yield node.tag, attribute, value, value.split()
