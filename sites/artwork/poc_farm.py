"""The call for experiments in the fields: a greenhouse cut open, a drone over terraces."""

from __future__ import annotations

import math

from canvas import Canvas, mix, smooth
from plan import GLOW, LINE, WARM, blueprint


def greenhouse() -> Canvas:
    """A greenhouse cut open, with its sensors and their curves."""
    c = blueprint("greenhouse")
    arch = smooth(
        [(120, 640), (120, 430), (210, 270), (400, 180), (600, 160), (800, 180), (990, 270), (1080, 430), (1080, 640)]
    )
    c.shape(arch, "#2c7fae", "#145384", alpha=0.55)
    for inset in (0, 14):
        c.line(
            [(600 + (x - 600) * (1 - inset / 480), y + inset * 0.8) for x, y in arch],
            "#c9f1f7",
            5 if not inset else 2,
            alpha=0.9,
        )
    for share in (0.25, 0.5, 0.75):
        c.line([(120 + 960 * share, 640), (120 + 960 * share, 184 if share == 0.5 else 232)], LINE, 1.5, alpha=0.6)
    c.line([(60, 640), (1140, 640)], "#c9f1f7", 5)
    for x in (230, 430, 630, 830):
        c.shape([(x, 520), (x + 140, 520), (x + 124, 566), (x + 16, 566)], "#dff4ff", "#86b4d0")
        for side in (26, 114):
            c.line([(x + side, 566), (x + side, 640)], "#86b4d0", 5)
        for number in range(11):
            angle = math.radians(-78 + number * 15.6)
            tip = (x + 70 + math.sin(angle) * 96, 520 - math.cos(angle) * 104)
            bend = (x + 70 + math.sin(angle) * 48, 520 - math.cos(angle) * 58)
            c.shape(
                smooth([(x + 70, 522), (bend[0] - 15, bend[1]), tip, (bend[0] + 15, bend[1])], closed=True, steps=6),
                mix("#3fa796", "#8ee0a4", number % 3 / 2),
                "#1d7a72",
            )
        for dx, dy in ((4, 560), (30, 586), (112, 584), (138, 556)):
            c.line([(x + 70 + (dx - 70) * 0.8, 524), (x + dx, dy - 14)], "#8ee0a4", 2)
            c.shape(
                smooth(
                    [
                        (x + dx - 14, dy - 10),
                        (x + dx, dy - 15),
                        (x + dx + 14, dy - 10),
                        (x + dx + 9, dy + 8),
                        (x + dx, dy + 18),
                        (x + dx - 9, dy + 8),
                    ],
                    closed=True,
                    steps=6,
                ),
                "#ff8b8b",
                "#e0455c",
            )
    curves = ((300, 34, 0.016, GLOW), (352, 22, 0.026, WARM), (400, 16, 0.04, "#ff9aa2"))
    for y, height, pace, color in curves:
        path = [(x, y + height * math.sin(x * pace) * math.cos(x * pace * 0.37)) for x in range(190, 1012, 6)]
        c.line(path, color, 7, alpha=0.18)
        c.line(path, color, 2.6, alpha=0.95)
        for x, py in path[12::24]:
            c.glow(x, py, 30, color, 0.7)
            c.oval(x, py, 5, 5, "#ffffff")
    for x in (330, 600, 870):
        c.line([(x, 214), (x, 252)], "#dff4ff", 3)
        c.box(x - 17, 252, 34, 26, "#dff4ff", "#9cc8e0")
        c.oval(x, 265, 5, 5, "#e0455c")
    for x in range(150, 1060, 60):
        c.line([(x, 668), (x, 680 + 18 * (x % 120 == 30))], "#c9f1f7", 2, alpha=0.7)
    c.line([(120, 690), (1080, 690)], "#c9f1f7", 2, alpha=0.7)
    c.glow(600, 180, 300, "#bdeaff", 0.35)
    return c


def drone() -> Canvas:
    """A survey drone over terraced fields drawn as contour lines."""
    c = blueprint("drone")
    for number in range(15):
        y = 330 + number * 34 + number**1.5 * 2
        line = smooth(
            [
                (
                    x,
                    y
                    + (26 + number * 3) * math.sin(x / (210 + number * 7) + number * 0.36)
                    - 60 * math.exp(-(((x - 760) / 240) ** 2)),
                )
                for x in range(-60, 1320, 70)
            ]
        )
        color = mix("#12507f", "#2f9f8a", number / 14)
        c.shape([*line, (1300, 830), (-60, 830)], mix(color, "#ffffff", 0.08), color)
        c.line(line, "#a8f0dd", 2.2, alpha=0.75)
        if number % 2:
            c.line([(x, py + 9) for x, py in line], WARM if number in (5, 9) else "#a8f0dd", 1.2, alpha=0.4)
    x, y = 700, 190
    c.soft(
        lambda s: s.shape([(x - 20, y + 20), (x + 20, y + 20), (x + 240, 620), (x - 260, 620)], "#ffffff"),
        GLOW,
        16,
        0.5,
    )
    for share in range(9):
        py = 300 + share * 36
        half = (py - y) * 0.56
        c.line([(x - half, py), (x + half * 0.92, py)], "#eaffff", 1.6, alpha=0.7)
    for dx, dy in ((-150, -34), (150, -34), (-108, 26), (108, 26)):
        c.line([(x, y), (x + dx, y + dy)], "#dff4ff", 9)
        c.box(x + dx - 9, y + dy - 20, 18, 24, "#9cc8e0", "#4f83ab")
        c.oval(x + dx, y + dy - 22, 78, 13, "#dff4ff", alpha=0.35)
        c.line([(x + dx - 76, y + dy - 22), (x + dx + 76, y + dy - 22)], "#ffffff", 3, alpha=0.8)
    c.shape(
        smooth([(x - 62, y - 14), (x, y - 34), (x + 62, y - 14), (x + 46, y + 26), (x - 46, y + 26)], closed=True),
        "#f4fbff",
        "#8fb6d0",
    )
    c.oval(x, y + 30, 20, 18, "#0a3163")
    c.oval(x, y + 32, 10, 9, WARM)
    c.glow(x, y + 32, 60, WARM, 0.7)
    for px, py in ((516, 560), (640, 600), (790, 566), (880, 610), (700, 640)):
        c.line([(px - 22, py - 12), (px - 22, py - 22), (px - 8, py - 22)], WARM, 3)
        c.line([(px + 22, py + 12), (px + 22, py + 22), (px + 8, py + 22)], WARM, 3)
        c.oval(px, py, 5, 5, WARM)
    for _ in range(26):
        c.oval(c.random.uniform(60, 1140), c.random.uniform(40, 240), 1.5, 1.5, "#dff4ff", alpha=0.6)
    return c
