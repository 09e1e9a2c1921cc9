"""What assistive technology gets of a page, as far as several rules ask for it.

Whether an element is hidden or has a name is asked of those alone that look wrong: what every page costs is the pass at
the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from microsites.check.parser import Node, Root

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_HIDING = (
    "[hidden]",
    "[inert]",
    '[aria-hidden="true" i]',
    '[style*="display:none" i]',
    '[style*="display: none" i]',
    '[style*="visibility:hidden" i]',
    '[style*="visibility: hidden" i]',
)
_HIDDEN = ",".join(_HIDING)
_WITHOUT_ROLE = frozenset({"presentation", "none"})
_NAMING = ("aria-label", "aria-labelledby", "title")
_WITH_NAME = ",".join(f"[{name}]" for name in (*_NAMING, "alt"))


def is_hidden(node: Node) -> bool:
    """Whether an element is kept from assistive technology, by what stands in the page; stylesheets are not asked."""
    return node.closest(_HIDDEN) is not None


def is_named(node: Node) -> bool:
    """Whether an attribute of the element itself names it.  Whether a reference leads anywhere, another rule asks."""
    return any((node.attr(name) or "").strip() for name in _NAMING)


def holds_name(node: Node) -> bool:
    """Whether something in an element without text may name it: a picture, a named icon, an element of a script."""
    for inner in node.select("*"):
        if "-" in inner.tag or inner.tag == "slot":
            return True
    return any((inner.attr("alt") or "").strip() or is_named(inner) for inner in node.select(_WITH_NAME))


def is_presentational(node: Node) -> bool:
    """Whether the page says that what the element usually means is not meant."""
    return (node.attr("role") or "").strip().lower() in _WITHOUT_ROLE


Heading = tuple[str, int, Node, str]
"""The name of the element, which of those of its level, itself and the text in it."""


def headings(root: Root) -> tuple[Heading, ...]:
    """The headings of a page, by level and then in the order of the document."""
    return tuple(
        [(tag, number, node, node.text.strip()) for tag in HEADINGS for number, node in enumerate(root.find_all(tag))]
    )


def link_texts(root: Root) -> Sequence[tuple[Node, str]]:
    """Every ``<a>``, in the order of the document, with the text in it."""
    return [(node, node.text.strip()) for node in root.find_all("a")]
