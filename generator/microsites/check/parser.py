"""The native HTML parser behind a small interface of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

COMMENT = "-comment"
"""``tag`` of a comment."""

_NUMBER = "data-unread"
"""Carries a ``<noscript>``'s number through the parser; the first of two attributes with one name counts."""

_TEXT_WANTED = frozenset({"script", "style", "title"})

_NOSCRIPT_START = re.compile("<noscript", re.IGNORECASE)
_NOSCRIPT = re.compile(
    # Tags are read up to the next < at the most: so every character is looked at once, whatever is left open.
    r"<!--.*?(?:--!?>|\Z)"
    r"|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)[^<>]*>|\Z)"
    r"|(?P<open><noscript\b[^<>]*>)(?P<content>.*?)(?P<close></noscript[^<>]*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Element:
    """An element or comment of a page."""

    tag: str
    attributes: Mapping[str, str | None]
    """None is an attribute without a value (``<img alt>``)."""
    text: str
    """Of scripts, styles, titles and comments, and the markup in a ``<noscript>``; else empty."""
    in_svg: bool = False
    """Only told for titles."""


def elements(html: str) -> Iterator[Element]:
    """Yield elements and comments in the order of the document.

    Contents of ``<template>`` are not in the document.  Contents of ``<noscript>`` are text for a browser that
    runs scripts; the parser would read them, so they are taken out before, and put back by their number.
    """
    unread: dict[str, str] = {}
    if _NOSCRIPT_START.search(html):
        html = _NOSCRIPT.sub(lambda match: _without_content(match, unread), html)
    root = LexborHTMLParser(html).root
    if root is None:
        return
    for node in root.traverse():
        tag = node.tag or ""
        if tag == COMMENT:
            yield Element(COMMENT, {}, node.comment_content or "")
        elif tag in _TEXT_WANTED:
            yield Element(tag, node.attributes, node.text(), tag == "title" and _in_svg(node))
        elif tag == "noscript":
            number = node.attributes.get(_NUMBER)
            yield Element(tag, node.attributes, unread.get(number or "", ""))
        else:
            yield Element(tag, node.attributes, "")


def _without_content(match: re.Match[str], unread: dict[str, str]) -> str:
    opening = match["open"]
    if not opening:
        return match[0]
    number = str(len(unread))
    unread[number] = match["content"]
    name = len("<noscript")
    return f"{opening[:name]} {_NUMBER}={number} {opening[name:]}{match['close']}"


def _in_svg(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == "svg":
            return True
        parent = parent.parent
    return False
