"""No room is kept for a picture while it loads.

What it does
    Looks for ``<img>`` with a photo of the site (JPEG, PNG, GIF, WebP, AVIF) and without both ``width`` and ``height``,
    unless its ``style`` gives it a height or an ``aspect-ratio``.  A picture of less than 4 KB is taken for an icon.  Each
    picture is reported once, on the first page that has it so.  What a stylesheet says is not looked at: this is a note.
Why it matters
    The text jumps when the picture arrives: the visitor loses the line, or presses another button than the one that was
    there (web.dev, "Optimize Cumulative Layout Shift"; Lighthouse, "Image elements have explicit width and height").
How to fix
    Write the picture's own width and height in points; with ``height: auto`` in the stylesheet, browsers keep the room and
    still fit it to the screen (WHATWG HTML, 4.8.17).
An example
    ``<img src="field.jpg" alt="畑">``
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity, Spot
from microsites.i18n.message import ngettext

CODE = "PERF001"
NAME = "unsized-picture"
SEVERITY: Severity = "note"
MESSAGE = "no room is kept for the picture {picture} while it loads ({pages})"
HINT = "write its width and height into <img>"

_ICON = 4096
"""Bytes.  What is smaller is hardly ever larger than a word: the jump is small, and a stylesheet gives it its size."""


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield each photo that stands somewhere without a size, at its first place."""
    first: dict[int, tuple[str, int]] = {}
    pages: dict[int, int] = {}
    for path, page in site.pages.items():
        for photo, number in page.unsized:
            first.setdefault(photo, (path, number))
        for photo in {photo for photo, _ in page.unsized}:
            pages[photo] = pages.get(photo, 0) + 1
    tree = site.under_check.tree
    for photo, (path, number) in first.items():
        picture = tree.photos[photo]
        if tree.size(picture) >= _ICON:
            count = ngettext("on {count} page", "on {count} pages", pages[photo])
            yield Observation(picture, path, {"picture": picture, "pages": count}, Spot("img", number=number))
