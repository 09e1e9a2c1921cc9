"""Close views for the strawberry site: market, jam, gift box, one picture for each variety."""

from __future__ import annotations

import math

from canvas import Canvas, Color, mix, smooth
from landscape import hills, ridge, tree
from PIL import ImageFilter
from strawberries import ASATSUYU, HIYORI, KOMACHI, NATSUMAMORI, SATONOHI, TAIKO, Fruit, berry, flower, half, leaf


def _basket(c: Canvas, x: float, y: float, size: float, fruit: Fruit) -> None:
    c.soft(lambda s: s.oval(x, y + 8 * size, 150 * size, 22 * size, "#ffffff"), "#5a2d14", 18 * size, 0.45)
    for row in range(4):
        count = 6 - row
        for number in range(count):
            px = x + (number - (count - 1) / 2) * 46 * size + c.random.uniform(-5, 5)
            c.stamp(berry(fruit), px, y - (104 + row * 32) * size, 74 * size, c.random.uniform(-50, 50))
    sides = [
        (x - 142 * size, y - 92 * size),
        (x + 142 * size, y - 92 * size),
        (x + 112 * size, y + 6 * size),
        (x - 112 * size, y + 6 * size),
    ]
    c.shape(sides, "#d6a565", "#a87238")
    for row in range(5):
        top = y - 88 * size + row * 19 * size
        inset = row * 6 * size
        for number in range(14):
            left = x - 138 * size + inset + number * (276 * size - 2 * inset) / 14
            c.box(
                left,
                top,
                (276 * size - 2 * inset) / 14 - 2 * size,
                15 * size,
                mix("#e6bd80", "#b27d42", ((number + row) % 2) * 0.8),
                alpha=0.9,
            )
    c.line([(x - 146 * size, y - 94 * size), (x + 146 * size, y - 94 * size)], "#edc78c", 11 * size)


def market() -> Canvas:
    """Baskets on a market stall under a striped awning."""
    c = Canvas(1200, 800, 1600, "market")
    c.fill("#f6e2c4", "#f9ead2", "#e5c596")
    for _ in range(46):
        c.glow(
            c.random.uniform(0, 1200),
            c.random.uniform(150, 470),
            c.random.uniform(30, 90),
            c.random.choice(("#ffd9a0", "#a8cf9a", "#fff5dc", "#f3a38f")),
            0.5,
        )
    c.image = c.image.filter(ImageFilter.GaussianBlur(14))
    for number in range(16):
        left, color = number * 78 - 20, ("#d2263f", "#fff6ea")[number % 2]
        edge = [(left + 78 - step * 7.8, 132 + 24 * math.sin(step / 10 * math.pi)) for step in range(11)]
        c.shape([(left + 12, -10), (left + 74, -10), *edge], color, mix(color, "#7b1d2c", 0.16))
    c.soft(lambda s: s.box(0, 150, 1200, 34, "#ffffff"), "#6f3b20", 20, 0.3)
    c.shape([(0, 452), (1200, 452), (1200, 810), (0, 810)], "#c98d54", "#8f5a2e")
    for y, shade in ((452, "#e0aa70"), (560, "#a86c3b"), (690, "#a86c3b"), (770, "#8c572d")):
        c.line([(0, y), (1200, y)], shade, 4, alpha=0.6)
    for x, y, size, fruit in (
        (190, 520, 1.12, SATONOHI),
        (600, 512, 1.12, KOMACHI),
        (1010, 520, 1.12, ASATSUYU),
        (370, 702, 1.5, HIYORI),
        (870, 706, 1.5, TAIKO),
    ):
        _basket(c, x, y, size, fruit)
    for x, y, angle in ((600, 748, 70), (655, 762, -60), (110, 752, 40), (1120, 746, 110)):
        c.soft(lambda s, x=x, y=y: s.oval(x, y + 26, 40, 9, "#ffffff"), "#4a2410", 8, 0.5)
        c.stamp(berry(HIYORI), x, y, 86, angle)
    c.soft(lambda s: s.shape([(0, 0), (500, 0), (1200, 620), (1200, 800), (980, 800)], "#ffffff"), "#fff2cf", 70, 0.2)
    return c


def _jar(c: Canvas, x: float, y: float, size: float, lid: Color) -> None:
    w, h = 96 * size, 190 * size
    c.soft(lambda s: s.oval(x + 30 * size, y + 4, w * 1.15, 20 * size, "#ffffff"), "#6a1d22", 16, 0.45)
    body = smooth(
        [
            (x - w, y - 8),
            (x - w, y - h * 0.8),
            (x - w * 0.76, y - h),
            (x + w * 0.76, y - h),
            (x + w, y - h * 0.8),
            (x + w, y - 8),
            (x + w * 0.8, y + 4),
            (x - w * 0.8, y + 4),
        ],
        closed=True,
    )
    c.shape(body, "#d23346", "#8c0f2b")
    for _ in range(16):
        c.oval(
            x + c.random.uniform(-0.7, 0.7) * w,
            y - c.random.uniform(0.14, 0.76) * h,
            20 * size,
            15 * size,
            "#ef5660",
            "#a8142f",
            alpha=0.5,
        )
    c.shape(
        [(x - w * 0.82, y - h * 0.9), (x - w * 0.62, y - h * 0.94), (x - w * 0.66, y - 16), (x - w * 0.86, y - 22)],
        "#ffffff",
        alpha=0.36,
    )
    c.box(x - w * 0.66, y - h * 0.66, w * 1.32, h * 0.4, "#fffaf0", "#f3e6d0")
    c.stamp(berry(SATONOHI), x, y - h * 0.47, 52 * size)
    c.shape(
        smooth(
            [
                (x - w * 1.02, y - h * 0.9),
                (x - w * 0.82, y - h * 1.14),
                (x, y - h * 1.2),
                (x + w * 0.82, y - h * 1.14),
                (x + w * 1.02, y - h * 0.9),
                (x + w * 0.5, y - h * 0.96),
                (x, y - h * 0.9),
                (x - w * 0.5, y - h * 0.96),
            ],
            closed=True,
        ),
        lid,
        mix(lid, "#7a3a2a", 0.3),
    )
    c.line([(x - w * 0.84, y - h * 0.985), (x, y - h * 0.965), (x + w * 0.84, y - h * 0.985)], "#c59a5c", 6 * size)


def jam() -> Canvas:
    """Jars of jam on a window sill."""
    c = Canvas(1200, 800, 1600, "jam")
    c.fill("#d7ebee", "#f6f2df", "#f9e8cc")
    c.shape(ridge(c, 360, 80, 6), "#a7c4cf", "#d6e3dc")
    c.shape(ridge(c, 430, 40, 7), "#9dbd9d", "#c9d9b0")
    c.shape(hills(c, 478, 16), "#bcd28d", "#a3c276")
    for x in (90, 170, 1000, 1090):
        tree(c, x, 500, 54, "#7ba66a", "#a9c981")
    c.image = c.image.filter(ImageFilter.GaussianBlur(9))
    c.glow(880, 120, 420, "#fffbe8", 0.9)
    for x in (-30, 582, 1194):
        c.box(x, 0, 36, 610, "#fffdf6", "#e9dcc4")
    c.box(0, 196, 1200, 22, "#fffdf6", "#e6d9c2")
    c.box(0, 590, 1200, 44, "#fff9ec", "#e2cfae")
    c.box(0, 630, 1200, 180, "#cf9f6b", "#a9743f")
    for y in (668, 716, 764):
        c.line([(0, y), (1200, y)], "#8f5d30", 2, alpha=0.35)
    _jar(c, 800, 634, 1.05, "#f4efe2")
    _jar(c, 330, 650, 1.2, "#e9c7b2")
    _jar(c, 570, 706, 1.45, "#f7f2e6")
    for x, y, size, angle in ((860, 706, 120, 80), (956, 726, 128, -30), (1046, 700, 108, 60), (180, 722, 124, -70)):
        c.soft(lambda s, x=x, y=y: s.oval(x + 8, y + 42, 60, 14, "#ffffff"), "#5a2410", 10, 0.5)
        c.stamp(berry(SATONOHI), x, y, size, angle)
    c.stamp(leaf(), 1110, 716, 170, -70)
    c.soft(lambda s: s.shape([(700, 0), (1200, 0), (900, 800), (280, 800)], "#ffffff"), "#fff3cf", 80, 0.22)
    return c


def gift_box() -> Canvas:
    """A wooden box of large berries, seen from above."""
    c = Canvas(1200, 800, 1600, "gift")
    c.fill("#f7e9e2", "#f1d9cf")
    for number in range(80):
        y = number * 10.2
        c.line([(0, y), (1200, y + c.random.uniform(-3, 3))], "#e8c9bd", 1.4, alpha=0.5)
    for x, y, size, angle in ((70, 110, 340, 60), (1130, 700, 380, -130), (1150, 120, 260, -40), (60, 720, 250, 140)):
        c.stamp(leaf(), x, y, size, angle)
    c.soft(lambda s: s.box(190, 100, 850, 640, "#ffffff"), "#7a3b2a", 30, 0.5)
    c.box(170, 70, 860, 660, "#e9c48d", "#cc9c5e")
    c.box(194, 94, 812, 612, "#b98749", "#a17038")
    c.box(206, 110, 788, 592, "#fffaf3", "#f6e9dc")
    for row in range(3):
        for column in range(4):
            x, y = 206 + 98.5 + column * 197, 110 + 98 + row * 197
            c.oval(x, y, 90, 90, "#f1dccf", "#fdf3ea")
            c.soft(lambda s, x=x, y=y: s.oval(x + 8, y + 12, 74, 78, "#ffffff"), "#8c3a35", 12, 0.5)
            c.stamp(berry(TAIKO), x, y - 4, 176, c.random.uniform(-12, 12))
    for x, y, angle in ((1108, 420, 20), (92, 400, -30)):
        c.soft(lambda s, x=x, y=y: s.oval(x + 6, y + 10, 44, 44, "#ffffff"), "#8c3a35", 10, 0.4)
        c.stamp(flower(), x, y, 104, angle)
    c.glow(220, 60, 560, "#ffffff", 0.32)
    return c


VARIETIES: dict[str, tuple[Fruit, str, str, tuple[str, str], float]] = {
    "hiyori": (HIYORI, "#f3545f", "#ffe9df", ("#fff0ea", "#ffd5cc"), 1),
    "satonohi": (SATONOHI, "#b51c38", "#e0606a", ("#fbe6df", "#ecbfb8"), -1),
    "komachi": (KOMACHI, "#fdf0e6", "#ffffff", ("#e9f3e4", "#cfe4cb"), 1),
    "taiko": (TAIKO, "#e8485a", "#ffe1d8", ("#fdeedd", "#f6d2ac"), -1),
    "asatsuyu": (ASATSUYU, "#f67a7c", "#fff0e8", ("#e8f4f3", "#c4e2e0"), 1),
    "natsumamori": (NATSUMAMORI, "#f08058", "#fff0dc", ("#fff6d8", "#f7dc96"), -1),
}


def variety(name: str) -> Canvas:
    """One variety: whole, cut, and small, with its leaves and flower."""
    fruit, flesh, core, ground, side = VARIETIES[name]
    c = Canvas(1200, 800, 1600, name)

    def x(value: float) -> float:
        return 600 + (value - 600) * side

    c.fill(*ground)
    c.oval(x(620), 400, 330, 330, "#ffffff", alpha=0.55)
    for lx, ly, size, angle in ((300, 240, 400, 48), (930, 250, 380, -52), (640, 150, 330, -4)):
        c.soft(
            lambda s, lx=lx, ly=ly: s.oval(x(lx), ly + 30, 140, 110, "#ffffff"),
            mix(ground[1], "#3a5a30", 0.55),
            40,
            0.35,
        )
        c.stamp(leaf(), x(lx), ly, size, angle * side)
    for bx, by, size, angle, cut in (
        (850, 500, 370, -16, True),
        (590, 440, 480, 8, False),
        (345, 590, 270, 62, False),
        (1010, 640, 190, -70, False),
    ):
        c.soft(
            lambda s, bx=bx, by=by, size=size: s.oval(
                x(bx) + 10, by + size * 0.42, size * 0.42, size * 0.09, "#ffffff"
            ),
            mix(fruit.shade, "#40201a", 0.5),
            size * 0.06,
            0.5,
        )
        c.stamp(half(fruit, flesh, core) if cut else berry(fruit), x(bx), by, size, angle * side)
    c.stamp(flower(), x(190), 430, 130, 20)
    c.stamp(flower(), x(250), 340, 84, 50)
    return c
