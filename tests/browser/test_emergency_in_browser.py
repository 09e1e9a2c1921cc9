"""The message above everything else moves nothing, covers nothing, and the menu still opens below the header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visiting import SHIFTS, Served, Visitor, serve, shifts

from portfolios import PORTFOLIO, SITE, copy_minimal

EMERGENCY = """
emergency:
  heading: 大雨警報（土砂災害）が出ています
  body: 崖から離れてください。
  links: [{label: 避難所, url: "https://shelter.example.jp/"}]
  updated: 2026-11-22 06:40
"""


@pytest.fixture(scope="module", params=["calm", "round"])
def alarmed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The minimal site with an emergency."""
    portfolio = copy_minimal(tmp_path_factory.mktemp("alarmed"))
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + EMERGENCY)
    portfolio.replace(SITE, 'tint: "#fff5f5"}', f'tint: "#fff5f5", style: {request.param}}}')
    assert not portfolio.build("berry").problems
    yield from serve(Path(portfolio.dist))


def test_phone(alarmed: Served, visit: Visitor) -> None:
    page: Any = visit(alarmed.url("berry", "access/index.html"), width=390).page
    banner, header = page.locator("#ms-emergency").bounding_box(), page.locator(".ms-header").bounding_box()
    assert (banner["x"], banner["y"], banner["width"]) == (0, 0, 390)
    assert header["y"] >= banner["height"]

    page.locator(".ms-menu-button").click()
    page.locator(".ms-navigation").wait_for(state="visible")
    menu = page.locator(".ms-navigation").bounding_box()
    assert menu["y"] >= header["y"] + header["height"] - 1
    assert menu["y"] + menu["height"] <= 800


def test_nothing_moves_when_it_appears(alarmed: Served, visit: Visitor) -> None:
    page: Any = visit(alarmed.url("berry"), width=390).page
    page.add_init_script(SHIFTS)
    page.goto(alarmed.url("berry", "access/index.html"))
    page.wait_for_load_state("networkidle")
    assert shifts(page) == []


def test_links_in_it_are_seen_and_read_when_colours_are_forced(alarmed: Served, visit: Visitor) -> None:
    page: Any = visit(alarmed.url("berry"), forced_colors="active").page
    link = page.locator("#ms-emergency a")
    assert link.bounding_box()["height"] >= 44
    style = "element => getComputedStyle(element.closest('section')).borderBottomStyle"
    assert link.evaluate(style) == "solid", "its ground is gone, its edge is not"
