"""The map's tiles: no request before the button is pressed, and then to one host only."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visiting import Served, Visitor, serve

from everything import with_gallery_section

TILES = "https://cyberjapandata.gsi.go.jp"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

ALL_TILES_CAME = """tiles => {
  const wanted = document.querySelectorAll('.ms-map-tiles image').length;
  const came = performance.getEntriesByType('resource').filter(entry => entry.name.startsWith(tiles)).length;
  return wanted > 0 && came === wanted;
}"""


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site whose home page has the gallery's map."""
    portfolio = with_gallery_section(tmp_path_factory.mktemp("mapped"), "map")
    yield from serve(Path(portfolio.dist))


def test_tiles_come_after_the_press_and_from_one_host(mapped: Served, visit: Visitor) -> None:
    visited = visit(mapped.url("berry"))
    page: Any = visited.page
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PIXEL, content_type="image/png")

    page.route(f"{TILES}/**", answer)
    page.goto(mapped.url("berry"))
    button = page.locator("button[data-tiles]")
    button.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert not any("gsi.go.jp" in host for host in visited.hosts)

    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(ALL_TILES_CAME, arg=TILES)
    assert 1 <= len(asked) <= 16
    assert all(url.startswith(f"{TILES}/xyz/pale/") for url in asked)
    assert not button.is_visible()
    credit = page.locator(".ms-map-credit")
    assert credit.is_visible()
    assert credit.evaluate("element => element === document.activeElement")
    assert credit.locator("a").get_attribute("href") == "https://maps.gsi.go.jp/development/ichiran.html"
    box = page.locator(".ms-map-frame").bounding_box()
    pin = page.locator(".ms-map-pin").first.bounding_box()
    assert box["x"] < pin["x"] < box["x"] + box["width"]
    assert visited.complaints == []


def test_pins_lead_to_the_list(mapped: Served, visit: Visitor) -> None:
    page: Any = visit(mapped.url("berry")).page
    page.locator(".ms-map-pin").nth(1).click()
    assert page.locator(":target h3").text_content() == "守川の水位計"
