"""What a page says to programs: its JSON-LD (schema.org), as far as it can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from microsites.check.json_text import read_json
from microsites.check.parser import Root
from microsites.check.uses import UseKind
from microsites.i18n.message import _

KIND = "application/ld+json"

_WRAPPED = re.compile(r"\A\s*(?:<!--|(?://\s*)?<!\[CDATA\[)(.*?)(?:(?://\s*)?(?:-->|\]\]>))\s*\Z", re.DOTALL)
"""Comments that old systems put around a script: readers of JSON-LD take them off."""


_FAULTS = {
    "Expecting value": _("a value is expected"),
    "Expecting ',' delimiter": _("a comma is expected"),
    "Expecting ':' delimiter": _("a colon is expected"),
    "Expecting property name enclosed in double quotes": _("a name in double quotes is expected"),
    "Illegal trailing comma before end of object": _("a comma stands before the closing bracket"),
    "Illegal trailing comma before end of array": _("a comma stands before the closing bracket"),
    "Extra data": _("something stands behind its end"),
    "Unterminated string starting at": _("a text that begins here does not end"),
    "Invalid control character at": _("a text holds a line break or another control character"),
    "Invalid \\escape": _("a text holds a backslash that means nothing"),
    "Invalid \\uXXXX escape": _("a text holds a backslash that means nothing"),
}
"""What Python's reader says, and what the person who wrote it can do something with."""


@dataclass(frozen=True, slots=True)
class Structured:
    """A ``<script type="application/ld+json">``."""

    number: int
    """Which of the page's scripts of this type."""
    items: tuple[Mapping[str, Any], ...]
    """The items at its top."""
    fault: str = ""
    """Why it cannot be read; empty if it can."""
    line: int = 0
    """The line in the script in which reading ended, from 1."""


def read_structured(root: Root) -> tuple[Structured, ...]:
    """The scripts with JSON-LD; not those that are empty."""
    nodes = enumerate(root.select(f'script[type="{KIND}"]'))
    return tuple(_read(number, node.text) for number, node in nodes if node.text.strip())


def _read(number: int, text: str) -> Structured:
    if wrapped := _WRAPPED.match(text):
        text = wrapped[1]
    try:
        data = read_json(text)
    except json.JSONDecodeError as error:
        return Structured(number, (), _FAULTS.get(error.msg, error.msg), error.lineno)
    except (ValueError, RecursionError):
        return Structured(number, (), _("too large or too deep"), 1)
    return Structured(number, tuple(_items(data)))


def _items(data: object) -> Iterator[Mapping[str, Any]]:
    for entry in data if isinstance(data, list) else [data]:
        if isinstance(entry, dict):
            graph = entry.get("@graph")
            yield from (item for item in as_list(graph) if isinstance(item, dict))
            if graph is None:
                yield entry


def as_list(value: object) -> list[Any]:
    """A value of JSON-LD, which may stand alone where a list may stand."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def types(item: Mapping[str, Any]) -> frozenset[str]:
    """What an item is, by the last part of its type's name."""
    return frozenset(
        name.rpartition("/")[2].rpartition(":")[2] for name in as_list(item.get("@type")) if isinstance(name, str)
    )


_ADDRESSES: Mapping[str, UseKind] = {
    "url": "page",
    "item": "page",
    "mainEntityOfPage": "page",
    "image": "asset",
    "logo": "asset",
    "photo": "asset",
    "thumbnailUrl": "asset",
    "contentUrl": "asset",
}
"""Properties whose value, where it is a text, is an address that a search engine follows or fetches (schema.org)."""

_MAX_DEPTH = 40


def addresses_in(structured: Structured) -> Iterator[tuple[str, UseKind]]:
    """The addresses in a script, each with what it leads to."""
    for item in structured.items:
        yield from _addresses_in(item, "", _MAX_DEPTH)


def _addresses_in(value: object, member: str, depth: int) -> Iterator[tuple[str, UseKind]]:
    if isinstance(value, str):
        kind = _ADDRESSES.get(member)
        if kind is not None and value.strip():
            yield value, kind
    elif depth and isinstance(value, list):
        for each in value:
            yield from _addresses_in(each, member, depth - 1)
    elif depth and isinstance(value, dict):
        is_picture = "ImageObject" in types(value)
        for name, each in value.items():
            # A picture's own address is the file.
            yield from _addresses_in(each, "image" if is_picture and name == "url" else name, depth - 1)
