"""A heading is empty.

What it does
    Looks for ``<h1>`` to ``<h6>`` and ``role="heading"`` in which there is no text, no picture with a text alternative
    and no other name.  Hidden headings, those with another role, those in a dialog (a script fills it when it opens) and
    those whose content a script's own element draws are left alone.
Why it matters
    Screen readers list the headings as a table of contents: the list has an entry without words, and people wonder
    what they miss (WCAG 2.2 and JIS X 8341-3:2016, 1.3.1 and 2.4.6).  Most often an editor pressed a key once more, or
    used a heading for a gap.
How to fix
    Delete the heading, or write in it what follows; make gaps in the stylesheet.
An example
    ``<h2>&nbsp;</h2>``
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from microsites.check.accessible import HEADINGS, holds_name, is_hidden, is_named
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.parser import Node

CODE = "A11Y016"
NAME = "empty-heading"
SEVERITY: Severity = "warning"
MESSAGE = "the heading {tag} has no text"
HINT = "delete it, or write in it what follows; make gaps in the stylesheet"

_FILLED_LATER = 'dialog,[role="dialog" i],[role="alertdialog" i]'


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield headings that say nothing."""
    for count, (tag, spot) in enumerate(_empty(page), 1):
        # The subject tells several on one page apart.
        yield Observation(f"{tag} {count}", page.path, {"tag": tag}, spot)


def _empty(page: PageUnderCheck) -> Iterator[tuple[str, Spot]]:
    for tag, number, node, text in page.headings:
        if not text and _role(node) in ("", "heading") and _is_nameless(node):
            yield f"<{tag}>", Spot(tag, number=number)
    seen: Counter[tuple[str, str]] = Counter()
    for node in page.with_role:
        role = node.attr("role")
        if role and role.strip().lower() == "heading" and node.tag not in HEADINGS:
            spot = Spot(node.tag, "role", role, seen[node.tag, role])
            seen[node.tag, role] += 1
            if not node.text.strip() and _is_nameless(node):
                yield f'<{node.tag} role="heading">', spot


def _role(node: Node) -> str:
    return (node.attr("role") or "").strip().lower()


def _is_nameless(node: Node) -> bool:
    if is_named(node) or holds_name(node) or is_hidden(node) or node.closest(_FILLED_LATER) is not None:
        return False
    # Of a picture without ``alt`` another rule speaks.
    return all(picture.attr("alt") is not None for picture in node.find_all("img"))
