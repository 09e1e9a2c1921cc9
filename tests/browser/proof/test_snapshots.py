"""Whole pages against their kept pictures: three widths, light and dark.  ``make snapshots`` keeps them anew."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hosted import GALLERY, SITES, HostedSite
from page_pictures import difference, encoded, reduced, write_difference
from PIL import Image, ImageDraw
from programs import program

from portfolios import CHECKOUT, TESTS

KEPT = TESTS / "snapshots"
DIFFERENT = CHECKOUT / "build" / "snapshots"
WIDTHS = (390, 768, 1280)
SCHEMES = ("light", "dark")
DRAWN_WITH = KEPT / "drawn-with.txt"
"""Which font and browser the kept pictures show: with another one lines break elsewhere."""

PAGES = {
    "strawberry": ("index", "varieties/index", "farms/index", "farms/aoki/index", "events/index",
                   "events/night-picking/index", "access/index", "story/index",
                   "club/index", "search/index", "external-transmission/index", "404"),
    "migration": ("index", "grants/index", "grants/renovation/index", "interviews/index", "interviews/cafe/index",
                  "tours/index", "consultation/index", "faq/index"),
    "poc-call": ("index", "call/index", "projects/index", "projects/river-2025/index", "field/index",
                 "qa/index"),
    GALLERY: (),
}  # fmt: skip
"""Every template and every section at least once; a test says which section is missing."""

MOST_SHOTS = 6

REST = """async () => {
  document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; image.decoding = 'sync'; });
  await Promise.all(Array.from(document.images, image => image.decode().catch(() => null)));
  await document.fonts.ready;
}"""


def drawn_with(browser: Any) -> str:
    """The font that this machine shows Japanese sans-serif text in, and the browser, each with its version."""
    wanted = [program("fc-match"), "--format", "%{family[0]} %{fontversion}", "sans-serif:lang=ja"]
    font = subprocess.run(wanted, capture_output=True, check=True, text=True).stdout.strip()
    return f"{font}, Chromium {browser.version.partition('.')[0]}"


def picture(page: Any) -> Image.Image:
    """The whole page at rest: Chromium may take a screenshot before it has painted a picture that is decoded."""
    page.evaluate(REST)
    shots = [page.screenshot(full_page=True, animations="disabled")]
    while len(shots) < 2 or (shots[-1] != shots[-2] and len(shots) < MOST_SHOTS):
        shots.append(page.screenshot(full_page=True, animations="disabled"))
    return reduced(shots[-1])


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("site", [site for site in SITES if PAGES[site]])
def test_pages_look_as_they_did(
    hosted: dict[str, HostedSite], browser: Any, new_page: Callable[..., Any], site: str, scheme: str
) -> None:
    keep = os.environ.get("SNAPSHOTS") == "keep"
    if keep:
        KEPT.mkdir(exist_ok=True)
        DRAWN_WITH.write_text(drawn_with(browser) + "\n", "utf-8")
    elif not DRAWN_WITH.is_file():
        pytest.skip("no pictures are kept: make snapshots")
    elif (here := drawn_with(browser)) != (kept := DRAWN_WITH.read_text("utf-8").strip()):
        pytest.skip(f"the pictures show {kept}, this machine has {here}")
    page = new_page(color_scheme=scheme)
    found = []
    for path in PAGES[site]:
        page.goto(hosted[site].url(f"{path}.html"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function("width => innerWidth === width", arg=width)
            name = f"{site}-{path.removesuffix('/index').replace('/', '-')}-{width}-{scheme}"
            file, now = KEPT / f"{name}.webp", picture(page)
            if keep:
                file.write_bytes(encoded(now))
            elif not file.is_file():
                found.append(f"{name}: no picture is kept")
            elif changed := difference(file.read_bytes(), now):
                found.append(f"{name}: {changed.sentence}: {write_difference(DIFFERENT, name, changed)}")
    assert found == []


def test_every_section_is_in_a_picture(hosted: dict[str, HostedSite]) -> None:
    def sections(html: str) -> set[str]:
        return set(re.findall(r'<(?:section|aside|nav|div) class="ms-section (ms-[a-z_-]+)', html))

    used = {
        kind
        for site in hosted.values()
        for page in site.pages
        for kind in sections((site.tree / page).read_text("utf-8"))
    }
    shown = {
        kind
        for site, pages in PAGES.items()
        for page in pages
        for kind in sections((hosted[site].tree / f"{page}.html").read_text("utf-8"))
    }
    assert len(used) > 10
    assert used - shown == set()


def test_kept_pictures_are_those_of_the_list_and_small() -> None:
    kept = sorted(KEPT.glob("*.webp"))
    if not kept:
        pytest.skip("no pictures are kept: make snapshots")
    names = {
        f"{site}-{path.removesuffix('/index').replace('/', '-')}-{width}-{scheme}.webp"
        for site, paths in PAGES.items() for path in paths for width in WIDTHS for scheme in SCHEMES
    }  # fmt: skip
    assert {path.name for path in kept} == names
    assert sum(path.stat().st_size for path in kept) < 3_000_000


class TestComparison:
    """What is forgiven, and what is not."""

    @staticmethod
    def page(text: str = "花守", height: int = 1600) -> Image.Image:
        drawn = Image.new("RGB", (800, height), "#ffffff")
        pen = ImageDraw.Draw(drawn)
        pen.rectangle((0, 0, 800, 400), fill="#8a1538")
        pen.rectangle((80, 800, 320, 880), fill="#206040" if text == "花守" else "#205080")
        target = io.BytesIO()
        drawn.save(target, "PNG")
        return reduced(target.getvalue())

    def test_same_page(self) -> None:
        assert self.page().size == (200, 400)
        assert difference(encoded(self.page()), self.page()) is None

    def test_slightly_other_colour_is_forgiven(self) -> None:
        other = self.page().point([min(255, value + 4) for value in range(256)] * 3)
        assert difference(encoded(self.page()), other) is None

    def test_button_of_another_colour(self, tmp_path: Path) -> None:
        found = difference(encoded(self.page()), self.page("other"))
        assert found is not None
        assert found.sentence == "1.48% differ"
        written = Image.open(write_difference(tmp_path / "new", "x", found))
        assert written.size == (620, 400)
        assert written.getpixel((420 + 50, 210)) == (255, 255, 255)
        assert written.getpixel((420 + 50, 300)) == (0, 0, 0)

    def test_page_of_another_height(self) -> None:
        found = difference(encoded(self.page()), self.page(height=1640))
        assert found is not None
        assert found.sentence.startswith("(200, 400) became (200, 410); ")
