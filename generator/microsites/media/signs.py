"""The sign that stands for a site: its logo as pixels, or a drawn one where it has none."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from microsites.i18n.message import _
from microsites.media.errors import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image as ImageType

_SIDE = 192


@dataclass(frozen=True, slots=True)
class Logo:
    """A site's logo, processed: cleaned, without metadata."""

    path: Path
    name: str
    """Named by its content."""
    vector: bool


def sign(logo: Logo | None, side: int, color: str, accent: str, font: Path | None) -> ImageType:
    """The sign, its longer side about ``side`` pixels, with transparency.

    ``font`` sets what text a drawing holds.  Raises PictureError, OSError.
    """
    from PIL import Image

    if logo is None:
        return drawn_sign(side, color, accent)
    if logo.vector:
        return _rasterized(logo, side, font)
    with Image.open(logo.path) as opened:
        return opened.convert("RGBA")


def drawn_sign(side: int, color: str, accent: str) -> ImageType:
    """A rounded square in a site's colour with a dot of its accent."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (_SIDE, _SIDE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, _SIDE - 1, _SIDE - 1), radius=44, fill=color)
    draw.ellipse((48, 48, 144, 144), fill="#ffffff")
    draw.ellipse((76, 76, 116, 116), fill=accent)
    return image if side == _SIDE else image.resize((side, side), Image.Resampling.LANCZOS)


def _rasterized(logo: Logo, side: int, font: Path | None) -> ImageType:
    import resvg_py
    from PIL import Image

    svg = logo.path.read_text("utf-8")
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=svg,
            width=side,
            height=side,
            # To search the system for fonts takes longer than to draw all cards of a site.
            skip_system_fonts=True,
            font_files=[str(font)] if font is not None and "<text" in svg else None,
        )
    except ValueError as error:
        raise PictureError(
            _("'{name}' cannot be drawn: {error}", name=logo.name, error=str(error)), _("export it again as plain SVG")
        ) from None
    with Image.open(io.BytesIO(bytes(made))) as opened:
        return opened.convert("RGBA")
