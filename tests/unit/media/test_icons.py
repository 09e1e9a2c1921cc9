"""Icons of a site: its logo or the drawn sign, small."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from microsites.media.cache import BuildCache
from microsites.media.errors import PictureError
from microsites.media.icons import Icons, site_icons
from microsites.media.signs import Logo

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10H0z" fill="#00aa00"/></svg>'


def icons(folder: Path, logo: Logo | None = None, color: str = "#a01030") -> Icons:
    return site_icons(BuildCache(folder / "cache"), logo, color, "#206040", "#fffefb")


def at(path: Path, *places: tuple[int, int], size: tuple[int, int] | None = None) -> list[tuple[int, ...]]:
    with Image.open(path) as image:
        if size is not None:
            image.size = size  # type: ignore[misc] - how Pillow chooses a size of an ICO
        pixels = image.convert("RGBA")
        return [pixels.getpixel(place) for place in places]  # type: ignore[misc]


def test_site_without_a_logo_has_the_drawn_sign(tmp_path: Path) -> None:
    made = icons(tmp_path)
    with Image.open(made.favicon) as icon:
        assert (icon.format, icon.info["sizes"]) == ("ICO", {(16, 16), (32, 32), (48, 48)})
    assert at(made.favicon, (24, 3), (0, 0), (24, 24)) == [(160, 16, 48, 255), (0, 0, 0, 0), (32, 96, 64, 255)]
    with Image.open(made.touch) as icon:
        assert (icon.format, icon.size, icon.mode) == ("PNG", (180, 180), "RGB")
    assert at(made.touch, (4, 4), (90, 30), (90, 90)) == [
        (255, 254, 251, 255),
        (160, 16, 48, 255),
        (32, 96, 64, 255),
    ]


def test_logo_keeps_its_proportions(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO, "utf-8")
    made = icons(tmp_path, Logo(tmp_path / "logo.svg", "logo.svg", vector=True))
    green, paper = (0, 170, 0, 255), (255, 254, 251, 255)
    assert at(made.favicon, (2, 24), (45, 24), (24, 6)) == [green, green, (0, 0, 0, 0)]
    assert at(made.favicon, (1, 8), (14, 8), (8, 1), size=(16, 16)) == [green, green, (0, 0, 0, 0)]
    assert at(made.touch, (26, 90), (154, 90), (18, 90), (90, 50)) == [green, green, paper, paper]


def test_made_once_and_the_same_again(tmp_path: Path) -> None:
    first = icons(tmp_path)
    written = first.touch.stat().st_mtime_ns
    assert icons(tmp_path) == first
    assert first.touch.stat().st_mtime_ns == written
    fresh = icons(tmp_path / "other")
    assert fresh.favicon.read_bytes() == first.favicon.read_bytes()
    assert fresh.touch.read_bytes() == first.touch.read_bytes()
    assert icons(tmp_path, color="#a01031").touch != first.touch


def test_logo_that_cannot_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg", "utf-8")
    with pytest.raises(PictureError, match=r"'logo\.svg' cannot be drawn: "):
        icons(tmp_path, Logo(tmp_path / "logo.svg", "logo.svg", vector=True))
