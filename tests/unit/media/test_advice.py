"""What an editor is told of pictures that can be used, but should not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from microsites.media.advice import Use, advice_on
from microsites.media.pictures import ProcessedPicture, Variant

FILE = (Variant(1, "a", Path("a")),)


def raster(width: int, height: int) -> ProcessedPicture:
    return ProcessedPicture(width, height, (), FILE, FILE)


def drawing(width: int, height: int) -> ProcessedPicture:
    return ProcessedPicture(width, height, (), (), FILE)


@pytest.mark.parametrize(
    ("use", "picture", "size", "messages"),
    [
        (Use.HERO, raster(1600, 1067), 10_000_000, []),
        (
            Use.HERO,
            raster(1599, 1067),
            1,
            ["'a.jpg' is 1,599 pixels wide, 1 fewer than it needs here: it will look blurred"],
        ),
        (Use.CONTENT, raster(800, 600), 1, []),
        (
            Use.CONTENT,
            raster(640, 480),
            1,
            ["'a.jpg' is 640 pixels wide, 160 fewer than it needs here: it will look blurred"],
        ),
        (Use.MARK, raster(64, 10), 1, []),
        (Use.HERO, drawing(10, 10), 200_000, []),
        (
            Use.MARK,
            drawing(10, 10),
            200_001,
            ["'a.jpg' is heavy for visitors: 200 kB, which nothing makes smaller"],
        ),
        (
            Use.CONTENT,
            raster(4000, 3000),
            12_340_000,
            ["'a.jpg' is heavy: 12.3 MB, which every copy of this portfolio carries"],
        ),
        (Use.CONTENT, raster(3000, 1000), 1, []),
        (
            Use.CONTENT,
            raster(3001, 1000),
            1,
            ["'a.jpg' is very wide: 3,001 × 1,000 pixels; cards show a small part of it"],
        ),
        (
            Use.CONTENT,
            raster(900, 2701),
            1,
            ["'a.jpg' is very high: 900 × 2,701 pixels; cards show a small part of it"],
        ),
    ],
)
def test_advice(use: Use, picture: ProcessedPicture, size: int, messages: list[str]) -> None:
    told = list(advice_on("a.jpg", use, picture, size))
    assert [advice.message for advice in told] == messages
    assert all(advice.hint for advice in told)
