"""The addresses in structured data (JSON-LD): what a search engine follows or fetches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from microsites.check.uses import UseKind

_MEMBERS: Mapping[str, UseKind] = {
    "url": "page",
    "item": "page",
    "mainEntityOfPage": "page",
    "image": "asset",
    "logo": "asset",
    "photo": "asset",
    "thumbnailUrl": "asset",
    "contentUrl": "asset",
}
"""Properties whose value is an address, where it is a text (schema.org)."""

_MAX_DEPTH = 40


def addresses_in(text: str) -> Iterator[tuple[str, UseKind]]:
    """Yield the addresses in a JSON-LD script; nothing if it cannot be read."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _within(data, "", _MAX_DEPTH)


def _within(value: object, member: str, depth: int) -> Iterator[tuple[str, UseKind]]:
    if isinstance(value, str):
        kind = _MEMBERS.get(member)
        if kind is not None and value.strip():
            yield value, kind
    elif depth and isinstance(value, list):
        for each in value:
            yield from _within(each, member, depth - 1)
    elif depth and isinstance(value, dict):
        inherited = "image" if value.get("@type") == "ImageObject" else ""
        for name, each in value.items():
            # A picture's own address is the file.
            yield from _within(each, inherited if inherited and name in ("url", "contentUrl") else name, depth - 1)
