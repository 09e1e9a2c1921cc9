"""Strawberries, leaves and flowers as transparent tiles, drawn once and stamped many times."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from canvas import Color, Point, mix, rgb, smooth
from PIL import Image, ImageChops, ImageDraw, ImageFilter

EDGE = 900


@dataclass(frozen=True)
class Fruit:
    """How the berries of one variety look."""

    body: str
    shade: str
    light: str
    seed: str = "#ffd98a"
    width: float = 0.74
    """Of the tile."""
    tip: float = 0.5
    """0 is round as a ball, 1 is a sharp cone."""


HIYORI = Fruit("#dd2a3f", "#9f1230", "#ff6d64")
SATONOHI = Fruit("#b3122d", "#6e0a22", "#dd4350", seed="#f3b765", width=0.7, tip=0.62)
KOMACHI = Fruit("#f8d2cc", "#e2a29d", "#fff3ec", seed="#c8323f", width=0.76, tip=0.42)
TAIKO = Fruit("#d11a34", "#880f2a", "#f8605c", width=0.86, tip=0.22)
ASATSUYU = Fruit("#e83f4b", "#b01d38", "#ff8b7f", width=0.72, tip=0.12)
NATSUMAMORI = Fruit("#e2492f", "#a32318", "#ff8a5c", seed="#ffe3a0", width=0.6, tip=0.8)


def _outline(fruit: Fruit) -> list[Point]:
    middle, half = EDGE / 2, EDGE * fruit.width / 2
    top, bottom = EDGE * 0.2, EDGE * 0.96
    cone = fruit.tip
    right = [
        (middle, top + 14),
        (middle + half * 0.52, top - 8),
        (middle + half * 0.93, top + EDGE * 0.12),
        (middle + half * (1.0 - 0.02 * cone), top + EDGE * 0.27),
        (middle + half * (0.86 - 0.14 * cone), top + EDGE * 0.45),
        (middle + half * (0.52 - 0.16 * cone), top + EDGE * 0.62),
        (middle + half * 0.17, bottom - 30),
    ]
    left = [(2 * middle - x, y) for x, y in reversed(right[1:])]
    return smooth([*right, (middle, bottom), *left], closed=True)


def _blurred(mask: Image.Image, radius: float) -> Image.Image:
    return mask.filter(ImageFilter.GaussianBlur(radius))


def _ellipse(box: tuple[float, float, float, float], value: int = 255) -> Image.Image:
    mask = Image.new("L", (EDGE, EDGE))
    ImageDraw.Draw(mask).ellipse(box, fill=value)
    return mask


@cache
def berry(fruit: Fruit, calyx: bool = True) -> Image.Image:
    """A whole fruit with seeds, light from the upper left, and its leaves."""
    tile = Image.new("RGBA", (EDGE, EDGE))
    outline = Image.new("L", (EDGE, EDGE))
    ImageDraw.Draw(outline).polygon(_outline(fruit), fill=255)
    body = Image.new("RGB", (EDGE, EDGE), rgb(fruit.body))
    inner = _blurred(ImageChops.offset(outline, -34, -40), 70)
    body.paste(rgb(fruit.shade), (0, 0), ImageChops.invert(inner))
    body.paste(
        rgb(fruit.light), (0, 0), _blurred(_ellipse((EDGE * 0.2, EDGE * 0.26, EDGE * 0.52, EDGE * 0.62), 190), 60)
    )
    draw = ImageDraw.Draw(body)
    for row in range(9):
        y = EDGE * (0.27 + row * 0.077)
        for step in range(-4, 5):
            x = EDGE / 2 + (step + (row % 2) * 0.5) * EDGE * 0.098 * (1 - 0.045 * row)
            if not (0 <= x < EDGE) or outline.getpixel((int(x), int(y))) == 0:
                continue
            bend = 1 - min(abs(x - EDGE / 2) / (EDGE * fruit.width / 2), 1) ** 2
            rx, ry = 5 + 5 * bend, 13
            draw.ellipse((x - rx - 4, y - ry - 4, x + rx + 6, y + ry + 6), fill=mix(fruit.body, fruit.shade, 0.55))
            draw.ellipse((x - rx, y - ry, x + rx, y + ry), fill=rgb(fruit.seed))
    body.paste(
        (255, 255, 255), (0, 0), _blurred(_ellipse((EDGE * 0.27, EDGE * 0.29, EDGE * 0.36, EDGE * 0.43), 150), 16)
    )
    tile.paste(body, (0, 0), outline)
    if calyx:
        _calyx(tile)
    return tile


def _calyx(tile: Image.Image) -> None:
    draw = ImageDraw.Draw(tile)
    middle, top = EDGE / 2, EDGE * 0.21
    shadow = Image.new("L", (EDGE, EDGE))
    leaves = []
    for angle, length in ((-82, 250), (82, 250), (-48, 262), (48, 262), (-18, 220), (20, 226)):
        direction = math.radians(angle)
        tip = (middle + math.sin(direction) * length, top + math.cos(direction) * length * 0.62 - 10)
        side = (math.cos(direction) * 52, -math.sin(direction) * 40)
        half = ((middle + tip[0]) / 2, (top + tip[1]) / 2)
        leaves.append(
            smooth(
                [
                    (middle, top - 16),
                    (half[0] + side[0], half[1] + side[1]),
                    tip,
                    (half[0] - side[0], half[1] - side[1]),
                ],
                closed=True,
            )
        )
        ImageDraw.Draw(shadow).polygon([(x + 8, y + 22) for x, y in leaves[-1]], fill=120)
    shadow = ImageChops.multiply(_blurred(shadow, 12), tile.getchannel("A"))
    tile.paste((60, 8, 24), (0, 0), shadow)
    for number, leaf in enumerate(leaves):
        draw.polygon(leaf, fill=(*mix("#3f8d45", "#6fb857", number / 5), 255))
        tip = leaf[20]
        draw.line(
            [(middle, top), ((middle + tip[0] * 2) / 3, (top + tip[1] * 2) / 3)], fill=(*rgb("#a5d58a"), 255), width=6
        )
    draw.line(
        smooth([(middle, top), (middle + 10, top - 80), (middle + 46, top - 170)]),
        fill=(*rgb("#5aa04b"), 255),
        width=24,
    )


@cache
def half(fruit: Fruit, flesh: str, core: str) -> Image.Image:
    """A fruit cut in half: skin, flesh with its rays, pale core."""
    tile = Image.new("RGBA", (EDGE, EDGE))
    outline = Image.new("L", (EDGE, EDGE))
    points = _outline(fruit)
    ImageDraw.Draw(outline).polygon(points, fill=255)
    middle: Point = (EDGE / 2, EDGE * 0.54)
    body = Image.new("RGB", (EDGE, EDGE), rgb(fruit.body))
    draw = ImageDraw.Draw(body)

    def scaled(factor: float) -> list[Point]:
        return [(middle[0] + (x - middle[0]) * factor, middle[1] + (y - middle[1]) * factor) for x, y in points]

    draw.polygon(scaled(0.93), fill=rgb(flesh))
    inner = Image.new("L", (EDGE, EDGE))
    ImageDraw.Draw(inner).polygon(scaled(0.5), fill=235)
    body.paste(rgb(core), (0, 0), _blurred(inner, 46))
    for number in range(44):
        x, y = points[number * len(points) // 44]
        start = (middle[0] + (x - middle[0]) * 0.4, middle[1] + (y - middle[1]) * 0.4)
        end = (middle[0] + (x - middle[0]) * 0.86, middle[1] + (y - middle[1]) * 0.86)
        draw.line([start, end], fill=mix(flesh, core, 0.75), width=5)
    hollow = Image.new("L", (EDGE, EDGE))
    ImageDraw.Draw(hollow).polygon(scaled(0.16), fill=150)
    body.paste(mix(core, flesh, 0.6), (0, 0), _blurred(hollow, 12))
    tile.paste(body, (0, 0), outline)
    _calyx(tile)
    return tile


@cache
def leaf(dark: Color = "#2f7d43", light: Color = "#63ad55") -> Image.Image:
    """A strawberry leaf of three serrated leaflets."""
    tile = Image.new("RGBA", (EDGE, EDGE))
    draw = ImageDraw.Draw(tile)
    base = (EDGE / 2, EDGE * 0.68)
    for turn, size in ((-78, 0.9), (78, 0.9), (0, 1.05)):
        angle = math.radians(turn)
        cos, sin = math.cos(angle), math.sin(angle)

        def place(x: float, y: float, cos: float = cos, sin: float = sin, size: float = size) -> Point:
            return base[0] + (x * cos + y * sin) * size, base[1] + (x * sin - y * cos) * size

        side = []
        for step in range(23):
            t = step / 22
            half_width = 178 * math.sin(math.pi * min(t * 1.02, 1)) ** 0.72
            side.append((half_width - (16 if step % 2 else 0), 30 + t * 470))
        right = [place(x, y) for x, y in side]
        left = [place(-x, y) for x, y in reversed(side)]
        draw.polygon([place(0, 0), *right, *left], fill=(*mix(dark, light, 0.35), 255))
        draw.polygon([place(0, 0), *right, place(0, 480)], fill=(*mix(dark, light, 0.75), 255))
        vein = (*mix(light, "#ffffff", 0.35), 255)
        draw.line([place(0, 10), place(0, 470)], fill=vein, width=7)
        for level in (120, 200, 280, 360):
            draw.line([place(0, level), place(110, level + 74)], fill=vein, width=4)
            draw.line([place(0, level), place(-110, level + 74)], fill=vein, width=4)
    draw.line([base, (EDGE / 2 + 10, EDGE)], fill=(*rgb("#7fb562"), 255), width=18)
    return tile


@cache
def flower() -> Image.Image:
    """A white strawberry flower."""
    tile = Image.new("RGBA", (EDGE, EDGE))
    draw = ImageDraw.Draw(tile)
    middle = EDGE / 2
    for ring, color in ((0, "#e4e9dc"), (1, "#ffffff")):
        for number in range(5):
            angle = math.radians(number * 72 + 8 * ring)
            x, y = middle + math.sin(angle) * 205, middle - math.cos(angle) * 205
            draw.ellipse(
                (x - 165 + 10 * ring, y - 165 + 10 * ring, x + 165 - 14 * ring, y + 165 - 14 * ring),
                fill=(*rgb(color), 255),
            )
    draw.ellipse((middle - 112, middle - 112, middle + 112, middle + 112), fill=(*rgb("#f2cf56"), 255))
    for number in range(20):
        angle = math.radians(number * 18)
        x, y = middle + math.sin(angle) * 140, middle + math.cos(angle) * 140
        draw.line([(middle, middle), (x, y)], fill=(*rgb("#e0b23c"), 255), width=7)
        draw.ellipse((x - 15, y - 15, x + 15, y + 15), fill=(*rgb("#f6c945"), 255))
    draw.ellipse((middle - 74, middle - 74, middle + 74, middle + 74), fill=(*rgb("#d9c04a"), 255))
    return tile
