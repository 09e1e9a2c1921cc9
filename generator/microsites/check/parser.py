"""The native HTML parser behind a small interface of our own: no other module of the checker knows its name.

Chosen by measurement (``benchmarks/parsers.py``): turbohtml takes half of Lexbor's time, knows the line of every
element, reads ``<noscript>`` as a browser that runs scripts does, and stays linear on elements nested without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

import turbohtml


class Node(Protocol):
    """An element."""

    @property
    def tag(self) -> str:
        """Its name in lower case, as a browser knows it."""

    @property
    def text(self) -> str:
        """The text in it; of ``<script>``, ``<style>`` and ``<noscript>`` what stands between the tags."""

    @property
    def position(self) -> tuple[int, int] | None:
        """Line and column of its start tag; None if it has none in the source."""

    def attr(self, name: str) -> str | None:
        """An attribute's value, decoded; empty if it has none; None if it is not there.  The first of two counts."""

    def closest(self, selector: str) -> Node | None:
        """The nearest of the element and those around it that the CSS selector matches."""

    def find_all(self, tag: str) -> Sequence[Node]:
        """The elements of this name in it."""

    def select(self, selector: str) -> Sequence[Node]:
        """The elements in it that a CSS selector matches, each once, in the order of the document."""


class Root(Protocol):
    """A parsed page."""

    def find_all(self, tag: str) -> Sequence[Node]:
        """The elements of this name, in the order of the document."""

    def select(self, selector: str) -> Sequence[Node]:
        """The elements that a CSS selector matches, each once, in the order of the document."""


def parse(html: str) -> Root:
    """Parse a page as browsers do (WHATWG HTML, 13.2).  Never fails.

    Contents of ``<template>`` are not in the document, except of one that is a shadow root: a browser shows that.
    Contents of ``<noscript>`` are text.
    """
    root = turbohtml.parse(html, scripting=True, allow_declarative_shadow_roots=False)
    for template in root.find_all("template"):
        if template.attr("shadowrootmode") is None:
            template.decompose()
    return cast("Root", root)


_ASKED_FOR = (
    "aria-describedby",
    "aria-labelledby",
    "id",
    "lang",
    "role",
    "style",
    "tabindex",
)
_MARKED = ",".join((*(f"[{name}]" for name in _ASKED_FOR), "a[name]"))


class Marked:
    """The elements with an attribute that several ask for: found in one look at all elements."""

    def __init__(self, root: Root) -> None:
        self._nodes = root.select(_MARKED)

    def having(self, attribute: str) -> list[Node]:
        """Those that have one of these attributes, in the order of the document."""
        assert attribute in _ASKED_FOR, attribute
        return [node for node in self._nodes if node.attr(attribute) is not None]

    def anchors(self) -> list[Node]:
        """The ``<a>`` that have a name."""
        return [node for node in self._nodes if node.attr("name") is not None and node.tag == "a"]


def values(root: Root, tag: str, attribute: str) -> list[str]:
    """The values of an attribute on all elements of one name, in the order of the document: quicker than one by one."""
    return cast("list[str]", cast("turbohtml.Document", root).xpath(f"//{tag}/@{attribute}"))


def comments(root: Root) -> list[str]:
    """The texts of a page's comments."""
    found = cast("turbohtml.Document", root).xpath("//comment()")
    return [each.data for each in cast("list[turbohtml.Comment]", found)]


def passages(root: Root, wanted: re.Pattern[str], silent: str) -> Iterator[tuple[Node, str]]:
    """The texts that match ``wanted``, each with the element around it; not what the selector ``silent`` matches.

    This looks at every node: it is for the few pages on which there is something to find.
    """
    for body in root.find_all("body"):
        for node in cast("turbohtml.Element", body).descendants:
            if (
                isinstance(node, turbohtml.Text)
                and wanted.search(node.data)
                and isinstance(node.parent, turbohtml.Element)
            ):
                around = cast("Node", node.parent)
                if around.closest(silent) is None:
                    yield around, node.data


def is_svg(node: Node) -> bool:
    """Whether an element is one of SVG: its ``<title>`` is no page's title."""
    return cast("turbohtml.Element", node).namespace is turbohtml.Namespace.SVG


def around(node: Node) -> Iterator[Node]:
    """The elements around ``node``, the nearest first."""
    for outer in cast("turbohtml.Element", node).ancestors:
        if isinstance(outer, turbohtml.Element):
            yield cast("Node", outer)
