"""Pieces and pictures of the village: mist, train, old house, winter, station."""

from __future__ import annotations

import math

from canvas import Canvas, Color, smooth
from landscape import cedar, hills, house, ridge


def mist(c: Canvas, y: float, height: float, color: Color = "#f6efdf", alpha: float = 0.8) -> None:
    """Banks of mist along ``y``."""
    for _ in range(5):
        x, w = c.random.uniform(0, c.width), c.random.uniform(0.25, 0.55) * c.width
        offset = c.random.uniform(-0.5, 0.5) * height
        c.soft(lambda s, x=x, w=w, o=offset: s.oval(x, y + o, w, height * 0.42, "#ffffff"), color, height * 0.5, alpha)


def train(c: Canvas, x: float, y: float, size: float, lit: bool = False) -> None:
    """A one-car train with its left wheel at ``(x, y)``."""
    w, h = 250 * size, 58 * size
    c.soft(lambda s: s.oval(x + w / 2, y + 6 * size, w * 0.55, 10 * size, "#ffffff"), "#2b2c22", 9 * size, 0.5)
    c.shape(
        [
            (x + 14 * size, y - h),
            (x + w - 14 * size, y - h),
            (x + w - 4 * size, y - h * 0.86),
            (x + w, y - h * 0.3),
            (x + w, y),
            (x, y),
            (x, y - h * 0.3),
            (x + 4 * size, y - h * 0.86),
        ],
        "#f2ead6",
        "#d8c9a8",
    )
    c.box(x, y - h * 0.36, w, h * 0.36, "#a5562e", "#86411f")
    c.box(x + 14 * size, y - h - 4 * size, w - 28 * size, 8 * size, "#857d6d")
    for number in range(7):
        c.box(
            x + (18 + number * 32) * size,
            y - h * 0.82,
            24 * size,
            h * 0.36,
            "#ffe1a0" if lit else "#5f7c84",
            "#ffcf78" if lit else "#8aa4a6",
        )
    for number in (0.16, 0.27, 0.73, 0.84):
        c.oval(x + w * number, y + 4 * size, 8 * size, 8 * size, "#3a3a36")


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
    roof = smooth([(150, 446), (260, 390), (370, 290), (430, 262)], steps=8) + smooth(
        [(830, 262), (890, 290), (1000, 390), (1110, 446)], steps=8
    )
    c.shape(roof, "#7d8a8b", "#4b565b")
    for number in range(1, 26):
        x = 430 + number * 400 / 26
        c.line([(x, 268), (630 + (x - 630) * 2.3, 444)], "#414b50", 2, alpha=0.5)
    c.line([(424, 262), (836, 262)], "#99a5a3", 16)
    c.line([(150, 446), (1110, 446)], "#39423f", 7)
    c.shape([(0, 668), (1200, 650), (1200, 820), (0, 820)], "#a9b56d", "#7d9454")
    c.shape(
        smooth([(560, 660), (540, 700), (600, 750), (560, 830)])
        + smooth([(760, 830), (740, 750), (660, 700), (660, 658)]),
        "#e9dcbb",
        "#cdb98d",
    )
    trunk = smooth([(130, 760), (150, 620), (120, 520), (170, 400)])
    c.line(trunk, "#5d4630", 26)
    for branch in (
        [(146, 600), (230, 520), (290, 400)],
        [(132, 540), (60, 460), (20, 360)],
        [(150, 470), (220, 380), (210, 290)],
        [(170, 410), (120, 330), (130, 250)],
    ):
        c.line(smooth([(float(x), float(y)) for x, y in branch]), "#5d4630", 11)
    for spread, count in ((74, 150), (50, 120)):
        for cx, cy in ((60, 400), (140, 300), (230, 360), (150, 420), (280, 430)):
            for _ in range(count // 5):
                x, y = c.random.gauss(cx, spread * 0.7), c.random.gauss(cy, spread * 0.55)
                c.oval(
                    x, y, 15, 11, c.random.choice(("#d98f3c", "#c46f2f", "#e3b45a", "#8c9a4c", "#b3572a")), alpha=0.9
                )
    for _ in range(26):
        x, y = c.random.gauss(160, 85), c.random.gauss(380, 70)
        c.oval(x, y, 14, 13, "#f9a24a", "#d4601f")
        c.oval(x - 3, y - 4, 4, 3, "#ffd9a0", alpha=0.8)
    for _ in range(40):
        c.oval(
            c.random.uniform(20, 420),
            c.random.uniform(700, 790),
            9,
            5,
            c.random.choice(("#d98f3c", "#c46f2f", "#e3b45a")),
        )
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
    mist(c, 470, 40, "#d9cfd0", 0.5)
    c.shape(hills(c, 492, 12), "#eef1f3", "#b9c5d6")
    for x, y, size in (
        (300, 540, 0.9),
        (520, 520, 0.75),
        (720, 545, 1.0),
        (930, 530, 0.9),
        (180, 640, 1.4),
        (500, 660, 1.6),
        (900, 668, 1.7),
    ):
        house(c, x, y, size, "#4b535c", "#8d7a66", "#ffcf7d")
        w, h = 60 * size, 34 * size
        c.shape(
            smooth(
                [
                    (x - w * 1.24, y - h * 0.98),
                    (x - w * 0.62, y - h * 2.06),
                    (x, y - h * 2.14),
                    (x + w * 0.62, y - h * 2.06),
                    (x + w * 1.24, y - h * 0.98),
                    (x, y - h * 1.06),
                ],
                closed=True,
                steps=5,
            ),
            "#ffffff",
            "#d3dde8",
        )
        c.soft(
            lambda s, x=x, y=y, size=size: s.oval(x, y + 12 * size, 76 * size, 12 * size, "#ffffff"),
            "#ffc983",
            14 * size,
            0.55,
        )
    road = smooth([(620, 500), (650, 580), (720, 680), (690, 830)]) + smooth(
        [(560, 830), (660, 690), (610, 590), (604, 500)]
    )
    c.shape(road, "#f6e2cc", "#c9cedd")
    c.shape(hills(c, 770, 12), "#ffffff", "#dbe4ee")
    for _ in range(260):
        size = c.random.uniform(1, 3.4)
        c.oval(
            c.random.uniform(0, 1200),
            c.random.uniform(0, 800),
            size,
            size,
            "#ffffff",
            alpha=c.random.uniform(0.4, 0.95),
        )
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
    train(c, 420, 604, 2.05, lit=True)
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
