"""Pictures of the migration site: layered like woodblock prints, muted earth and green, mist and evening light."""

from __future__ import annotations

import math
from pathlib import Path

from canvas import Canvas, Color, mix, smooth
from interiors import cafe, desk, kitchen, seedlings, workshop
from landscape import cedar, hills, house, ridge, tree

ROOF, WALL = "#4f5a63", "#efe4cd"


def _mist(c: Canvas, y: float, height: float, color: Color = "#f6efdf", alpha: float = 0.8) -> None:
    for _ in range(5):
        x, w = c.random.uniform(0, c.width), c.random.uniform(0.25, 0.55) * c.width
        offset = c.random.uniform(-0.5, 0.5) * height
        c.soft(lambda s, x=x, w=w, o=offset: s.oval(x, y + o, w, height * 0.42, "#ffffff"), color, height * 0.5, alpha)


def _terraces(c: Canvas, top: float, bottom: float, colors: tuple[Color, ...], lean: float) -> None:
    count = len(colors)
    for number, color in enumerate(colors):
        y = top + (bottom - top) * (number / count) ** 1.25
        step = (bottom - top) / count * (0.3 + number / count)
        line = smooth([(x, y + 15 * (1 + number * 0.34) * math.sin(x / (230 + 34 * number) + number * 1.3) + lean * (x - c.width / 2)) for x in range(-60, int(c.width) + 160, 90)])
        c.shape([*line, (c.width + 60, c.height + 20), (-60, c.height + 20)], mix(color, "#fff4c9", 0.28), color)
        c.line(line, mix(color, "#3d5233", 0.45), 2 + number * 0.5, alpha=0.6)
        c.line([(x, py + step * 0.16) for x, py in line], "#fff8dc", 1 + number * 0.4, alpha=0.4)


def _train(c: Canvas, x: float, y: float, size: float, lit: bool = False) -> None:
    w, h = 250 * size, 58 * size
    c.soft(lambda s: s.oval(x + w / 2, y + 6 * size, w * 0.55, 10 * size, "#ffffff"), "#2b2c22", 9 * size, 0.5)
    c.shape([(x + 14 * size, y - h), (x + w - 14 * size, y - h), (x + w - 4 * size, y - h * 0.86), (x + w, y - h * 0.3), (x + w, y), (x, y), (x, y - h * 0.3), (x + 4 * size, y - h * 0.86)], "#f2ead6", "#d8c9a8")
    c.box(x, y - h * 0.36, w, h * 0.36, "#a5562e", "#86411f")
    c.box(x + 14 * size, y - h - 4 * size, w - 28 * size, 8 * size, "#857d6d")
    for number in range(7):
        c.box(x + (18 + number * 32) * size, y - h * 0.82, 24 * size, h * 0.36, "#ffe1a0" if lit else "#5f7c84", "#ffcf78" if lit else "#8aa4a6")
    for number in (0.16, 0.27, 0.73, 0.84):
        c.oval(x + w * number, y + 4 * size, 8 * size, 8 * size, "#3a3a36")


def valley() -> Canvas:
    """A terraced valley on a misty morning, a one-car train crossing it."""
    c = Canvas(1920, 1080, 1920, "hero-valley")
    c.fill("#b9cfcf", "#e6e6d6", "#f6e6c9")
    c.glow(1420, 280, 420, "#fff6df")
    c.oval(1420, 280, 58, 58, "#fffaf0")
    for y, height, peaks, top, foot in ((430, 230, 5, "#a9c0c2", "#dfe3d6"), (500, 190, 6, "#86a8a6", "#d3dccb"), (570, 140, 7, "#6a938a", "#c6d3bb")):
        c.shape(ridge(c, y, height, peaks), top, foot)
        _mist(c, y + 30, 80)
    c.shape(ridge(c, 620, 80, 8), "#4d7a6a", "#a3bd9b")
    for x in range(-20, 1960, 30):
        if 620 < x < 840:
            continue
        cedar(c, x + c.random.uniform(-8, 8), 660 + 18 * math.sin(x / 150) + c.random.uniform(-6, 10), c.random.uniform(48, 96), "#2f5d50", "#5c8a70")
    _mist(c, 655, 60, alpha=0.7)
    _terraces(c, 660, 1080, ("#a9b978", "#b9bf72", "#8fae6b", "#a3b765", "#7da062", "#94ac5b", "#6f9659"), 0.03)
    for x, y, size in ((250, 705, 0.8), (360, 724, 0.95), (480, 710, 0.8), (170, 748, 1.1), (1560, 748, 0.95), (1680, 776, 1.15)):
        house(c, x, y, size, ROOF, WALL)
        tree(c, x + 78 * size, y + 4, 52 * size, "#4b7453", "#9fb46e")
    track = [(x, 822 - 0.02 * (x - 960) + 5 * math.sin(x / 300)) for x in range(-40, 2000, 60)]
    c.line([(x, y + 16) for x, y in track], "#8d8063", 20)
    c.line([(x, y + 6) for x, y in track], "#5b5546", 4)
    _train(c, 980, 826, 1.25)
    for x in range(20, 1930, 236):
        c.line([(x, 836), (x, 730)], "#6b5a45", 5)
        c.line([(x - 16, 742), (x + 16, 742)], "#6b5a45", 4)
    for x, y, size in ((80, 1010, 190), (1850, 1000, 210), (1760, 1050, 150)):
        tree(c, x, y, size, "#7a5a2b", "#d79b4c")
    for _ in range(150):
        x = c.random.uniform(0, 1920)
        c.line([(x, 1090), (x + c.random.uniform(-16, 16), c.random.uniform(985, 1050))], c.random.choice(("#56783f", "#7f9a4c", "#c9b45c")), 4)
    return c


def town() -> Canvas:
    """A street beside the river in the first light."""
    c = Canvas(1200, 800, 1600, "town")
    c.fill("#a9c6cf", "#e9e3cf", "#f9dfb6")
    c.glow(320, 300, 380, "#fff3d0")
    c.shape(ridge(c, 330, 150, 5), "#8badb2", "#d9dccb")
    c.shape(ridge(c, 390, 90, 7), "#648f88", "#bccab0")
    _mist(c, 410, 60)
    c.shape(hills(c, 440, 10), "#9fb57a", "#c0c389")
    for number, (x, y, size, roof) in enumerate(((634, 452, 0.6, "#6d5a50"), (712, 464, 0.85, ROOF), (826, 482, 1.15, "#6d5a50"), (970, 506, 1.5, ROOF), (1160, 546, 2.0, "#59656b"))):
        house(c, x, y, size, roof, WALL, "#ffe2a2" if number % 2 else None)
    c.shape(smooth([(560, 440), (640, 500), (800, 580), (1240, 720)]) + [(1240, 820), (560, 820), (420, 640), (520, 500)], "#d9cfb4", "#b8a785")
    c.shape([(505, 440), (560, 440), (660, 600), (760, 820), (-40, 820), (-40, 700), (300, 540)], "#f6dfb4", "#8fb4bd", "#5d93a5")
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
    c.soft(lambda s: s.shape([(0, 240), (420, 250), (1200, 700), (1200, 800), (700, 800)], "#ffffff"), "#fff0c6", 80, 0.26)
    return c


def old_house() -> Canvas:
    """A one-storey house with a veranda and a persimmon tree."""
    c = Canvas(1200, 800, 1600, "old-house")
    c.fill("#bfd3d0", "#f1ead6", "#f7e2bd")
    c.shape(ridge(c, 360, 130, 5), "#8fb0a4", "#d6ddc6")
    c.shape(ridge(c, 440, 80, 8), "#5f8a72", "#b5c79b")
    for x in range(-10, 1220, 34):
        cedar(c, x, 480 + 10 * math.sin(x / 70), c.random.uniform(60, 120), "#3a6553", "#6f9877")
    c.shape(hills(c, 500, 8), "#b4bf7e", "#8fa864")
    c.shape([(250, 620), (250, 430), (1010, 430), (1010, 620)], "#f3e9d3", "#e0d0ac")
    for x in range(250, 1011, 95):
        c.box(x, 430, 12, 192, "#7a5a3c", "#5e4329")
    for x in range(360, 900, 95):
        c.box(x - 4, 462, 76, 148, "#fffaf0", "#f3e2b8")
        for line in (0.33, 0.66):
            c.line([(x - 4 + 76 * line, 462), (x - 4 + 76 * line, 610)], "#b89368", 2)
            c.line([(x - 4, 462 + 148 * line), (x + 72, 462 + 148 * line)], "#b89368", 2)
    c.box(236, 610, 790, 20, "#a87a4c", "#86603a")
    for x in range(260, 1010, 120):
        c.box(x, 630, 14, 30, "#6d4f33")
    c.soft(lambda s: s.box(240, 432, 780, 26, "#ffffff"), "#3d2d1f", 12, 0.5)
    roof = smooth([(150, 446), (260, 390), (370, 290), (430, 262)], steps=8) + smooth([(830, 262), (890, 290), (1000, 390), (1110, 446)], steps=8)
    c.shape(roof, "#7d8a8b", "#4b565b")
    for number in range(1, 26):
        x = 430 + number * 400 / 26
        c.line([(x, 268), (630 + (x - 630) * 2.3, 444)], "#414b50", 2, alpha=0.5)
    c.line([(424, 262), (836, 262)], "#99a5a3", 16)
    c.line([(150, 446), (1110, 446)], "#39423f", 7)
    c.shape([(0, 668), (1200, 650), (1200, 820), (0, 820)], "#a9b56d", "#7d9454")
    c.shape(smooth([(560, 660), (540, 700), (600, 750), (560, 830)]) + smooth([(760, 830), (740, 750), (660, 700), (660, 658)]), "#e9dcbb", "#cdb98d")
    trunk = smooth([(130, 760), (150, 620), (120, 520), (170, 400)])
    c.line(trunk, "#5d4630", 26)
    for branch in ([(146, 600), (230, 520), (290, 400)], [(132, 540), (60, 460), (20, 360)], [(150, 470), (220, 380), (210, 290)], [(170, 410), (120, 330), (130, 250)]):
        c.line(smooth([(float(x), float(y)) for x, y in branch]), "#5d4630", 11)
    for spread, count in ((74, 150), (50, 120)):
        for cx, cy in ((60, 400), (140, 300), (230, 360), (150, 420), (280, 430)):
            for _ in range(count // 5):
                x, y = c.random.gauss(cx, spread * 0.7), c.random.gauss(cy, spread * 0.55)
                c.oval(x, y, 15, 11, c.random.choice(("#d98f3c", "#c46f2f", "#e3b45a", "#8c9a4c", "#b3572a")), alpha=0.9)
    for _ in range(26):
        x, y = c.random.gauss(160, 85), c.random.gauss(380, 70)
        c.oval(x, y, 14, 13, "#f9a24a", "#d4601f")
        c.oval(x - 3, y - 4, 4, 3, "#ffd9a0", alpha=0.8)
    for _ in range(40):
        c.oval(c.random.uniform(20, 420), c.random.uniform(700, 790), 9, 5, c.random.choice(("#d98f3c", "#c46f2f", "#e3b45a")))
    c.soft(lambda s: s.oval(210, 772, 220, 24, "#ffffff"), "#4f5a30", 20, 0.4)
    return c


def winter() -> Canvas:
    """A village under snow at dusk, windows lit."""
    c = Canvas(1200, 800, 1600, "winter")
    c.fill("#3f5570", "#8d94a8", "#e3b9a0")
    c.shape(ridge(c, 330, 170, 5), "#6f86a0", "#c3c6cf")
    c.shape(ridge(c, 400, 110, 7), "#56708a", "#aeb8c6")
    for x in range(-10, 1220, 27):
        size = c.random.uniform(60, 130)
        y = 478 + 14 * math.sin(x / 100)
        cedar(c, x, y, size, "#2c4a54", "#54747a")
        cedar(c, x - 3, y - size * 0.3, size * 0.6, "#c9d5de", "#f1f4f4")
    _mist(c, 470, 40, "#d9cfd0", 0.5)
    c.shape(hills(c, 492, 12), "#eef1f3", "#b9c5d6")
    for x, y, size in ((300, 540, 0.9), (520, 520, 0.75), (720, 545, 1.0), (930, 530, 0.9), (180, 640, 1.4), (500, 660, 1.6), (900, 668, 1.7)):
        house(c, x, y, size, "#4b535c", "#8d7a66", "#ffcf7d")
        w, h = 60 * size, 34 * size
        c.shape(smooth([(x - w * 1.24, y - h * 0.98), (x - w * 0.62, y - h * 2.06), (x, y - h * 2.14), (x + w * 0.62, y - h * 2.06), (x + w * 1.24, y - h * 0.98), (x, y - h * 1.06)], closed=True, steps=5), "#ffffff", "#d3dde8")
        c.soft(lambda s, x=x, y=y, size=size: s.oval(x, y + 12 * size, 76 * size, 12 * size, "#ffffff"), "#ffc983", 14 * size, 0.55)
    road = smooth([(620, 500), (650, 580), (720, 680), (690, 830)]) + smooth([(560, 830), (660, 690), (610, 590), (604, 500)])
    c.shape(road, "#f6e2cc", "#c9cedd")
    c.shape(hills(c, 770, 12), "#ffffff", "#dbe4ee")
    for _ in range(260):
        size = c.random.uniform(1, 3.4)
        c.oval(c.random.uniform(0, 1200), c.random.uniform(0, 800), size, size, "#ffffff", alpha=c.random.uniform(0.4, 0.95))
    return c


def station() -> Canvas:
    """A small station at dusk with a one-car train."""
    c = Canvas(1200, 800, 1600, "station")
    c.fill("#4d5f7f", "#c58f7c", "#f4c98d")
    c.glow(860, 400, 360, "#ffe3a6")
    c.shape(ridge(c, 430, 150, 5), "#6a6a80", "#b98f80")
    c.shape(ridge(c, 480, 80, 8), "#4a5161", "#7d6a68")
    for x in range(-10, 1230, 46):
        cedar(c, x, 520, c.random.uniform(40, 90), "#2f3d45", "#45545a")
    c.shape([(0, 520), (1200, 520), (1200, 820), (0, 820)], "#7b6d55", "#4c4638")
    c.shape([(0, 690), (1200, 640), (1200, 820), (0, 820)], "#bfae90", "#8f7f66")
    c.line([(0, 690), (1200, 640)], "#f0d9a0", 8)
    for y in (588, 616):
        c.line([(0, y + 20), (1200, y - 8)], "#3b372f", 6)
    _train(c, 420, 604, 2.05, lit=True)
    c.soft(lambda s: s.oval(690, 640, 330, 18, "#ffffff"), "#ffd58a", 18, 0.5)
    for x in (90, 330):
        c.box(x, 360, 16, 340, "#4e3d30", "#6f5844")
    c.shape([(-40, 372), (20, 322), (410, 322), (470, 372)], "#5a6069", "#3d434a")
    c.box(120, 556, 190, 14, "#8a6a4a")
    for x in (132, 290):
        c.box(x, 570, 10, 76, "#5e4733")
    c.box(150, 414, 130, 54, "#f6efdd", "#e2d5b8")
    c.box(150, 446, 130, 8, "#2f5d50")
    c.glow(216, 392, 170, "#ffe2a0", 0.7)
    c.oval(216, 386, 9, 7, "#fff8e0")
    for x in (640, 940, 1160):
        c.line([(x, 660), (x, 330)], "#3d3a36", 7)
        c.line([(x, 344), (x - 50, 352)], "#3d3a36", 5)
        c.glow(x - 54, 364, 90, "#ffe2a0", 0.8)
        c.oval(x - 54, 360, 8, 6, "#fff8e0")
    return c


def pictures(folder: Path) -> None:
    """Draw everything into ``folder``."""
    outside = {"hero-valley": valley, "morning-town": town, "old-house": old_house, "winter-village": winter, "station": station}
    inside = {"window-desk": desk, "kitchen": kitchen, "workshop": workshop, "seedlings": seedlings, "cafe": cafe}
    for name, draw in {**outside, **inside}.items():
        draw().save(folder / f"{name}.jpg")
