"""Which addresses a page uses, by the element and attribute in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

UseKind = Literal["page", "asset"]

ADDRESSES: Mapping[str, Mapping[str, UseKind]] = {
    "a": {"href": "page", "xlink:href": "page"},
    "area": {"href": "page"},
    "form": {"action": "page"},
    "button": {"formaction": "page"},
    "input": {"src": "asset", "formaction": "page"},
    "blockquote": {"cite": "page"},
    "q": {"cite": "page"},
    "ins": {"cite": "page"},
    "del": {"cite": "page"},
    "img": {"src": "asset", "usemap": "page"},
    "script": {"src": "asset"},
    "iframe": {"src": "asset"},
    "frame": {"src": "asset"},
    "source": {"src": "asset"},
    "video": {"src": "asset", "poster": "asset"},
    "audio": {"src": "asset"},
    "track": {"src": "asset"},
    "embed": {"src": "asset"},
    "object": {"data": "asset"},
    "image": {"href": "asset", "xlink:href": "asset"},
    "use": {"href": "asset", "xlink:href": "asset"},
    "body": {"background": "asset"},
}
"""Element → attribute → what it wants with the address (WHATWG HTML, index of attributes)."""

SRCSETS: Mapping[str, str] = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}

FOLLOWED = frozenset({"a", "area", "form", "button", "input"})
"""What takes a visitor to another page, by a click."""

TAKES_ALONG = FOLLOWED | {"meta", "iframe", "frame"}
"""What takes a visitor on, with or without a click.  ``<link>`` does not."""

_PAGE_RELATIONS = frozenset({"canonical", "alternate", "next", "prev", "help", "license", "search", "author"})
_ASSET_RELATIONS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch"}
)
_ANNOUNCING_RELATIONS = frozenset({"preconnect", "dns-prefetch"})

_SRCSET_ADDRESS = re.compile(r"[\s,]*(\S+)")
_SRCSET_DESCRIPTORS = re.compile(r"[^,(]*(?:\([^)]*(?:\)[^,(]*|\Z))*,?")
"""What stands in brackets that nothing closes reaches to the end."""


class Use(NamedTuple):
    """An address that a page uses: one value for every place in which it stands just so."""

    tag: str
    attribute: str
    value: str
    """The address, decoded from HTML: one candidate of a ``srcset``, one ``url()`` of a style."""
    kind: UseKind
    whole: str
    """The attribute's whole value."""
    number: int = 0
    """Which of the ``<style>`` or ``<script>`` elements it stands in; what has a value is found by that."""


def hyperlink(value: str) -> Use:
    """What ``<a href>`` uses."""
    return Use("a", "href", value, "page", value)


def srcset(value: str) -> Iterator[str]:
    """Yield the addresses of a ``srcset`` (WHATWG HTML, 4.8.4.2.2): commas inside an address are part of it."""
    position = 0
    while match := _SRCSET_ADDRESS.match(value, position):
        address = match[1].rstrip(",")
        position = match.end()
        if address == match[1] and (descriptors := _SRCSET_DESCRIPTORS.match(value, position)):
            position = descriptors.end()
        if address:
            yield address


def relation_kind(rel: str) -> UseKind | Literal["announced"] | None:
    """What a ``<link>`` with this ``rel`` wants with its address; ``announced``: it only tells the browser a host."""
    relations = frozenset(rel.lower().split())
    if relations & _ASSET_RELATIONS:
        return "asset"
    if relations & _PAGE_RELATIONS:
        return "page"
    return "announced" if relations & _ANNOUNCING_RELATIONS else None
