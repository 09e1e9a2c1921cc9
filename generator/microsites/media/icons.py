"""The site's sign in the sizes that browsers and telephones ask for: a rounded square in its colour with a dot of its accent."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as ImageType

_SIDE = 192


def drawn_sign(side: int, color: str, accent: str) -> ImageType:
    """The sign of a site that has no logo, ``side`` pixels wide."""
    from PIL import Image, ImageDraw

    unit = side / _SIDE
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), radius=44 * unit, fill=color)
    for start, end, fill in ((48, 144, "#ffffff"), (76, 116, accent)):
        draw.ellipse((start * unit, start * unit, end * unit, end * unit), fill=fill)
    return image


def favicon(color: str, accent: str) -> bytes:
    """``favicon.ico`` with 16, 32 and 48 pixels; the same colours give the same bytes."""
    image = drawn_sign(_SIDE, color, accent)
    buffer = io.BytesIO()
    # Whole-number reduction is exact here and costs half of the encoder's own resampling.
    large, middle, small = (image.reduce(factor) for factor in (4, 6, 12))
    large.save(buffer, "ICO", sizes=[(16, 16), (32, 32), (48, 48)], append_images=[middle, small])
    return buffer.getvalue()
