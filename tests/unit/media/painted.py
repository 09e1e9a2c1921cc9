"""Small pictures that tests draw and read."""

from __future__ import annotations

import io
import random
from pathlib import Path

from PIL import Image, ImageDraw


def draw(path: Path, size: tuple[int, int], mode: str = "RGB", **options: object) -> Path:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(mode, size, "blue")
    image.paste(Image.new(mode, (size[0] // 2, size[1]), "red"), (0, 0))
    image.save(path, **options)
    return path


def photograph(size: tuple[int, int]) -> Image.Image:
    """A soft ground with many hard edges on it, the same at every call: what AVIF is better at than WebP."""
    dice = random.Random(7)

    def colour() -> tuple[int, int, int]:
        return dice.randrange(256), dice.randrange(256), dice.randrange(256)

    image = Image.new("RGB", (2, 1), colour())
    image.putpixel((1, 0), colour())
    image = image.resize(size, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, radius = dice.randrange(size[0]), dice.randrange(size[1]), dice.randrange(4, max(size[1] // 6, 5))
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour())
    return image


def read(path: Path) -> Image.Image:
    """The picture, decoded."""
    with Image.open(path) as image:
        image.load()
        return image


def encoded(image: Image.Image, format_: str, **options: object) -> bytes:
    """The picture as a file of that format."""
    buffer = io.BytesIO()
    image.save(buffer, format_, **options)
    return buffer.getvalue()
