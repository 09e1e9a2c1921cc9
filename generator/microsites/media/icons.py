"""The icon that browsers ask for: a rounded square in the site's colour with a dot of its accent."""

from __future__ import annotations

import io


def favicon(color: str, accent: str) -> bytes:
    """``favicon.ico`` with 16, 32 and 48 pixels; the same colours give the same bytes."""
    from PIL import Image, ImageDraw

    size = 192
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, size - 1, size - 1), radius=44, fill=color)
    draw.ellipse((48, 48, 144, 144), fill="#ffffff")
    draw.ellipse((76, 76, 116, 116), fill=accent)
    buffer = io.BytesIO()
    # Whole-number reduction is exact here and costs half of the encoder's own resampling.
    large, middle, small = (image.reduce(factor) for factor in (4, 6, 12))
    large.save(buffer, "ICO", sizes=[(16, 16), (32, 32), (48, 48)], append_images=[middle, small])
    return buffer.getvalue()
