"""A picture is too heavy for the page that shows it.

What it does
    Looks at the photos of the site (JPEG, PNG, GIF, WebP, AVIF) that stand in a plain ``<img src>``, so that every browser
    must load them: without ``srcset`` and outside ``<picture>``.  One of more than 500 KB is reported, once, however many
    pages show it.
Why it matters
    All pictures of a page together take 1,054 KB in the median (HTTP Archive, Web Almanac 2024, "Page Weight", desktop).
    One of these takes half of that: on a telephone in the mountains the page stays empty for many seconds, and
    it costs the visitor's data.
How to fix
    Make it as large as it is shown (twice that for fine screens), as JPEG, WebP or AVIF; or offer several with ``srcset``.
    The generator does both for every picture in its ``assets/``.
An example
    ``<img src="DSC_0123.jpg" width="800" height="533">`` with a file of 6 MB from the camera.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.facts import WholeSite
from microsites.check.findings import Location, Observation, Severity
from microsites.i18n.lists import and_more

CODE = "PERF002"
NAME = "heavy-picture"
SEVERITY: Severity = "warning"
MESSAGE = "the picture {picture} has {size} and is loaded by {page}"
HINT = "make it as large as it is shown, or offer several with srcset"

_HEAVY = 500_000
"""Bytes."""


def check_site(site: WholeSite) -> Iterator[Observation]:
    """Yield each heavy photo that a browser must load."""
    tree = site.under_check.tree
    shown: dict[int, list[str]] = {}
    heavy: dict[int, int] = {}
    for path, page in site.pages.items():
        for photo in page.photos:
            if photo not in heavy:
                size = tree.size(tree.photos[photo])
                heavy[photo] = size if size > _HEAVY else 0
            if heavy[photo]:
                shown.setdefault(photo, []).append(path)
    for photo, pages in shown.items():
        picture = tree.photos[photo]
        expected = site.under_check.expected_pages.get(pages[0])
        data = {"picture": picture, "size": _in_words(heavy[photo]), "page": and_more(pages[0], len(pages) - 1)}
        yield Observation(picture, data=data, spot=Location(picture), place=expected.place if expected else None)


def _in_words(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size // 1000} KB"
