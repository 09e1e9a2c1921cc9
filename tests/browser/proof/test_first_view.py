"""What a telephone loads before the first paint and in all, and that nothing moves once it is there."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hosted import GALLERY, PROMOTION, SITES, HostedSite
from pieces import SAYS_WHAT_IS_DRAWN, host_in_pieces

from first_view import BEFORE_PAINT, IN_ALL, first_view

PAINTED = """Promise.race([
  new Promise(done => new PerformanceObserver(list =>
    list.getEntriesByName('first-contentful-paint').length && done(true)).observe({type: 'paint', buffered: true})),
  new Promise(done => setTimeout(done, 20000, false)),
])"""
"""Whether something is painted within twenty seconds."""
SHIFTS = """
window.shifts = [];
const box = rect => [rect.x, rect.y, rect.width, rect.height].join();
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    const moved = entry.sources.map(source => source.node).filter(node => node && node.nodeType === 1);
    if (moved.length && moved.every(node => node.closest('.md-header'))) continue;
    if (entry.sources.length && entry.sources.every(source => box(source.previousRect) === box(source.currentRect))) continue;
    shifts.push(entry.value.toFixed(4) + ' ' + moved.map(node => node.outerHTML.slice(0, 100)).join(' '));
  }
}).observe({type: 'layout-shift', buffered: true});
"""
"""The header of the handbook is that of Material for MkDocs: its title changes while one scrolls.

Text whose box stays where it is was cut where a piece of the page ended, and its last line is set anew with the rest.
"""
IN_PIECES = (
    *((site, "", 600) for site in PROMOTION),
    *((GALLERY, f"reference/{page}/", 1000) for page in ("sections/en", "events", "commands/en", "providers")),
    ("strawberry", "events/night-picking/", 20),
)
"""Pages with a menu, a picture beside the first words, long tables, and a path of pages in the middle.

With each, the bytes of a piece: few enough to be cut inside of what could move.
"""
SCROLL = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) { scrollTo(0, y); await frame(); }
  const missing = () => Array.from(document.images).filter(image => !image.complete);
  for (const end = performance.now() + 20000; missing().length && performance.now() < end; await frame())
    missing()[0].scrollIntoView();
  await frame();
  return missing().map(image => image.currentSrc || image.src);
}"""
"""Down to the end, so that pictures that are loaded late come too: the addresses of those that never came.

Chromium sometimes forgets a late picture that is scrolled past within two frames; it comes when one goes back to it.
"""


@pytest.mark.parametrize("site", PROMOTION)
def test_landing_page_is_light(hosted: dict[str, HostedSite], browser: Any, site: str) -> None:
    view = first_view(browser, hosted[site].url("index.html"))
    print(site, view)
    assert view.blocking, "no stylesheet blocks the first paint: what is counted is not what is meant"
    assert view.before_paint <= BEFORE_PAINT
    assert view.in_all <= IN_ALL


@pytest.mark.parametrize("site", PROMOTION)
def test_first_paint_waits_for_nothing_else(
    hosted: dict[str, HostedSite], browser: Any, new_page: Callable[..., Any], site: str
) -> None:
    """What is counted as blocking is all that blocks: everything else is held back until something is painted."""
    blocking = {hosted[site].url("index.html"), *first_view(browser, hosted[site].url("index.html")).blocking}
    page = new_page(390)
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(
        lambda address: address.startswith(hosted[site].address) and address not in blocking,
        hold,
    )
    page.goto(hosted[site].address, wait_until="commit")
    assert page.evaluate(PAINTED)
    assert held
    for route in held:
        route.abort()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("site", SITES)
def test_nothing_moves(hosted: dict[str, HostedSite], new_page: Callable[..., Any], site: str, width: int) -> None:
    page = new_page(width, init_script=SHIFTS)
    moved = {}
    for path in hosted[site].pages:
        page.goto(hosted[site].url(path))
        assert page.evaluate(SCROLL) == [], path
        if shifts := page.evaluate("shifts"):
            moved[path] = shifts
    assert moved == {}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("site", "path", "size"), IN_PIECES)
def test_nothing_moves_while_a_page_comes(
    hosted: dict[str, HostedSite], new_page: Callable[..., Any], site: str, path: str, size: int, width: int
) -> None:
    """What is drawn stands where it will stay; a slow telephone draws before it has read the whole page."""
    page = new_page(width, init_script=SHIFTS + SAYS_WHAT_IS_DRAWN)
    drawn, times = threading.Event(), itertools.count()
    page.expose_function("drawn", lambda: (next(times), drawn.set())[0])
    with host_in_pieces(hosted[site].tree, size, drawn) as address:
        page.goto(address + path)
        assert page.evaluate("shifts") == []
        page.close()
    assert next(times) > 10


def test_movement_is_seen(new_page: Callable[..., Any]) -> None:
    page = new_page(390)
    page.set_content("<p style='height: 40px'></p><p style='height: 300px; background: #ccc'>x</p>")
    page.evaluate(SHIFTS)
    page.evaluate("document.querySelector('p').style.height = '200px'")
    page.wait_for_function("shifts.length > 0")
