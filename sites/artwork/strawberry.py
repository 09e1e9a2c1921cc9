"""Pictures of the strawberry site: warm light, round shapes, saturated reds."""

from __future__ import annotations

import math
from pathlib import Path

from canvas import Canvas, Point, mix, save_like_a_phone, smooth
from landscape import hills, ridge, stars, tree, tunnel
from still_life import VARIETIES, gift_box, jam, market, variety
from strawberries import HIYORI, berry, flower, leaf


def greenhouse() -> Canvas:
    """Inside a greenhouse at dawn: benches of strawberries run towards the light."""
    c = Canvas(1920, 1080, 1920, "greenhouse")
    vx, vy, focus = 1130.0, 452.0, 980.0

    def at(x: float, y: float, z: float) -> Point:
        return vx + focus * x / z, vy + focus * y / z

    c.fill("#f7e3c8", "#fdf3df", "#efe3c6")
    for step in range(26, 0, -1):
        z = 1.0 * 1.16**step
        arch = [at(-4.9, 1.5, z)] + [
            at(4.9 * math.cos(a / 20 * math.pi + math.pi), -0.9 + 1.9 * math.sin(a / 20 * math.pi + math.pi), z)
            for a in range(21)
        ]
        c.shape(
            [*arch, at(4.9, 1.5, z)],
            mix("#fff2d4", "#9fc3bd", 0.9 - step / 32),
            mix("#fff3d8", "#d9e6d4", 0.5),
            alpha=0.14,
        )
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
            c.shape(
                [at(inner, 1.5, z), at(inner, 1.5, nearer), at(outer, 1.5, nearer), at(outer, 1.5, z)],
                "#8d7a5c",
                alpha=0.6,
            )
            if step % 5 == 0:
                c.line([at(x, 0.8, z), at(x, 1.5, z)], "#dfe5df", 0.05 * focus / z)
            c.shape(
                [at(inner, 0.46, z), at(inner, 0.46, nearer), at(inner, 0.86, nearer), at(inner, 0.86, z)],
                "#ffffff",
                mix("#cfdad2", "#f6e7c8", step / steps),
            )
            c.shape(
                [at(inner, 0.46, z), at(inner, 0.46, nearer), at(outer, 0.46, nearer), at(outer, 0.46, z)], "#4c6b3c"
            )
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
                c.stamp(
                    berry(HIYORI), px, py, c.random.uniform(0.15, 0.2) * focus / z, side * c.random.uniform(-14, 14)
                )
            if step % 3 == 0:
                px, py = at(x + side * c.random.uniform(0.0, 0.36), 0.2 + c.random.uniform(-0.1, 0.25), z)
                c.stamp(flower(), px, py, 0.1 * focus / z, c.random.uniform(0, 72))
        if step in (32, 22, 13):
            c.glow(vx, vy + 30, 640 - step * 9, "#fff0c4", 0.5)

    def beams(s: Canvas) -> None:
        for x in (300, 900):
            s.shape([(vx - 60, -40), (vx + 160, -40), (x + 300, 1100), (x, 1100)], "#ffffff")

    c.soft(beams, "#fff2c9", 60, 0.28)
    c.glow(vx, vy - 60, 520, "#fffaf0", 0.9)
    return c


def valley() -> Canvas:
    """The basin with its greenhouses under a snowy mountain."""
    c = Canvas(1200, 800, 1600, "valley")
    c.fill("#bfe0ea", "#e8f1e6", "#fdf1dc")
    c.glow(930, 150, 330, "#fff6dc", 0.9)
    c.shape(
        smooth(
            [(220, 420), (380, 250), (470, 168), (545, 92), (585, 78), (630, 112), (720, 196), (840, 290), (960, 420)],
            steps=5,
        ),
        "#7fa6c0",
        "#c9dcdd",
    )
    snow = [
        (430, 206),
        (470, 168),
        (545, 90),
        (566, 74),
        (590, 70),
        (632, 108),
        (706, 184),
        (676, 176),
        (650, 214),
        (618, 170),
        (590, 238),
        (556, 176),
        (520, 226),
        (496, 186),
        (462, 222),
    ]
    c.shape(snow, "#ffffff", "#e6f1f4")
    c.shape(ridge(c, 320, 90, 6), "#8fb2c6", "#cfe0df")
    c.shape(ridge(c, 330, 62, 7), "#86b0a4", "#bcd6bd")
    c.shape(ridge(c, 385, 46, 8), "#6f9f78", "#a9c794")
    for x in range(0, 1240, 26):
        tree(
            c,
            x + c.random.uniform(-10, 10),
            432 + 14 * math.sin(x / 120),
            c.random.uniform(15, 30),
            "#5d8f5b",
            "#86b36b",
        )
    c.shape(hills(c, 430, 18), "#b8d283", "#8fbf6d")
    c.shape(
        smooth([(760, 436), (700, 500), (820, 590), (700, 700), (760, 820)])
        + smooth([(930, 820), (850, 700), (930, 590), (770, 500), (784, 436)]),
        "#d9eef2",
        "#8fc3d6",
    )
    for y, shade in ((470, "#9cc673"), (540, "#86b85f"), (640, "#74a853")):
        c.shape(
            smooth(
                [(-20, y + 26), (200, y), (430, y + 12), (660, y + 42), (640, y + 130), (300, y + 150), (-20, y + 120)],
                closed=True,
            ),
            shade,
            mix(shade, "#4d8b45", 0.3),
        )
    for row, (y, size) in enumerate(((478, 0.5), (524, 0.68), (588, 0.95), (676, 1.3))):
        for number in range((5, 4, 3, 2)[row], -1, -1):
            tunnel(c, 60 + number * 150 * size - row * 6, y + 44 * size, 118 * size, 62 * size, 60 * size, -34 * size)
    for x, y, size in ((985, 520, 0.8), (1090, 560, 1.0), (1010, 610, 1.1)):
        c.shape(
            [(x - 46 * size, y), (x - 46 * size, y - 34 * size), (x + 46 * size, y - 34 * size), (x + 46 * size, y)],
            "#fbf2e0",
            "#e5d6bd",
        )
        c.shape(
            [
                (x - 60 * size, y - 32 * size),
                (x - 30 * size, y - 66 * size),
                (x + 30 * size, y - 66 * size),
                (x + 60 * size, y - 32 * size),
            ],
            "#8a5a4b",
            "#6d4640",
        )
        c.box(x - 8 * size, y - 22 * size, 18 * size, 22 * size, "#9c7355")
    for number in range(9):
        tree(c, 930 + number * 33, 690 + 40 * (number % 3) - number * 4, 34 + 8 * (number % 2), "#4d8b4b", "#8cbd63")
    for _ in range(60):
        c.stamp(
            leaf(),
            c.random.uniform(-20, 760),
            c.random.uniform(762, 830),
            c.random.uniform(60, 100),
            c.random.uniform(-70, 70),
        )
    for number in range(14):
        c.stamp(
            berry(HIYORI),
            30 + number * 54 + c.random.uniform(-16, 16),
            c.random.uniform(752, 796),
            c.random.uniform(40, 58),
            c.random.uniform(-40, 40),
        )
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
    for y, size, spots in (
        (548, 0.5, (130, 300, 440, 790, 930, 1080)),
        (616, 0.85, (-60, 210, 800, 1060)),
        (742, 1.5, (-130, 830)),
    ):
        for x in spots:
            c.soft(
                lambda s, x=x, y=y, size=size: s.oval(x + 110 * size, y + 10 * size, 190 * size, 30 * size, "#ffffff"),
                "#ffb866",
                30 * size,
                0.6,
            )
            tunnel(c, x, y, 168 * size, 92 * size, 96 * size, -46 * size, lit=True)
            c.glow(x + 84 * size, y - 40 * size, 190 * size, "#ffc873", 0.4)
    for number, (x, y) in enumerate(path[2::5]):
        for side in (-1, 1):
            lx, ly = x + side * (width[2 + number * 5] + 12), y - 8
            c.glow(lx, ly, 44 - number * 3.4, "#ffd58a", 0.95)
            c.oval(lx, ly, 4.4 - number * 0.3, 4.4 - number * 0.3, "#fff6dd")
    return c


def pictures(folder: Path) -> None:
    """Draw everything into ``folder``."""
    for name, draw in {
        "hero-greenhouse": greenhouse,
        "night-picking": night,
        "market": market,
        "jam": jam,
        "gift-box": gift_box,
    }.items():
        draw().save(folder / f"{name}.jpg")
    save_like_a_phone(valley().finished(), folder / "farm-valley.jpg")
    for name in VARIETIES:
        variety(name).save(folder / "varieties" / f"{name}.jpg")
