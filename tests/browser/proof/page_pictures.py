"""Small pictures of whole pages, kept beside the tests, and a comparison that forgives what no eye sees."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

SCALE = 4
"""A kept picture is a fourth as wide and as high as the page: layout, colour and pictures, not letters."""
QUALITY = 60
NOTICEABLE = 40
"""Of 255, in any channel: weaker differences are what compressing a picture leaves behind."""
TOLERATED = 0.002
"""Share of the picture that may differ noticeably."""


def reduced(png: bytes) -> Image.Image:
    """A screenshot in the size in which it is kept."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return picture.resize((max(1, picture.width // SCALE), max(1, picture.height // SCALE)), Image.Resampling.BOX)


def encoded(picture: Image.Image) -> bytes:
    """The picture as it is kept."""
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=QUALITY, method=6)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a page is from its picture, and where."""

    sentence: str
    picture: Image.Image
    """Both and the places side by side."""


def difference(kept: bytes, now: Image.Image) -> Difference | None:
    """What has changed since ``kept`` was kept, if an eye would see it."""
    before = Image.open(io.BytesIO(kept)).convert("RGB")
    # Both went through the same compression, so that only the page can differ.
    after = Image.open(io.BytesIO(encoded(now))).convert("RGB")
    size = (max(before.width, after.width), max(before.height, after.height))
    canvases = [Image.new("RGB", size, "#ff00ff") for _ in range(2)]
    for canvas, picture in zip(canvases, (before, after), strict=True):
        canvas.paste(picture)
    channels = ImageChops.difference(*canvases).split()
    strongest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    places = strongest.point([0 if value < NOTICEABLE else 255 for value in range(256)])
    share = places.histogram()[255] / (size[0] * size[1])
    if before.size == after.size and share <= TOLERATED:
        return None
    row = Image.new("RGB", (size[0] * 3 + 20, size[1]), "#ffffff")
    for number, picture in enumerate((*canvases, places.convert("RGB"))):
        row.paste(picture, (number * (size[0] + 10), 0))
    resized = "" if before.size == after.size else f"{before.size} became {after.size}; "
    return Difference(f"{resized}{share:.2%} differ", row)


def write_difference(folder: Path, name: str, found: Difference) -> Path:
    """Write the picture of a difference, and say where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    found.picture.save(path)
    return path
