"""The photos of a page: which of them every browser must load, and for which no room is kept.

How large a file is, is no matter of the page: it is asked for once, when all pages were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from microsites.check.facts import Unsized
from microsites.check.pages import PageUnderCheck

_ALONE = 'img:not([srcset]):not([src$=".svg"])'
_WITHOUT_WIDTH, _WITHOUT_HEIGHT = "img:not([width])", "img:not([height])"

_ROOM = re.compile(r"aspect-ratio|(?<![-\w])height\s*:\s*\d")


def photos_in(page: PageUnderCheck) -> list[int]:
    """The photos of the site that stand in a plain ``<img src>``: no smaller one can be chosen."""
    alone = page.root.select(_ALONE)
    if not alone:
        return []
    chosen = set(page.root.select("picture img"))
    sources = {node.attr("src") for node in alone if node not in chosen}
    return sorted({photo for src, photo in _photos(page).items() if src in sources}) if sources else []


def unsized_photos(page: PageUnderCheck) -> Iterator[Unsized]:
    """The photos of the site in an ``<img>`` without ``width`` and ``height`` that no style gives a height."""
    lacking = {*page.root.select(_WITHOUT_WIDTH), *page.root.select(_WITHOUT_HEIGHT)}
    if not lacking:
        return
    photos = _photos(page)
    for number, node in enumerate(page.root.find_all("img")):
        photo = photos.get(node.attr("src") or "") if node in lacking else None
        if photo is not None and not _ROOM.search(node.attr("style") or ""):
            yield Unsized(photo, number)


def _photos(page: PageUnderCheck) -> Mapping[str, int]:
    """The addresses of pictures in the page that lead to photos of its own site, with their numbers."""
    numbers, own = page.site.tree.photo_numbers, page.site.name
    pictures = ((use.value, to.file) for use, to in page.links.others if use.tag == "img" and to.target.site == own)
    return {value: numbers[file] for value, file in pictures if file is not None and file in numbers}
