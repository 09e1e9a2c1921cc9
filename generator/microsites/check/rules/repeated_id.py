"""Two elements of a page have one ``id``.

What it does
    Counts every ``id`` of a page.  What stands in a ``<template>`` does not count.
Why it matters
    Links to a part of the page, labels and ``aria-labelledby`` find the first of them, never the second: a visitor
    lands elsewhere, and a screen reader reads the wrong label (JIS X 8341-3:2016, 4.1.1, which WCAG 2.2 no longer has;
    1.3.1 and 4.1.2 where a label is meant).
How to fix
    Give the second one an ``id`` of its own, and correct what points to it.
An example
    ``<h2 id="access">`` and further down ``<section id="access">``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "A11Y007"
NAME = "repeated-id"
SEVERITY: Severity = "error"
MESSAGE = 'id "{id}" is on this page {count} times'
HINT = "give each element an id of its own, and correct what points to it"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield each ``id`` at its second element."""
    ids = page.document.ids
    if len(set(ids)) == len(ids):
        return
    seen: Counter[str] = Counter()
    of_tag: Counter[tuple[str, str]] = Counter()
    second: dict[str, Spot] = {}
    for node in page.marked.having("id"):
        identifier = node.attr("id")
        # A shadow root has names of its own.
        if not identifier or node.closest("template") is not None:
            continue
        seen[identifier] += 1
        if seen[identifier] == 2:
            second[identifier] = Spot(node.tag, "id", identifier, of_tag[node.tag, identifier])
        of_tag[node.tag, identifier] += 1
    for identifier, spot in second.items():
        data = {"id": identifier, "count": str(seen[identifier])}
        yield Observation(identifier, page.path, data, spot)
