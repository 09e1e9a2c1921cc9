"""The photos of a page: which of them every browser must load, and for which no room is kept.

How large a file is, is no matter of the page: it is asked for once, when all pages were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from microsites.check.facts import Unsized
from microsites.check.pages import PageUnderCheck

_ROOM = re.compile(r"aspect-ratio|(?<![-\w])height\s*:\s*\d")


class Photos(NamedTuple):
    """The photos of its own site that a page shows, by their number."""

    loaded: tuple[int, ...]
    """In a plain ``<img src>``: no smaller one can be chosen."""
    unsized: tuple[Unsized, ...]
    """In an ``<img>`` without ``width`` or ``height`` that no style gives a height."""


NO_PHOTOS = Photos((), ())


def read_photos(page: PageUnderCheck) -> Photos:
    """Look at every ``<img>`` of a page."""
    photos = _photos(page)
    if not photos:
        return NO_PHOTOS
    loaded: set[int] = set()
    unsized: list[Unsized] = []
    for number, node in enumerate(page.root.find_all("img")):
        photo = photos.get(node.attr("src") or "")
        if photo is None:
            continue
        if node.attr("srcset") is None and node.closest("picture") is None:
            loaded.add(photo)
        if (node.attr("width") is None or node.attr("height") is None) and not _ROOM.search(node.attr("style") or ""):
            unsized.append(Unsized(photo, number))
    return Photos(tuple(sorted(loaded)), tuple(unsized))


def _photos(page: PageUnderCheck) -> Mapping[str, int]:
    """The addresses of pictures in the page that lead to photos of its own site, with their numbers."""
    numbers, own = page.site.tree.photo_numbers, page.site.name
    pictures = ((use.value, to.file) for use, to in page.links.others if use.tag == "img" and to.target.site == own)
    return {value: numbers[file] for value, file in pictures if file is not None and file in numbers}
