"""What a browser loads of a picture fits what it shows: never much more, never less than there is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from visiting import Served, Visitor

SCREENS = ((390, 2), (390, 3), (768, 2), (1280, 1))
"""Width in CSS pixels, and dots a pixel."""
PAGES = (
    ("strawberry", ""),
    ("strawberry", "farms/"),
    ("strawberry", "farms/aoki/"),
    ("migration", ""),
    ("migration", "life/"),
    ("migration", "interviews/cafe/"),
    ("poc-call", ""),
    ("poc-call", "field/"),
    ("poc-call", "themes/river-level/"),
)
MORE = 1.65
"""Times as wide as what is shown: the step between two widths, and a little for looks that crop differently."""
LESS = 0.95
DOTS = 2
"""More dots a pixel than that nobody sees in a photograph."""

LOAD_ALL = """() => Promise.all([...document.images].map(each => {
  each.loading = 'eager'
  return each.complete || new Promise(done => { each.onload = each.onerror = done })
}))"""
MEASURE = """() => [...document.images].filter(i => i.offsetWidth && !i.currentSrc.endsWith('.svg')).map(i => {
  const aspect = i.getAttribute('width') / i.getAttribute('height'), source = i.parentElement.querySelector('source');
  const cropped = getComputedStyle(i).objectFit === 'cover';
  return {
    file: i.currentSrc.split('/').pop(),
    shown: cropped ? Math.max(i.offsetWidth, i.offsetHeight * aspect) : i.offsetWidth,
    offered: source.srcset.split(',').map(each => parseInt(each.trim().split(' ')[1])),
    sizes: source.sizes,
  }
})"""


def faults(picture: dict[str, Any], dots: int) -> list[str]:
    match = re.search(r"-(\d+)\.(?:avif|webp)$", picture["file"])
    assert match, picture
    loaded = int(match[1])
    told = f"{picture['file']} for {picture['shown']:.0f} × {dots} ({picture['sizes']})"
    found = []
    if loaded > MORE * dots * picture["shown"] and loaded > min(picture["offered"]):
        found.append(f"too much: {told}")
    if loaded < LESS * min(dots, DOTS) * picture["shown"] and loaded < max(picture["offered"]):
        found.append(f"too little: {told}")
    return found


@pytest.mark.proof
@pytest.mark.parametrize(("width", "dots"), SCREENS)
def test_loaded_pictures_fit(production: Served, visit: Visitor, width: int, dots: int) -> None:
    found = []
    seen = 0
    for site, path in PAGES:
        # A new visitor for every page: a browser shows a larger file that it has already.
        page = visit(production.url(site, path), width, device_scale_factor=dots).page
        page.evaluate(LOAD_ALL)
        measured = page.evaluate(MEASURE)
        widest = {
            each["file"]: max(other["shown"] for other in measured if other["file"] == each["file"])
            for each in measured
        }
        for picture in measured:
            seen += 1
            # A file that the page shows larger elsewhere is loaded once and costs nothing here.
            picture["shown"] = widest[picture["file"]]
            found += [f"{site}/{path}: {fault}" for fault in faults(picture, dots)]
        page.close()
    assert found == []
    assert seen > 40


@pytest.mark.parametrize("site", ["strawberry", "migration", "poc-call"])
def test_first_picture_comes_first_and_the_others_wait(production: Served, visit: Visitor, site: str) -> None:
    page = visit(production.url(site), 390).page
    first, *others = page.evaluate(
        "[...document.querySelectorAll('main picture img')].map(each => [each.getAttribute('fetchpriority'), each.getAttribute('loading')])"
    )
    assert first == ["high", None]
    assert {tuple(each) for each in others} == {(None, "lazy")}
    assert (
        page.evaluate("[...document.images].filter(i => !(i.hasAttribute('width') && i.hasAttribute('height')))") == []
    )
