"""Two more pictures of the migration site: a nursery of seedlings and a small café."""

from __future__ import annotations

import math

from canvas import Canvas, mix, smooth
from interiors import frame
from landscape import tree
from PIL import Image
from strawberries import leaf


def seedlings() -> Canvas:
    """Rows of strawberry seedlings in pots, running to the light."""
    c = Canvas(1200, 800, 1600, "seedlings")
    c.fill("#dfe9dc", "#f7f1da", "#d5cba8")
    vx, vy, focus = 600.0, 250.0, 520.0
    for step in range(14, 0, -1):
        z = 1.25**step
        arch = [
            (
                vx + focus * 3.1 * math.cos(a / 18 * math.pi + math.pi) / z,
                vy + focus * (0.5 + 2.3 * math.sin(a / 18 * math.pi + math.pi)) / z,
            )
            for a in range(19)
        ]
        c.line(smooth(arch), mix("#8aa79a", "#fff6dc", step / 14), 16 / z + 1)
    c.glow(vx, vy - 10, 420, "#fffbe6", 0.95)
    pot = ("#3f4a45", "#2c3532")
    for step in range(26, -1, -1):
        z = 0.92 * 1.115**step
        y = vy + focus * 1.02 / z
        far = step / 26
        for column in range(-9, 10):
            if column == 0:
                continue
            x = vx + focus * (column * 0.3 + (0.16 if column > 0 else -0.16)) / z
            size = focus * 0.27 / z
            if not -150 < x < 1350:
                continue
            c.shape(
                [
                    (x - size * 0.42, y - size * 0.2),
                    (x + size * 0.42, y - size * 0.2),
                    (x + size * 0.3, y + size * 0.5),
                    (x - size * 0.3, y + size * 0.5),
                ],
                mix(pot[0], "#e9dfc0", far * 0.8),
                mix(pot[1], "#e9dfc0", far * 0.8),
            )
            tile: Image.Image = leaf(mix("#2c7a45", "#dfe3b4", far * 0.8), mix("#79b862", "#f3eecb", far * 0.8))
            for _ in range(2):
                c.stamp(
                    tile,
                    x + c.random.uniform(-0.1, 0.1) * size,
                    y - size * c.random.uniform(0.36, 0.5),
                    size * 1.15,
                    c.random.uniform(-75, 75),
                )
    c.soft(lambda s: s.shape([(420, -20), (760, -20), (1300, 800), (700, 800)], "#ffffff"), "#fff3c8", 70, 0.3)
    return c


def cafe() -> Canvas:
    """A small café on the high street, early evening."""
    c = Canvas(1200, 800, 1600, "cafe")
    c.fill("#6c7f8c", "#b9b3a4", "#e0c7a2")
    c.box(0, 90, 1200, 610, "#d9cbb0", "#b9a684")
    c.box(110, 60, 980, 640, "#7d5d40", "#5f442d")
    for x in range(110, 1090, 40):
        c.line([(x, 60), (x, 700)], "#513a26", 2, alpha=0.5)
    c.shape([(60, 84), (120, 10), (1080, 10), (1140, 84)], "#5a6468", "#3d4649")
    for x in range(130, 1090, 34):
        c.line([(x, 12), (600 + (x - 600) * 1.12, 84)], "#333b3d", 2, alpha=0.6)
    c.box(180, 220, 560, 330, "#fff0c8", "#f3c987")
    c.glow(460, 330, 330, "#fff9e6", 0.9)
    for x in (280, 460, 640):
        c.line([(x, 220), (x, 262)], "#4a3a2a", 4)
        c.shape([(x - 34, 296), (x - 16, 262), (x + 16, 262), (x + 34, 296)], "#8f5426", "#6d3c18")
        c.glow(x, 306, 110, "#fffdf0", 0.9)
    for level, y in enumerate((430, 522)):
        c.box(200, y, 520, 12, "#8a6443")
        for number in range(8):
            x = 236 + number * 64
            kind = (number + level) % 4
            c.soft(lambda s, x=x, y=y: s.oval(x, y - 2, 28, 5, "#ffffff"), "#6d4a24", 4, 0.5)
            if kind == 0:
                c.oval(x, y - 20, 28, 21, "#e0a75d", "#b3722f")
                c.line([(x - 12, y - 30), (x + 12, y - 16)], "#f7dcae", 3)
            elif kind == 1:
                c.box(x - 26, y - 26, 52, 24, "#f4dfb6", "#d9b07a")
                c.box(x - 26, y - 34, 52, 10, "#fffaf0")
                c.oval(x, y - 40, 9, 9, "#e5484b", "#b3202f")
            elif kind == 2:
                c.shape([(x - 24, y - 2), (x - 28, y - 34), (x + 28, y - 34), (x + 24, y - 2)], "#a8673a", "#7d4622")
                c.oval(x, y - 36, 28, 14, "#d9964f", "#b06c31")
            else:
                c.box(x - 14, y - 50, 28, 50, "#d8475a", "#9d1f38")
                c.box(x - 15, y - 58, 30, 12, "#f4ecd8")
    frame(c, 180, 220, 560, 330, "#4d3826", 2)
    c.box(820, 250, 190, 450, "#3c5d50", "#2c473d")
    c.box(846, 280, 138, 230, "#fff0c8", "#f0c482")
    c.oval(838, 520, 7, 7, "#e0b65c")
    for number in range(4):
        x = 812 + number * 52
        c.shape(
            smooth([(x, 196), (x + 50, 196), (x + 49, 296), (x + 26, 304), (x + 1, 296)], closed=True, steps=3),
            "#f6efdd",
            "#ddd0b3",
        )
    c.oval(915, 244, 26, 26, "#8f5426")
    c.oval(915, 244, 15, 15, "#f6efdd")
    c.line([(800, 196), (1030, 196)], "#3f2f20", 10)
    c.box(0, 694, 1200, 120, "#a99b82", "#857860")
    c.line([(0, 694), (1200, 694)], "#d9ccb0", 4)
    c.soft(lambda s: s.shape([(180, 700), (740, 700), (900, 800), (80, 800)], "#ffffff"), "#ffdf9a", 26, 0.55)
    for x, size in ((140, 1.2), (768, 1.0), (1062, 1.3)):
        c.shape(
            [(x - 36 * size, 640), (x + 36 * size, 640), (x + 26 * size, 708), (x - 26 * size, 708)],
            "#b9794c",
            "#8a5230",
        )
        tree(c, x, 646, 84 * size, "#47704f", "#93ad68")
    c.shape([(560, 600), (690, 600), (704, 716), (546, 716)], "#6a4b31", "#4d3522")
    c.box(572, 612, 106, 80, "#37413c")
    for row, width in enumerate((70, 50, 62)):
        c.line([(588, 632 + row * 20), (588 + width, 632 + row * 20)], "#e6ddc4", 4)
    return c
