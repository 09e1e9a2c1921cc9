"""Pieces of landscape that several pictures share: ridges, trees, greenhouses, houses, stars."""

from __future__ import annotations

import math

from canvas import Canvas, Color, Point, mix, smooth


def _below(c: Canvas, line: list[Point]) -> list[Point]:
    return [*line, (c.width + 40, c.height + 10), (-40, c.height + 10)]


def ridge(c: Canvas, y: float, height: float, peaks: int) -> list[Point]:
    """The outline of a range of mountains; a mid-point line with noise on two scales."""
    points: list[Point] = []
    count = peaks * 4
    for number in range(count + 1):
        x = -40 + number * (c.width + 80) / count
        wave = math.sin(number / count * math.pi * peaks * 0.9 + peaks) * 0.5 + c.random.uniform(-0.42, 0.42)
        points.append((x, y - height * (0.5 + wave)))
    return _below(c, smooth(points, steps=6))


def hills(c: Canvas, y: float, height: float) -> list[Point]:
    """The outline of rolling ground."""
    points = [(x, y + height * math.sin(x / 170 + y)) for x in range(-40, int(c.width) + 120, 80)]
    return _below(c, smooth(points))


def tree(c: Canvas, x: float, y: float, size: float, dark: Color, light: Color) -> None:
    """A round broad-leaved tree standing at ``(x, y)``."""
    c.line([(x, y), (x, y - size * 0.7)], mix(dark, "#3d2b1d", 0.6), size * 0.12)
    for dx, dy, r, share in (
        (-0.34, 0.72, 0.42, 0),
        (0.36, 0.7, 0.4, 0.1),
        (0, 1.02, 0.5, 0.35),
        (-0.14, 1.16, 0.27, 0.9),
    ):
        c.oval(
            x + dx * size,
            y - dy * size,
            r * size,
            r * size,
            mix(dark, light, min(share + 0.35, 1)),
            mix(dark, light, share),
        )


def cedar(c: Canvas, x: float, y: float, size: float, dark: Color, light: Color) -> None:
    """A tall conifer standing at ``(x, y)``."""
    for level in range(4):
        top, width = y - size * (1 - level * 0.2), size * (0.13 + level * 0.055)
        bottom = top + size * 0.42
        c.shape(
            [(x, top), (x + width, bottom), (x, bottom - size * 0.05), (x - width, bottom)], mix(dark, light, 0.7), dark
        )


def tunnel(c: Canvas, x: float, y: float, w: float, h: float, dx: float, dy: float, lit: bool = False) -> None:
    """A greenhouse from outside: its round front at ``(x, y)``, its length along ``(dx, dy)``."""
    front = [
        (x + w / 2 - math.cos(a / 16 * math.pi) * w / 2, y - math.sin(a / 16 * math.pi) ** 0.8 * h) for a in range(17)
    ]
    back = [(px + dx, py + dy) for px, py in front]
    skin = ("#f7c878", "#c26f45") if lit else ("#ffffff", "#c9dedd")
    c.shape([*front[3:], *reversed(back[3:])], *skin, alpha=0.97)
    for share in (0.25, 0.5, 0.75, 1.0):
        c.line(
            [(px + dx * share, py + dy * share) for px, py in front[4:]],
            "#a8583c" if lit else "#9dbcbd",
            max(w * 0.008, 0.8),
            alpha=0.6,
        )
    if lit:
        c.shape(front, "#ffe9b4", "#ffc368")
        for step in range(1, 6):
            c.line([(x + w * step / 6, y), (x + w * step / 6, y - h * 0.34)], "#6f9a45", w * 0.05)
            c.oval(x + w * step / 6 + w * 0.03, y - h * 0.2, w * 0.025, w * 0.03, "#d8303f")
    else:
        c.shape(front, "#f7fbf8", "#d5e5df")
        c.shape(
            [(x + w * 0.1, y), (x + w * 0.1, y - h * 0.3), (x + w * 0.9, y - h * 0.3), (x + w * 0.9, y)],
            "#a9cf93",
            "#86b774",
            alpha=0.75,
        )
    c.box(x + w * 0.4, y - h * 0.52, w * 0.2, h * 0.52, "#fff0c0" if lit else "#b7d3d2", alpha=0.9)
    c.line(front, "#fff9e8" if lit else "#8fb0b3", max(w * 0.014, 1))


def stars(c: Canvas, count: int, horizon: float) -> None:
    """Stars, thinning out towards the horizon."""
    for _ in range(count):
        y = c.random.random() ** 1.5 * horizon
        size = c.random.uniform(0.6, 1.7)
        c.oval(c.random.uniform(0, c.width), y, size, size, "#fff8e4", alpha=c.random.uniform(0.35, 1))
    for _ in range(count // 30):
        x, y = c.random.uniform(0, c.width), c.random.uniform(0, horizon * 0.7)
        c.glow(x, y, 13, "#dfe3ff", 0.9)
        c.oval(x, y, 2.1, 2.1, "#ffffff")


def house(c: Canvas, x: float, y: float, size: float, roof: Color, wall: Color, lit: Color | None = None) -> None:
    """A house with a hipped tile roof, its ground line at ``y``."""
    w, h = 60 * size, 34 * size
    c.shape([(x - w, y), (x - w, y - h), (x + w, y - h), (x + w, y)], mix(wall, "#000000", 0.12), wall)
    c.box(x - w, y - h, w * 0.5, h, mix(wall, "#000000", 0.16))
    glass = lit or mix(wall, "#334438", 0.55)
    for left in (-0.34, 0.14, 0.56):
        c.box(x + left * w, y - h * 0.78, w * 0.3, h * 0.5, glass)
        c.line([(x + (left + 0.15) * w, y - h * 0.78), (x + (left + 0.15) * w, y - h * 0.28)], wall, 1.2 * size)
    eave = [
        (x - w * 1.24, y - h * 0.9),
        (x - w * 0.62, y - h * 1.95),
        (x + w * 0.62, y - h * 1.95),
        (x + w * 1.24, y - h * 0.9),
    ]
    c.shape(eave, mix(roof, "#ffffff", 0.2), roof)
    c.shape([eave[0], eave[1], (x - w * 0.5, y - h * 0.9)], mix(roof, "#000000", 0.2), alpha=0.7)
    c.line([eave[1], eave[2]], mix(roof, "#ffffff", 0.32), 3 * size)
    c.line([eave[0], eave[3]], mix(roof, "#000000", 0.35), 3 * size)
    if lit:
        c.glow(x + w * 0.15, y - h * 0.5, w * 1.2, lit, 0.45)
