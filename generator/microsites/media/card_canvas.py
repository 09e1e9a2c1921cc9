"""Draws with smooth edges and well-set text: what Pillow has no words for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from microsites.i18n.message import _
from microsites.media.fonts import Face, FontError
from microsites.media.typesetting import Setting, Style

if TYPE_CHECKING:
    from PIL.Image import Image as ImageType
    from PIL.ImageFont import FreeTypeFont

_SMOOTH = 4
"""Shapes are drawn this much larger and reduced: Pillow's own edges are stairs."""

_BOLDER = 0.012
"""How much wider a stroke becomes on either side, in squares of the size, where a bold face is wanted and missing."""

_MEASURED_AT = 256
_NO_CHARACTER = "\U0010fffe"
"""No font has a glyph for it, ever: what is drawn is the font's sign for a missing one."""


class MissingGlyphError(FontError):
    """A font lacks a character."""

    def __init__(self, char: str, face: Face) -> None:
        self.char = char
        super().__init__(
            _("the font '{name}' has no '{char}' (U+{code:04X})", name=face.path.name, char=char, code=ord(char)),
            _("write it without this character, or name a font that has it in portfolio.yml: card_font"),
        )


@dataclass(slots=True)
class Lettering:
    """A face in all sizes, with the widths of its characters.  Raises FontError for one that the face lacks."""

    face: Face
    _sizes: dict[int, FreeTypeFont] = field(default_factory=dict)
    _widths: dict[str, float] = field(default_factory=dict)
    _missing: bytes | None = None

    def at(self, size: int) -> FreeTypeFont:
        """The face at ``size`` pixels."""
        if size not in self._sizes:
            self._sizes[size] = self.face.open(size)
        return self._sizes[size]

    def advance(self, char: str) -> float:
        """How wide ``char`` is, in squares of the size."""
        if char not in self._widths:
            if not char.isspace() and self._lacks(char):
                raise MissingGlyphError(char, self.face)
            self._widths[char] = self.at(_MEASURED_AT).getlength(char) / _MEASURED_AT
        return self._widths[char]

    def _lacks(self, char: str) -> bool:
        font = self.at(32)
        if self._missing is None:
            self._missing = bytes(font.getmask(_NO_CHARACTER))
        return bytes(font.getmask(char)) == self._missing

    def style(self, tracking: float) -> Style:
        """How text in this face stands."""
        return Style(self.advance, tracking)


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture that is being drawn."""

    image: ImageType

    @classmethod
    def of(cls, size: tuple[int, int], color: str) -> Self:
        """A canvas of one colour."""
        from PIL import Image

        return cls(Image.new("RGB", size, color))

    @classmethod
    def clear(cls, size: tuple[int, int]) -> Self:
        """A canvas with nothing on it."""
        from PIL import Image

        return cls(Image.new("RGBA", size, (0, 0, 0, 0)))

    def centred(self, picture: ImageType) -> Self:
        """The same canvas, with a picture in its middle."""
        self.paste(picture, ((self.image.width - picture.width) // 2, (self.image.height - picture.height) // 2))
        return self

    def write(
        self, text: str, lettering: Lettering, size: int, at: tuple[float, float], color: str, tracking: float = 0.0
    ) -> float:
        """Write one line with its baseline's left end ``at``; return where it ends."""
        from PIL import ImageDraw

        draw, font = ImageDraw.Draw(self.image), lettering.at(size)
        stroke = size * _BOLDER if lettering.face.thin else 0.0
        end = at[0]
        for place, char in lettering.style(tracking).places(text):
            end = at[0] + place * size
            if char.strip():
                draw.text((end, at[1]), char, fill=color, font=font, anchor="ls", stroke_width=stroke)
        return end

    def write_lines(
        self, setting: Setting, lettering: Lettering, at: tuple[float, float], color: str, tracking: float
    ) -> None:
        """Write the lines of ``setting``, the top of the first one ``at``."""
        # Ideographs reach 0.88 em above the baseline and 0.12 em below it.
        first = at[1] + (setting.leading - setting.size) / 2 + setting.size * 0.88
        for row, line in enumerate(setting.lines):
            self.write(line, lettering, setting.size, (at[0], first + setting.leading * row), color, tracking)

    def paste(self, picture: ImageType, at: tuple[int, int], mask: ImageType | None = None) -> None:
        """Put a picture onto the canvas; its own transparency counts where there is no mask."""
        self.image.paste(picture, at, mask or (picture if picture.mode == "RGBA" else None))

    def fill(self, mask: ImageType, color: str, at: tuple[int, int]) -> None:
        """Fill a shape with a colour."""
        self.image.paste(color, (*at, at[0] + mask.width, at[1] + mask.height), mask)

    def block(self, color: str, box: tuple[int, int, int, int]) -> None:
        """Fill a rectangle."""
        self.image.paste(color, box)


def shape(size: tuple[int, int], kind: str, points: tuple[float, ...], alpha: float = 1) -> ImageType:
    """A mask of ``size`` with an ``ellipse``, a ``rectangle`` or a ``polygon``, smooth at its edges."""
    from PIL import Image, ImageDraw

    large = Image.new("L", (size[0] * _SMOOTH, size[1] * _SMOOTH), 0)
    scaled = [point * _SMOOTH for point in points]
    getattr(ImageDraw.Draw(large), kind)(scaled, fill=round(255 * alpha))
    return large.reduce(_SMOOTH)


def cover(picture: ImageType, size: tuple[int, int], focus: tuple[float, float]) -> ImageType:
    """``picture`` cut and scaled to fill ``size``; of what is cut away, ``focus`` (0…1 from left and top) gives the share."""
    from PIL import Image

    scale = max(size[0] / picture.width, size[1] / picture.height)
    width, height = size[0] / scale, size[1] / scale
    left, top = (picture.width - width) * focus[0], (picture.height - height) * focus[1]
    return picture.resize(size, Image.Resampling.BICUBIC, (left, top, left + width, top + height), reducing_gap=2.0)


def within(picture: ImageType, size: tuple[int, int]) -> ImageType:
    """``picture`` as large as fits into ``size``."""
    from PIL import Image

    scale = min(size[0] / picture.width, size[1] / picture.height)
    fitting = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(fitting, Image.Resampling.LANCZOS)
