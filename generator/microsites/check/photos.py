"""The photos of a page: which of them every browser must load, and for which no room is kept.

How large a file is, is no matter of the page: it is asked for once, when all pages were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from microsites.check.facts import Unsized
from microsites.check.pages import PageUnderCheck

_ALONE = 'img:not([srcset]):not([src$=".svg"])'
_UNSIZED = "img:not([width]),img:not([height])"

_ROOM = re.compile(r"aspect-ratio|(?<![-\w])height\s*:\s*\d")


class Photos(NamedTuple):
    """The photos of its own site that a page shows, by their number."""

    loaded: tuple[int, ...]
    """In a plain ``<img src>``: no smaller one can be chosen."""
    unsized: tuple[Unsized, ...]
    """In an ``<img>`` without ``width`` or ``height`` that no style gives a height."""


def read_photos(page: PageUnderCheck) -> Photos:
    """Look at every ``<img>`` of a page."""
    photos = _photos(page)
    if not photos:
        return Photos((), ())
    inside = set(page.root.select("picture img"))
    loaded = {photos.get(node.attr("src") or "") for node in page.root.select(_ALONE) if node not in inside}
    lacking = set(page.root.select(_UNSIZED))
    images = enumerate(page.root.find_all("img")) if lacking else ()
    unsized = ((photos.get(node.attr("src") or ""), number, node) for number, node in images if node in lacking)
    return Photos(
        tuple(sorted(photo for photo in loaded if photo is not None)),
        tuple(
            Unsized(photo, number)
            for photo, number, node in unsized
            if photo is not None and not _ROOM.search(node.attr("style") or "")
        ),
    )


def _photos(page: PageUnderCheck) -> Mapping[str, int]:
    """The addresses of pictures in the page that lead to photos of its own site, with their numbers."""
    numbers, own = page.site.tree.photo_numbers, page.site.name
    pictures = ((use.value, to.file) for use, to in page.links.others if use.tag == "img" and to.target.site == own)
    return {value: numbers[file] for value, file in pictures if file is not None and file in numbers}
