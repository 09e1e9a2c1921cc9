"""Which addresses a page uses, by the element and attribute in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

UseKind = Literal["page", "asset"]

_PAGE_USES = frozenset({("a", "href"), ("a", "xlink:href"), ("area", "href"), ("form", "action")})
_ASSET_USES = frozenset(
    {
        ("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("video", "poster"),
        ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"), ("input", "src"), ("image", "href"),
        ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href"),
    }
)  # fmt: skip
SRCSETS = frozenset({("img", "srcset"), ("source", "srcset"), ("link", "imagesrcset")})
ADDRESS_ATTRIBUTES = frozenset(attribute for _, attribute in _PAGE_USES | _ASSET_USES | SRCSETS)

_PAGE_RELATIONS = frozenset({"canonical", "alternate", "next", "prev", "help", "license", "search", "author"})
_ASSET_RELATIONS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch"}
)
_ANNOUNCING_RELATIONS = frozenset({"preconnect", "dns-prefetch"})

_SRCSET_ADDRESS = re.compile(r"[\s,]*(\S+)")
_SRCSET_DESCRIPTORS = re.compile(r"[^,(]*(?:\([^)]*\)[^,(]*)*,?")


@dataclass(frozen=True, slots=True)
class Use:
    """An address that a page uses."""

    tag: str
    attribute: str
    value: str
    """The address, decoded from HTML: one candidate of a ``srcset``, one ``url()`` of a style."""
    kind: UseKind
    whole: str
    """The attribute's whole value."""
    number: int
    """Which of the elements with this tag, attribute and whole value."""


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


def kind_of(tag: str, attribute: str, attributes: Mapping[str, str | None]) -> UseKind | None:
    """What an element wants with the address in ``attribute``; None if nothing is fetched or followed."""
    if (tag, attribute) in _PAGE_USES:
        return "page"
    if (tag, attribute) in _ASSET_USES:
        return "asset"
    if tag == "link" and attribute == "href":
        relations = relations_of(attributes)
        if relations & _ASSET_RELATIONS:
            return "asset"
        if relations & _PAGE_RELATIONS:
            return "page"
    return None


def announces(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether a ``<link>`` only tells the browser to connect to a host."""
    return tag == "link" and not _ANNOUNCING_RELATIONS.isdisjoint(relations_of(attributes))


def relations_of(attributes: Mapping[str, str | None]) -> set[str]:
    """The words of ``rel``."""
    return set((attributes.get("rel") or "").lower().split())
