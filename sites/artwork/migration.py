"""Pictures of the migration site: layered like woodblock prints, muted earth and green, mist and evening light."""

from __future__ import annotations

import math
from pathlib import Path

from canvas import Canvas, Color, mix, smooth
from interiors import desk, kitchen, workshop
from landscape import cedar, hills, house, ridge, tree
from shop_and_nursery import cafe, seedlings
from village import mist, old_house, station, train, winter

ROOF, WALL = "#4f5a63", "#efe4cd"


def _terraces(c: Canvas, top: float, bottom: float, colors: tuple[Color, ...], lean: float) -> None:
    count = len(colors)
    for number, color in enumerate(colors):
        y = top + (bottom - top) * (number / count) ** 1.25
        step = (bottom - top) / count * (0.3 + number / count)
        line = smooth(
            [
                (
                    x,
                    y
                    + 15 * (1 + number * 0.34) * math.sin(x / (230 + 34 * number) + number * 1.3)
                    + lean * (x - c.width / 2),
                )
                for x in range(-60, int(c.width) + 160, 90)
            ]
        )
        c.shape([*line, (c.width + 60, c.height + 20), (-60, c.height + 20)], mix(color, "#fff4c9", 0.28), color)
        c.line(line, mix(color, "#3d5233", 0.45), 2 + number * 0.5, alpha=0.6)
        c.line([(x, py + step * 0.16) for x, py in line], "#fff8dc", 1 + number * 0.4, alpha=0.4)


def valley() -> Canvas:
    """A terraced valley on a misty morning, a one-car train crossing it."""
    c = Canvas(1920, 1080, 1920, "hero-valley")
    c.fill("#b9cfcf", "#e6e6d6", "#f6e6c9")
    c.glow(1420, 280, 420, "#fff6df")
    c.oval(1420, 280, 58, 58, "#fffaf0")
    for y, height, peaks, top, foot in (
        (430, 230, 5, "#a9c0c2", "#dfe3d6"),
        (500, 190, 6, "#86a8a6", "#d3dccb"),
        (570, 140, 7, "#6a938a", "#c6d3bb"),
    ):
        c.shape(ridge(c, y, height, peaks), top, foot)
        mist(c, y + 30, 80)
    c.shape(ridge(c, 620, 80, 8), "#4d7a6a", "#a3bd9b")
    for x in range(-20, 1960, 30):
        if 620 < x < 840:
            continue
        cedar(
            c,
            x + c.random.uniform(-8, 8),
            660 + 18 * math.sin(x / 150) + c.random.uniform(-6, 10),
            c.random.uniform(48, 96),
            "#2f5d50",
            "#5c8a70",
        )
    mist(c, 655, 60, alpha=0.7)
    _terraces(c, 660, 1080, ("#a9b978", "#b9bf72", "#8fae6b", "#a3b765", "#7da062", "#94ac5b", "#6f9659"), 0.03)
    for x, y, size in (
        (250, 705, 0.8),
        (360, 724, 0.95),
        (480, 710, 0.8),
        (170, 748, 1.1),
        (1560, 748, 0.95),
        (1680, 776, 1.15),
    ):
        house(c, x, y, size, ROOF, WALL)
        tree(c, x + 78 * size, y + 4, 52 * size, "#4b7453", "#9fb46e")
    track = [(x, 822 - 0.02 * (x - 960) + 5 * math.sin(x / 300)) for x in range(-40, 2000, 60)]
    c.line([(x, y + 16) for x, y in track], "#8d8063", 20)
    c.line([(x, y + 6) for x, y in track], "#5b5546", 4)
    train(c, 980, 826, 1.25)
    for x in range(20, 1930, 236):
        c.line([(x, 836), (x, 730)], "#6b5a45", 5)
        c.line([(x - 16, 742), (x + 16, 742)], "#6b5a45", 4)
    for x, y, size in ((80, 1010, 190), (1850, 1000, 210), (1760, 1050, 150)):
        tree(c, x, y, size, "#7a5a2b", "#d79b4c")
    for _ in range(150):
        x = c.random.uniform(0, 1920)
        c.line(
            [(x, 1090), (x + c.random.uniform(-16, 16), c.random.uniform(985, 1050))],
            c.random.choice(("#56783f", "#7f9a4c", "#c9b45c")),
            4,
        )
    return c


def town() -> Canvas:
    """A street beside the river in the first light."""
    c = Canvas(1200, 800, 1600, "town")
    c.fill("#a9c6cf", "#e9e3cf", "#f9dfb6")
    c.glow(320, 300, 380, "#fff3d0")
    c.shape(ridge(c, 330, 150, 5), "#8badb2", "#d9dccb")
    c.shape(ridge(c, 390, 90, 7), "#648f88", "#bccab0")
    mist(c, 410, 60)
    c.shape(hills(c, 440, 10), "#9fb57a", "#c0c389")
    for number, (x, y, size, roof) in enumerate(
        (
            (634, 452, 0.6, "#6d5a50"),
            (712, 464, 0.85, ROOF),
            (826, 482, 1.15, "#6d5a50"),
            (970, 506, 1.5, ROOF),
            (1160, 546, 2.0, "#59656b"),
        )
    ):
        house(c, x, y, size, roof, WALL, "#ffe2a2" if number % 2 else None)
    c.shape(
        [*smooth([(560, 440), (640, 500), (800, 580), (1240, 720)]), (1240, 820), (560, 820), (420, 640), (520, 500)],
        "#d9cfb4",
        "#b8a785",
    )
    c.shape(
        [(505, 440), (560, 440), (660, 600), (760, 820), (-40, 820), (-40, 700), (300, 540)],
        "#f6dfb4",
        "#8fb4bd",
        "#5d93a5",
    )
    for number in range(26):
        y = 470 + number * 13
        x = 500 - number * 14 + c.random.uniform(-70, 90)
        c.line([(x, y), (x + 30 + number * 3.4, y)], "#fff6dc", 1.4 + number * 0.1, alpha=0.6)
    c.line(smooth([(562, 440), (660, 596), (768, 820)]), "#8d8468", 9)
    for x, y in ((600, 500), (636, 560), (676, 628), (724, 712)):
        c.line([(x, y), (x, y - 26 - (y - 480) * 0.1)], "#f3ead2", 5)
    for x, y, size in ((752, 556, 62), (884, 616, 84), (1100, 720, 130)):
        tree(c, x, y, size, "#5d7d4c", "#d8b35c")
        c.soft(lambda s, x=x, y=y, size=size: s.oval(x + size, y, size, 9, "#ffffff"), "#5f5236", 9, 0.45)
    for x, y, size in ((60, 566, 50), (150, 556, 58), (236, 534, 46)):
        tree(c, x, y, size, "#6c8a56", "#b6bd76")
    c.soft(
        lambda s: s.shape([(0, 240), (420, 250), (1200, 700), (1200, 800), (700, 800)], "#ffffff"), "#fff0c6", 80, 0.26
    )
    return c


def pictures(folder: Path) -> None:
    """Draw everything into ``folder``."""
    outside = {
        "hero-valley": valley,
        "morning-town": town,
        "old-house": old_house,
        "winter-village": winter,
        "station": station,
    }
    inside = {"window-desk": desk, "kitchen": kitchen, "workshop": workshop, "seedlings": seedlings, "cafe": cafe}
    for name, draw in {**outside, **inside}.items():
        draw().save(folder / f"{name}.jpg")
