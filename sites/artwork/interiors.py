"""Rooms of the migration site: a desk by the window, a kitchen, a workshop."""

from __future__ import annotations

import math

from canvas import Canvas, Color, mix, smooth
from landscape import cedar, hills, ridge


def _view(c: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A mountain view, drawn only inside a rectangle: what a window shows."""
    kept = c.image.copy()
    c.box(x, y, width, height, "#bcd2d3", "#f4ead0")
    c.glow(x + width * 0.7, y + height * 0.3, height * 0.7, "#fff4d2")
    c.shape(ridge(c, y + height * 0.52, height * 0.36, 6), "#94b3b2", "#d8dec9")
    c.shape(ridge(c, y + height * 0.66, height * 0.2, 9), "#678f80", "#b7c8a4")
    for number in range(40):
        cedar(c, number * 32, y + height * 0.8, c.random.uniform(0.12, 0.2) * height, "#41705c", "#7da183")
    for number, color in enumerate(("#b2c07c", "#9db56c", "#8aa861")):
        c.shape(hills(c, y + height * (0.82 + 0.08 * number), 8), color)
    box = [round(value * c.k) for value in (x, y, x + width, y + height)]
    kept.paste(c.image.crop(tuple(box)), (box[0], box[1]))  # type: ignore[arg-type]
    c.image = kept


def frame(c: Canvas, x: float, y: float, width: float, height: float, color: Color, bars: int) -> None:
    """A window frame with upright bars."""
    for number in range(bars + 1):
        c.box(x - 9 + number * width / bars, y - 9, 18, height + 18, mix(color, "#ffffff", 0.16), color)
    for top in (y - 9, y + height - 9):
        c.box(x - 9, top, width + 18, 18, mix(color, "#ffffff", 0.12), color)


def _table(c: Canvas, y: float, light: Color, dark: Color) -> None:
    c.box(-10, y, 1230, 820 - y, light, dark)
    c.box(-10, y, 1230, 14, mix(light, "#ffffff", 0.28))
    for number in range(7):
        top = y + 34 + number * 34
        c.line(
            smooth([(x, top + 4 * math.sin(x / 160 + number)) for x in range(-40, 1280, 120)]),
            mix(dark, "#3a2413", 0.3),
            2,
            alpha=0.35,
        )


def desk() -> Canvas:
    """A laptop and a cup by a window over terraced fields."""
    c = Canvas(1200, 800, 1600, "desk")
    c.fill("#e4d9c2", "#d7c7a8")
    _view(c, 150, 70, 900, 440)
    frame(c, 150, 70, 900, 440, "#8a6443", 3)
    c.soft(lambda s: s.shape([(150, 510), (1050, 510), (1250, 800), (-100, 800)], "#ffffff"), "#fff4d8", 40, 0.35)
    _table(c, 560, "#b98a5a", "#8a6038")
    c.soft(lambda s: s.oval(570, 704, 270, 26, "#ffffff"), "#4a2f18", 22, 0.55)
    c.shape([(420, 470), (720, 470), (738, 664), (402, 664)], "#3e464b", "#2d3438")
    c.shape([(432, 482), (708, 482), (724, 652), (416, 652)], "#f4f1e8", "#d8e0da")
    for row, width in enumerate((150, 210, 120, 190, 90)):
        c.box(452, 508 + row * 25, width, 9, "#2f5d50" if row == 0 else "#9db0a6")
    c.shape([(402, 664), (738, 664), (790, 706), (350, 706)], "#6b7478", "#899398")
    c.shape([(430, 672), (710, 672), (734, 692), (406, 692)], "#474f53")
    c.soft(lambda s: s.oval(900, 716, 70, 14, "#ffffff"), "#4a2f18", 12, 0.5)
    c.shape(
        smooth([(848, 620), (952, 620), (940, 702), (900, 716), (860, 702)], closed=True, steps=6), "#59766c", "#2f5d50"
    )
    c.oval(900, 622, 50, 12, "#86a093")
    c.oval(900, 624, 42, 8, "#7d5a2e")
    for shift in (-14, 12):
        c.soft(
            lambda s, d=shift: s.line(
                smooth([(900 + d, 606), (888 + d, 570), (912 + d, 530), (896 + d, 488)]), "#ffffff", 12
            ),
            "#ffffff",
            10,
            0.6,
        )
    c.shape([(1010, 700), (1030, 600), (1120, 600), (1140, 700)], "#c98f62", "#9d6339")
    for angle in range(-70, 80, 20):
        direction = math.radians(angle)
        tip = (1075 + math.sin(direction) * 150, 600 - math.cos(direction) * 180)
        bend = ((1075 + tip[0]) / 2, (600 + tip[1]) / 2)
        c.shape(
            smooth([(1075, 604), (bend[0] - 20, bend[1]), tip, (bend[0] + 20, bend[1])], closed=True, steps=8),
            mix("#4d7f5d", "#94b070", (angle + 70) / 150),
            "#3c6a4d",
        )
    c.shape([(120, 690), (310, 672), (330, 728), (130, 748)], "#f7f0de", "#e4d6b6")
    c.line([(225, 681), (235, 738)], "#c9b78f", 3)
    c.line([(150, 770), (330, 752)], "#c46f2f", 8)
    return c


def kitchen() -> Canvas:
    """A renovated farmhouse kitchen."""
    c = Canvas(1200, 800, 1600, "kitchen")
    c.fill("#f1e6cf", "#e4d2ae")
    c.box(0, 0, 1200, 46, "#5b4531", "#6f553b")
    _view(c, 380, 120, 440, 300)
    frame(c, 380, 120, 440, 300, "#7a5a3c", 2)
    for row in range(4):
        for column in range(36):
            c.box(column * 34, 448 + row * 32, 32, 30, mix("#dfe9e0", "#b9d0c6", c.random.random() * 0.7), alpha=0.9)
    for x in (240, 940):
        c.box(x, 0, 34, 600, "#6f553b", "#5b4531")
    c.line([(40, 150), (220, 150)], "#4a4038", 6)
    for number, (r, color) in enumerate(((40, "#4b5458"), (32, "#8f5426"), (26, "#4b5458"))):
        x = 76 + number * 62
        c.line([(x, 150), (x, 232)], "#4a4038", 6)
        c.oval(x, 250 + r * 0.5, r, r, mix(color, "#ffffff", 0.2), color)
    c.box(980, 150, 200, 14, "#8a6443")
    c.box(980, 280, 200, 14, "#8a6443")
    for number, (h, color) in enumerate(((70, "#c46f2f"), (52, "#f4ecd8"), (84, "#2f5d50"), (60, "#d9b36a"))):
        c.box(992 + number * 46, 150 - h, 36, h, mix(color, "#ffffff", 0.25), color)
        c.oval(1010 + number * 46, 262, 19, 19, "#fffaf0", "#dcd0b6")
    for x in (500, 700):
        c.line([(x, 46), (x, 84)], "#3d342b", 4)
        c.shape([(x - 42, 126), (x - 20, 84), (x + 20, 84), (x + 42, 126)], "#3c5d50", "#2f4a40")
        c.glow(x, 140, 170, "#ffe7ac", 0.8)
    _table(c, 576, "#c59865", "#94683c")
    c.soft(lambda s: s.oval(420, 730, 230, 24, "#ffffff"), "#4a2f18", 20, 0.5)
    for x, y, rx, ry, a, b in (
        (330, 618, 60, 44, "#8fae6b", "#5d8350"),
        (420, 600, 66, 54, "#a9c183", "#6d9455"),
        (510, 620, 54, 46, "#e0913e", "#b9601f"),
        (372, 640, 40, 36, "#d5473c", "#a32a26"),
        (458, 640, 42, 38, "#d5473c", "#a32a26"),
    ):
        c.oval(x, y, rx, ry, a, b)
        c.oval(x - rx * 0.3, y - ry * 0.35, rx * 0.25, ry * 0.2, "#ffffff", alpha=0.35)
    for number in range(5):
        c.shape(
            smooth(
                [
                    (548 + number * 9, 640),
                    (590 + number * 22, 560 - number * 4),
                    (610 + number * 24, 500),
                    (575 + number * 14, 570),
                ],
                closed=True,
                steps=6,
            ),
            "#86ad5d",
            "#56803f",
        )
    c.shape([(230, 650), (610, 650), (570, 736), (270, 736)], "#c79658", "#97672f")
    for row in range(4):
        for number in range(16):
            c.box(
                240 + row * 9 + number * (362 - row * 18) / 16,
                654 + row * 20,
                19,
                15,
                mix("#e0b878", "#a8763a", (number + row) % 2 * 0.8),
            )
    c.soft(lambda s: s.oval(880, 716, 130, 20, "#ffffff"), "#4a2f18", 16, 0.5)
    c.shape(
        smooth(
            [(770, 700), (780, 610), (830, 570), (930, 570), (980, 610), (990, 700), (940, 716), (820, 716)],
            closed=True,
        ),
        "#5b6a6c",
        "#343f42",
    )
    c.line(smooth([(800, 590), (820, 500), (940, 500), (960, 590)]), "#3b3128", 12)
    c.shape(smooth([(985, 640), (1040, 610), (1052, 590), (1030, 588), (980, 612)], closed=True), "#47555a")
    c.oval(880, 566, 22, 12, "#8f5426")
    c.soft(lambda s: s.shape([(380, 420), (820, 420), (1150, 800), (250, 800)], "#ffffff"), "#fff2cc", 60, 0.3)
    return c


def workshop() -> Canvas:
    """A wood turner's bench in slanting light."""
    c = Canvas(1200, 800, 1600, "workshop")
    c.fill("#6f5942", "#8a6c4c", "#5b4531")
    for number in range(13):
        c.line([(number * 100, 0), (number * 100, 560)], "#4d3a28", 3, alpha=0.6)
    _view(c, 780, 90, 320, 330)
    frame(c, 780, 90, 320, 330, "#4d3a28", 2)
    c.box(90, 130, 600, 20, "#3f2f20")
    for number in range(11):
        x, length = 120 + number * 54, 90 + (number * 37) % 60
        c.box(x - 8, 140, 16, 62, "#c08a4f", "#9a6834")
        c.shape(
            [(x - 7, 202), (x + 7, 202), (x + 9, 150 + length), (x, 166 + length), (x - 9, 158 + length)],
            "#b9c2c2",
            "#7f8a8c",
        )
    c.box(90, 360, 600, 18, "#3f2f20")
    for number in range(6):
        x = 150 + number * 96
        for level in range(3 - number % 2):
            c.shape(
                smooth(
                    [
                        (x - 40, 336 - level * 17),
                        (x - 26, 358 - level * 17),
                        (x + 26, 358 - level * 17),
                        (x + 40, 336 - level * 17),
                    ],
                    steps=8,
                ),
                mix("#d9a566", "#8f4a2a", number / 6),
                mix("#a8733c", "#6d321c", number / 6),
            )
            c.oval(x, 336 - level * 17, 40, 6, mix("#e9bd84", "#a8583a", number / 6))
    _table(c, 540, "#b98652", "#7d552f")
    for x, y, size, color in ((330, 690, 1.7, "#d9a566"), (620, 650, 1.25, "#c98f52"), (860, 700, 1.45, "#8f3f26")):
        c.soft(
            lambda s, x=x, y=y, size=size: s.oval(x + 14, y + 6, 90 * size, 15 * size, "#ffffff"), "#2d1c0e", 14, 0.6
        )
        c.shape(
            smooth(
                [
                    (x - 84 * size, y - 66 * size),
                    (x - 66 * size, y - 18 * size),
                    (x - 34 * size, y),
                    (x + 34 * size, y),
                    (x + 66 * size, y - 18 * size),
                    (x + 84 * size, y - 66 * size),
                ],
                steps=8,
            ),
            mix(color, "#ffffff", 0.1),
            mix(color, "#3a1d0c", 0.4),
        )
        c.oval(x, y - 66 * size, 84 * size, 18 * size, mix(color, "#ffffff", 0.35))
        c.oval(x, y - 62 * size, 74 * size, 14 * size, mix(color, "#3a1d0c", 0.45), mix(color, "#ffffff", 0.1))
    for _ in range(46):
        x, y, r = c.random.uniform(60, 1140), c.random.uniform(712, 790), c.random.uniform(10, 24)
        start = c.random.uniform(0, 360)
        c.line(
            [
                (
                    x + r * (1 - t / 26) * math.cos(math.radians(start + t * 22)),
                    y + r * 0.5 * (1 - t / 26) * math.sin(math.radians(start + t * 22)),
                )
                for t in range(20)
            ],
            c.random.choice(("#f0d3a0", "#e0b878", "#f7e3bd")),
            3.4,
        )
    c.line([(980, 640), (1120, 600)], "#c08a4f", 17)
    c.line([(1000, 634), (880, 668)], "#aab4b4", 9)
    c.soft(lambda s: s.shape([(780, 90), (1100, 90), (760, 800), (120, 800)], "#ffffff"), "#ffe9b8", 50, 0.32)
    for _ in range(90):
        size = c.random.uniform(0.8, 2)
        c.oval(c.random.uniform(250, 950), c.random.uniform(200, 700), size, size, "#fff4d6", alpha=0.6)
    return c
