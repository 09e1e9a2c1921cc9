"""A drawing surface for flat illustrations with depth: gradients, soft shapes, glows, smooth outlines.

Everything is drawn at twice the size of the finished picture and reduced once at the end, so edges are smooth.
Coordinates are design units (1920 × 1080 for heroes, 1200 × 800 for cards), whatever the output size is.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Color = str | tuple[int, int, int]
MAX_BYTES = 350_000


def rgb(color: Color) -> tuple[int, int, int]:
    """``#rrggbb`` or a triple as a triple."""
    if isinstance(color, tuple):
        return color
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mix(first: Color, second: Color, share: float) -> tuple[int, int, int]:
    """``first`` with ``share`` (0 to 1) of ``second``."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True))  # type: ignore[return-value]


def smooth(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """A Catmull-Rom curve through ``points``."""
    count = len(points)
    result: list[Point] = []
    for index in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(index + offset) % count] for offset in (-1, 0, 1, 2))
        else:
            a, b = points[max(index - 1, 0)], points[index]
            c, d = points[index + 1], points[min(index + 2, count - 1)]
        for step in range(steps):
            t = step / steps
            result.append(
                tuple(  # type: ignore[arg-type]
                    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    if not closed:
        result.append(points[-1])
    return result


def gradient(size: tuple[int, int], stops: Sequence[Color]) -> Image.Image:
    """A vertical gradient through evenly spaced ``stops``."""
    column = Image.new("RGB", (1, 256))
    for y in range(256):
        position = y / 255 * (len(stops) - 1)
        index = min(int(position), len(stops) - 2)
        column.putpixel((0, y), mix(stops[index], stops[index + 1], position - index))
    return column.resize(size, Image.Resampling.BICUBIC)


_smaller: dict[tuple[int, int], tuple[Image.Image, Image.Image]] = {}


def _reduced(tile: Image.Image, factor: int) -> Image.Image:
    """``tile`` made ``factor`` times smaller, remembered: most stamps are far smaller than their tile."""
    key = (id(tile), factor)
    if key not in _smaller:
        _smaller[key] = (tile, tile.reduce(factor))
    return _smaller[key][1]


class Canvas:
    """One picture being drawn."""

    def __init__(self, width: int, height: int, output_width: int, seed: str) -> None:
        self.width, self.height = width, height
        self.size = (output_width, round(height * output_width / width))
        self.k = self.size[0] * 2 / width
        self.image = Image.new("RGB", (self.size[0] * 2, self.size[1] * 2), "white")
        self.random = random.Random(seed)

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.k, y * self.k) for x, y in points]

    def fill(self, *stops: Color) -> None:
        """Fill everything with a vertical gradient."""
        self.image.paste(gradient(self.image.size, stops))

    def shape(self, points: Sequence[Point], *stops: Color, alpha: float = 1) -> None:
        """A filled outline; several ``stops`` make a vertical gradient over its height."""
        scaled = self._scaled(points)
        xs, ys = [x for x, _ in scaled], [y for _, y in scaled]
        left, top = max(int(min(xs)), 0), max(int(min(ys)), 0)
        right = min(int(max(xs)) + 2, self.image.width)
        bottom = min(int(max(ys)) + 2, self.image.height)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in scaled], fill=round(255 * alpha))
        paint = gradient(mask.size, stops) if len(stops) > 1 else Image.new("RGB", mask.size, rgb(stops[0]))
        self.image.paste(paint, (left, top), mask)

    def oval(self, x: float, y: float, rx: float, ry: float, *stops: Color, alpha: float = 1) -> None:
        """An ellipse around ``(x, y)``."""
        outline = [(x + rx, y), (x + rx * 0.707, y + ry * 0.707), (x, y + ry), (x - rx * 0.707, y + ry * 0.707)]
        outline += [(x - rx, y), (x - rx * 0.707, y - ry * 0.707), (x, y - ry), (x + rx * 0.707, y - ry * 0.707)]
        self.shape(smooth(outline, closed=True), *stops, alpha=alpha)

    def box(self, x: float, y: float, width: float, height: float, *stops: Color, alpha: float = 1) -> None:
        """A rectangle with its upper left corner at ``(x, y)``."""
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], *stops, alpha=alpha)

    def line(self, points: Sequence[Point], color: Color, width: float, alpha: float = 1) -> None:
        """A line with round joints."""
        scaled = self._scaled(points)
        thick = max(round(width * self.k), 1)
        xs, ys = [x for x, _ in scaled], [y for _, y in scaled]
        left, top = max(int(min(xs)) - thick, 0), max(int(min(ys)) - thick, 0)
        right, bottom = (
            min(int(max(xs)) + thick + 2, self.image.width),
            min(int(max(ys)) + thick + 2, self.image.height),
        )
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        draw, value = ImageDraw.Draw(mask), round(255 * alpha)
        moved = [(x - left, y - top) for x, y in scaled]
        draw.line(moved, fill=value, width=thick, joint="curve")
        for x, y in (moved[0], moved[-1]):
            draw.ellipse([x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], fill=value)
        self.image.paste(rgb(color), (left, top), mask)

    def soft(self, paint: Callable[[Canvas], None], color: Color, blur: float, alpha: float = 1) -> None:
        """What ``paint`` draws in white, blurred, in ``color``: mist, shadows, light."""
        small = Canvas.__new__(Canvas)
        small.width, small.height, small.k, small.random = self.width, self.height, self.k / 4, self.random
        small.image = Image.new("RGB", (self.image.width // 4, self.image.height // 4))
        paint(small)
        mask = small.image.convert("L").filter(ImageFilter.GaussianBlur(blur * small.k))
        mask = mask.point([round(value * alpha) for value in range(256)]).resize(
            self.image.size, Image.Resampling.BICUBIC
        )
        self.image.paste(rgb(color), (0, 0), mask)

    def glow(self, x: float, y: float, radius: float, color: Color, alpha: float = 1) -> None:
        """A round light that fades outwards."""
        edge = max(round(radius * 2 * self.k), 2)
        mask = ImageChops.invert(Image.radial_gradient("L")).resize((edge, edge), Image.Resampling.BICUBIC)
        mask = mask.point([round(max(value - 74, 0) / 181 * value * alpha) for value in range(256)])
        self.image.paste(rgb(color), (round((x - radius) * self.k), round((y - radius) * self.k)), mask)

    def stamp(self, tile: Image.Image, x: float, y: float, width: float, angle: float = 0) -> None:
        """A transparent picture, ``width`` wide, turned by ``angle`` degrees around ``(x, y)``."""
        reach = width * 1.5
        if not (-reach < x < self.width + reach and -reach < y < self.height + reach):
            return
        edge = max(round(width * self.k), 2)
        reduced = max(tile.width // (edge * 2), 1)
        tile = _reduced(tile, reduced) if reduced > 1 else tile
        tile = tile.resize((edge, round(tile.height * edge / tile.width)), Image.Resampling.BICUBIC)
        tile = tile.rotate(angle, Image.Resampling.BICUBIC, expand=True)
        self.image.paste(tile, (round(x * self.k - tile.width / 2), round(y * self.k - tile.height / 2)), tile)

    def finished(self) -> Image.Image:
        """The picture at its output size, with a breath of grain against banding."""
        result = self.image.resize(self.size, Image.Resampling.LANCZOS)
        noise = Image.frombytes("L", self.size, random.Random(7).randbytes(self.size[0] * self.size[1]))
        grain = Image.merge("RGB", [noise.point([round(value / 255 * 3) for value in range(256)])] * 3)
        return ImageChops.add(result, grain, 1, -1)

    def save(self, path: Path) -> None:
        """Write a JPEG of at most 350 KB."""
        save_jpeg(self.finished(), path)


def save_jpeg(image: Image.Image, path: Path, **extra: object) -> None:
    """Write ``image`` with the best quality that stays below the limit."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for quality in (88, 84, 80, 75, 70, 64, 58):
        image.save(path, "JPEG", quality=quality, optimize=True, progressive=True, **extra)
        if path.stat().st_size <= MAX_BYTES:
            return


def save_like_a_phone(image: Image.Image, path: Path) -> None:
    """Write ``image`` as a phone would: lying on its side with Orientation 6, camera and place in its EXIF data.

    The site that uses it shows that the build turns pictures upright and removes where they were taken.
    """
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Hanamori", "Sample Camera", 6
    exif[0x8825] = {1: "N", 2: (36.0, 12.0, 34.5), 3: "E", 4: (138.0, 45.0, 12.3)}
    save_jpeg(image.transpose(Image.Transpose.ROTATE_90), path, exif=exif)
