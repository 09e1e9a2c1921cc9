"""Pictures of the strawberry site: warm light, round shapes, saturated reds."""

from __future__ import annotations

import math
from pathlib import Path

from canvas import Canvas, Color, Point, mix, save_like_a_phone, smooth
from landscape import hills, ridge, stars, tree, tunnel
from PIL import ImageFilter
from strawberries import ASATSUYU, HIYORI, KOMACHI, NATSUMAMORI, SATONOHI, TAIKO, Fruit, berry, flower, half, leaf


def greenhouse() -> Canvas:
    """Inside a greenhouse at dawn: benches of strawberries run towards the light."""
    c = Canvas(1920, 1080, 1920, "greenhouse")
    vx, vy, focus = 1130.0, 452.0, 980.0

    def at(x: float, y: float, z: float) -> Point:
        return vx + focus * x / z, vy + focus * y / z

    c.fill("#f7e3c8", "#fdf3df", "#efe3c6")
    for step in range(26, 0, -1):
        z = 1.0 * 1.16**step
        arch = [at(-4.9, 1.5, z)] + [at(4.9 * math.cos(a / 20 * math.pi + math.pi), -0.9 + 1.9 * math.sin(a / 20 * math.pi + math.pi), z) for a in range(21)]
        c.shape([*arch, at(4.9, 1.5, z)], mix("#fff2d4", "#9fc3bd", 0.9 - step / 32), mix("#fff3d8", "#d9e6d4", 0.5), alpha=0.14)
        c.line([*arch, at(4.9, 1.5, z)], mix("#7f9f99", "#fff0cf", step / 26), 0.05 * focus / z)
        c.line([at(0, -2.8, z), at(0, -2.8, z * 1.16)], mix("#7f9f99", "#fff0cf", step / 26), 0.04 * focus / z)
    c.glow(vx, vy - 20, 760, "#fff4cf")
    c.shape([at(-5, 1.5, 30), at(5, 1.5, 30), at(5, 1.5, 0.9), at(-5, 1.5, 0.9)], "#e9d6b0", "#b9a583")
    c.shape([at(-0.62, 1.5, 40), at(0.62, 1.5, 40), at(0.62, 1.5, 0.9), at(-0.62, 1.5, 0.9)], "#f8ead0", "#d9c5a0")
    benches = (-3.5, -1.45, 1.45, 3.5)
    steps = 44
    for step in range(steps, -1, -1):
        z, nearer = 1.28 * 1.072**step, 1.28 * 1.072 ** (step - 1)
        for x in benches:
            side = 1 if x < 0 else -1
            inner, outer = x + side * 0.34, x - side * 0.34
            c.shape([at(inner, 1.5, z), at(inner, 1.5, nearer), at(outer, 1.5, nearer), at(outer, 1.5, z)], "#8d7a5c", alpha=0.6)
            if step % 5 == 0:
                c.line([at(x, 0.8, z), at(x, 1.5, z)], "#dfe5df", 0.05 * focus / z)
            c.shape([at(inner, 0.46, z), at(inner, 0.46, nearer), at(inner, 0.86, nearer), at(inner, 0.86, z)], "#ffffff", mix("#cfdad2", "#f6e7c8", step / steps))
            c.shape([at(inner, 0.46, z), at(inner, 0.46, nearer), at(outer, 0.46, nearer), at(outer, 0.46, z)], "#4c6b3c")
        for x in benches:
            side = 1 if x < 0 else -1
            far = step / steps
            for _ in range(5):
                px, py = at(x + c.random.uniform(-0.4, 0.4), 0.34 + c.random.uniform(-0.2, 0.14), z)
                tile = leaf(mix("#25703c", "#d9c98f", far * 0.75), mix("#69b457", "#f3e3ab", far * 0.75))
                c.stamp(tile, px, py, 0.36 * focus / z, c.random.uniform(-130, 130))
            for number in range(2):
                px, py = at(x + side * (0.37 + 0.05 * number), 0.58 + c.random.uniform(-0.02, 0.2), z - 0.03 * number)
                c.line([(px, py - 0.1 * focus / z), at(x + side * 0.2, 0.36, z)], "#86b45e", 0.012 * focus / z)
                c.stamp(berry(HIYORI), px, py, c.random.uniform(0.15, 0.2) * focus / z, side * c.random.uniform(-14, 14))
            if step % 3 == 0:
                px, py = at(x + side * c.random.uniform(0.0, 0.36), 0.2 + c.random.uniform(-0.1, 0.25), z)
                c.stamp(flower(), px, py, 0.1 * focus / z, c.random.uniform(0, 72))
        if step in (32, 22, 13):
            c.glow(vx, vy + 30, 640 - step * 9, "#fff0c4", 0.5)
    c.soft(lambda s: [s.shape([(vx - 60, -40), (vx + 160, -40), (x + 300, 1100), (x, 1100)], "#ffffff") for x in (300, 900)] and None, "#fff2c9", 60, 0.28)
    c.glow(vx, vy - 60, 520, "#fffaf0", 0.9)
    return c


def valley() -> Canvas:
    """The basin with its greenhouses under a snowy mountain."""
    c = Canvas(1200, 800, 1600, "valley")
    c.fill("#bfe0ea", "#e8f1e6", "#fdf1dc")
    c.glow(930, 150, 330, "#fff6dc", 0.9)
    c.shape(smooth([(220, 420), (380, 250), (470, 168), (545, 92), (585, 78), (630, 112), (720, 196), (840, 290), (960, 420)], steps=5), "#7fa6c0", "#c9dcdd")
    snow = [(430, 206), (470, 168), (545, 90), (566, 74), (590, 70), (632, 108), (706, 184), (676, 176), (650, 214), (618, 170), (590, 238), (556, 176), (520, 226), (496, 186), (462, 222)]
    c.shape(snow, "#ffffff", "#e6f1f4")
    c.shape(ridge(c, 320, 90, 6), "#8fb2c6", "#cfe0df")
    c.shape(ridge(c, 330, 62, 7), "#86b0a4", "#bcd6bd")
    c.shape(ridge(c, 385, 46, 8), "#6f9f78", "#a9c794")
    for x in range(0, 1240, 26):
        tree(c, x + c.random.uniform(-10, 10), 432 + 14 * math.sin(x / 120), c.random.uniform(15, 30), "#5d8f5b", "#86b36b")
    c.shape(hills(c, 430, 18), "#b8d283", "#8fbf6d")
    c.shape(smooth([(760, 436), (700, 500), (820, 590), (700, 700), (760, 820)]) + smooth([(930, 820), (850, 700), (930, 590), (770, 500), (784, 436)]), "#d9eef2", "#8fc3d6")
    for y, shade in ((470, "#9cc673"), (540, "#86b85f"), (640, "#74a853")):
        c.shape(smooth([(-20, y + 26), (200, y), (430, y + 12), (660, y + 42), (640, y + 130), (300, y + 150), (-20, y + 120)], closed=True), shade, mix(shade, "#4d8b45", 0.3))
    for row, (y, size) in enumerate(((478, 0.5), (524, 0.68), (588, 0.95), (676, 1.3))):
        for number in range((5, 4, 3, 2)[row], -1, -1):
            tunnel(c, 60 + number * 150 * size - row * 6, y + 44 * size, 118 * size, 62 * size, 60 * size, -34 * size)
    for x, y, size in ((985, 520, 0.8), (1090, 560, 1.0), (1010, 610, 1.1)):
        c.shape([(x - 46 * size, y), (x - 46 * size, y - 34 * size), (x + 46 * size, y - 34 * size), (x + 46 * size, y)], "#fbf2e0", "#e5d6bd")
        c.shape([(x - 60 * size, y - 32 * size), (x - 30 * size, y - 66 * size), (x + 30 * size, y - 66 * size), (x + 60 * size, y - 32 * size)], "#8a5a4b", "#6d4640")
        c.box(x - 8 * size, y - 22 * size, 18 * size, 22 * size, "#9c7355")
    for number in range(9):
        tree(c, 930 + number * 33, 690 + 40 * (number % 3) - number * 4, 34 + 8 * (number % 2), "#4d8b4b", "#8cbd63")
    for number in range(60):
        c.stamp(leaf(), c.random.uniform(-20, 760), c.random.uniform(762, 830), c.random.uniform(60, 100), c.random.uniform(-70, 70))
    for number in range(14):
        c.stamp(berry(HIYORI), 30 + number * 54 + c.random.uniform(-16, 16), c.random.uniform(752, 796), c.random.uniform(40, 58), c.random.uniform(-40, 40))
    c.soft(lambda s: s.box(0, 398, 1200, 26, "#ffffff"), "#fff6e4", 22, 0.55)
    return c


def night() -> Canvas:
    """Lit greenhouses under the stars."""
    c = Canvas(1200, 800, 1600, "night")
    c.fill("#0d1440", "#27296b", "#6b4a86", "#e0a08c")
    c.soft(lambda s: s.shape([(120, -60), (430, -60), (1060, 470), (800, 520)], "#ffffff"), "#8b86d8", 90, 0.34)
    stars(c, 420, 430)
    c.shape(ridge(c, 430, 84, 6), "#2c2a63", "#4c3d79")
    c.shape(ridge(c, 474, 40, 9), "#211f50", "#332c63")
    c.shape(hills(c, 505, 12), "#7f86b8", "#383a72", "#23224f")
    for x in range(-10, 1230, 38):
        tree(c, x, 512 + 8 * math.sin(x / 90), c.random.uniform(16, 32), "#191a44", "#262755")
    path = smooth([(560, 830), (640, 720), (610, 640), (650, 580), (640, 528)])
    width = [70 - 58 * number / len(path) for number in range(len(path))]
    edge = [(x - w, y) for (x, y), w in zip(path, width, strict=True)]
    c.shape(edge + [(x + w, y) for (x, y), w in reversed(list(zip(path, width, strict=True)))], "#8a84b4", "#4a4480")
    for y, size, spots in ((548, 0.5, (130, 300, 440, 790, 930, 1080)), (616, 0.85, (-60, 210, 800, 1060)), (742, 1.5, (-130, 830))):
        for x in spots:
            c.soft(lambda s, x=x, y=y, size=size: s.oval(x + 110 * size, y + 10 * size, 190 * size, 30 * size, "#ffffff"), "#ffb866", 30 * size, 0.6)
            tunnel(c, x, y, 168 * size, 92 * size, 96 * size, -46 * size, lit=True)
            c.glow(x + 84 * size, y - 40 * size, 190 * size, "#ffc873", 0.4)
    for number, (x, y) in enumerate(path[2::5]):
        for side in (-1, 1):
            lx, ly = x + side * (width[2 + number * 5] + 12), y - 8
            c.glow(lx, ly, 44 - number * 3.4, "#ffd58a", 0.95)
            c.oval(lx, ly, 4.4 - number * 0.3, 4.4 - number * 0.3, "#fff6dd")
    return c


def _basket(c: Canvas, x: float, y: float, size: float, fruit: Fruit) -> None:
    c.soft(lambda s: s.oval(x, y + 8 * size, 150 * size, 22 * size, "#ffffff"), "#5a2d14", 18 * size, 0.45)
    for row in range(4):
        count = 6 - row
        for number in range(count):
            px = x + (number - (count - 1) / 2) * 46 * size + c.random.uniform(-5, 5)
            c.stamp(berry(fruit), px, y - (104 + row * 32) * size, 74 * size, c.random.uniform(-50, 50))
    sides = [(x - 142 * size, y - 92 * size), (x + 142 * size, y - 92 * size), (x + 112 * size, y + 6 * size), (x - 112 * size, y + 6 * size)]
    c.shape(sides, "#d6a565", "#a87238")
    for row in range(5):
        top = y - 88 * size + row * 19 * size
        inset = row * 6 * size
        for number in range(14):
            left = x - 138 * size + inset + number * (276 * size - 2 * inset) / 14
            c.box(left, top, (276 * size - 2 * inset) / 14 - 2 * size, 15 * size, mix("#e6bd80", "#b27d42", ((number + row) % 2) * 0.8), alpha=0.9)
    c.line([(x - 146 * size, y - 94 * size), (x + 146 * size, y - 94 * size)], "#edc78c", 11 * size)


def market() -> Canvas:
    """Baskets on a market stall under a striped awning."""
    c = Canvas(1200, 800, 1600, "market")
    c.fill("#f6e2c4", "#f9ead2", "#e5c596")
    for _ in range(46):
        c.glow(c.random.uniform(0, 1200), c.random.uniform(150, 470), c.random.uniform(30, 90), c.random.choice(("#ffd9a0", "#a8cf9a", "#fff5dc", "#f3a38f")), 0.5)
    c.image = c.image.filter(ImageFilter.GaussianBlur(14))
    for number in range(16):
        left, color = number * 78 - 20, ("#d2263f", "#fff6ea")[number % 2]
        edge = [(left + 78 - step * 7.8, 132 + 24 * math.sin(step / 10 * math.pi)) for step in range(11)]
        c.shape([(left + 12, -10), (left + 74, -10), *edge], color, mix(color, "#7b1d2c", 0.16))
    c.soft(lambda s: s.box(0, 150, 1200, 34, "#ffffff"), "#6f3b20", 20, 0.3)
    c.shape([(0, 452), (1200, 452), (1200, 810), (0, 810)], "#c98d54", "#8f5a2e")
    for y, shade in ((452, "#e0aa70"), (560, "#a86c3b"), (690, "#a86c3b"), (770, "#8c572d")):
        c.line([(0, y), (1200, y)], shade, 4, alpha=0.6)
    for x, y, size, fruit in ((190, 520, 1.12, SATONOHI), (600, 512, 1.12, KOMACHI), (1010, 520, 1.12, ASATSUYU), (370, 702, 1.5, HIYORI), (870, 706, 1.5, TAIKO)):
        _basket(c, x, y, size, fruit)
    for x, y, angle in ((600, 748, 70), (655, 762, -60), (110, 752, 40), (1120, 746, 110)):
        c.soft(lambda s, x=x, y=y: s.oval(x, y + 26, 40, 9, "#ffffff"), "#4a2410", 8, 0.5)
        c.stamp(berry(HIYORI), x, y, 86, angle)
    c.soft(lambda s: s.shape([(0, 0), (500, 0), (1200, 620), (1200, 800), (980, 800)], "#ffffff"), "#fff2cf", 70, 0.2)
    return c


def _jar(c: Canvas, x: float, y: float, size: float, lid: Color) -> None:
    w, h = 96 * size, 190 * size
    c.soft(lambda s: s.oval(x + 30 * size, y + 4, w * 1.15, 20 * size, "#ffffff"), "#6a1d22", 16, 0.45)
    body = smooth([(x - w, y - 8), (x - w, y - h * 0.8), (x - w * 0.76, y - h), (x + w * 0.76, y - h), (x + w, y - h * 0.8), (x + w, y - 8), (x + w * 0.8, y + 4), (x - w * 0.8, y + 4)], closed=True)
    c.shape(body, "#d23346", "#8c0f2b")
    for _ in range(16):
        c.oval(x + c.random.uniform(-0.7, 0.7) * w, y - c.random.uniform(0.14, 0.76) * h, 20 * size, 15 * size, "#ef5660", "#a8142f", alpha=0.5)
    c.shape([(x - w * 0.82, y - h * 0.9), (x - w * 0.62, y - h * 0.94), (x - w * 0.66, y - 16), (x - w * 0.86, y - 22)], "#ffffff", alpha=0.36)
    c.box(x - w * 0.66, y - h * 0.66, w * 1.32, h * 0.4, "#fffaf0", "#f3e6d0")
    c.stamp(berry(SATONOHI), x, y - h * 0.47, 52 * size)
    c.shape(smooth([(x - w * 1.02, y - h * 0.9), (x - w * 0.82, y - h * 1.14), (x, y - h * 1.2), (x + w * 0.82, y - h * 1.14), (x + w * 1.02, y - h * 0.9), (x + w * 0.5, y - h * 0.96), (x, y - h * 0.9), (x - w * 0.5, y - h * 0.96)], closed=True), lid, mix(lid, "#7a3a2a", 0.3))
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
        c.soft(lambda s, lx=lx, ly=ly: s.oval(x(lx), ly + 30, 140, 110, "#ffffff"), mix(ground[1], "#3a5a30", 0.55), 40, 0.35)
        c.stamp(leaf(), x(lx), ly, size, angle * side)
    for bx, by, size, angle, cut in ((850, 500, 370, -16, True), (590, 440, 480, 8, False), (345, 590, 270, 62, False), (1010, 640, 190, -70, False)):
        c.soft(lambda s, bx=bx, by=by, size=size: s.oval(x(bx) + 10, by + size * 0.42, size * 0.42, size * 0.09, "#ffffff"), mix(fruit.shade, "#40201a", 0.5), size * 0.06, 0.5)
        c.stamp(half(fruit, flesh, core) if cut else berry(fruit), x(bx), by, size, angle * side)
    c.stamp(flower(), x(190), 430, 130, 20)
    c.stamp(flower(), x(250), 340, 84, 50)
    return c


def pictures(folder: Path) -> None:
    """Draw everything into ``folder``."""
    for name, draw in {"hero-greenhouse": greenhouse, "night-picking": night, "market": market, "jam": jam, "gift-box": gift_box}.items():
        draw().save(folder / f"{name}.jpg")
    save_like_a_phone(valley().finished(), folder / "farm-valley.jpg")
    for name in VARIETIES:
        variety(name).save(folder / "varieties" / f"{name}.jpg")
