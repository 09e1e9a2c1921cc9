"""Large pictures of a gallery: in a dialog by mouse and keyboard, as plain links without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visiting import Served, Visitor, serve

from everything import with_gallery_section


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site whose home page has the gallery's gallery."""
    portfolio = with_gallery_section(tmp_path_factory.mktemp("pictured"), "gallery")
    yield from serve(Path(portfolio.dist))


def test_dialog_by_keyboard(pictured: Served, visit: Visitor) -> None:
    visited = visit(pictured.url("berry"))
    page: Any = visited.page
    page.locator(".ms-gallery-open").nth(2).focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.ms-lightbox")
    dialog.wait_for(state="visible")
    page.locator(":focus[aria-label='閉じる']").wait_for()
    assert dialog.locator("img").get_attribute("alt") == "山に囲まれた花守の町なみ"
    assert dialog.locator("p").inner_text().endswith("3／3")
    page.keyboard.press("ArrowRight")
    assert dialog.locator("img").get_attribute("alt") == "冬の朝のいちご畑"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert dialog.locator("img").get_attribute("alt") == "川沿いの畑と桜並木"
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.wait_for_function("document.activeElement === document.querySelectorAll('.ms-gallery-open')[1]")
    assert page.url == pictured.url("berry")
    assert visited.complaints == []


def test_plain_links_without_javascript(pictured: Served, visit: Visitor) -> None:
    page: Any = visit(pictured.url("berry"), java_script_enabled=False).page
    link = page.locator(".ms-gallery-open").first
    href = link.get_attribute("href")
    with page.expect_navigation():
        link.click()
    assert page.url == f"{pictured.url('berry')}{href}"
