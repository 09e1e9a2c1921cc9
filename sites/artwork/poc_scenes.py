"""Further pictures of the call for experiments: the shared taxi, the counter, the pipes, the warm houses."""

from __future__ import annotations

import itertools
import math

from canvas import Canvas, mix, smooth
from plan import GLOW, LINE, WARM, Plan, blueprint


def bus() -> Canvas:
    """A small shared vehicle on a mountain road, its stops joined by a line."""
    c = blueprint("bus")
    for number, (y, height) in enumerate(((250, 120), (350, 90), (460, 70))):
        points = [
            (x, y + height * 0.5 * math.sin(x / 130 + number * 2.1) + height * 0.35 * math.sin(x / 61 + number))
            for x in range(-60, 1320, 50)
        ]
        color = mix("#14508f", "#1f7f88", number / 2)
        c.shape([*smooth(points), (1300, 830), (-60, 830)], mix(color, "#ffffff", 0.1), mix(color, "#07234b", 0.5))
        c.line(smooth(points), "#9be4f2", 2, alpha=0.55)
    road = smooth([(-60, 560), (160, 520), (380, 560), (620, 660), (860, 650), (1060, 560), (1260, 540)])
    c.line(road, "#061d3d", 92, alpha=0.55)
    c.line(road, "#2f5f8f", 78)
    c.line(road, "#3b74a8", 66)
    for start in range(0, len(road) - 3, 4):
        c.line(road[start : start + 3], "#dff4ff", 4, alpha=0.8)
    stops = ((120, 330), (330, 250), (560, 330), (800, 220), (1060, 310))
    for (ax, ay), (bx, by) in itertools.pairwise(stops):
        path = smooth([(ax, ay), ((ax + bx) / 2, min(ay, by) - 44), (bx, by)])
        c.line(path, GLOW, 8, alpha=0.18)
        c.line(path, GLOW, 3)
    for number, (x, y) in enumerate(stops):
        color = WARM if number in (1, 3) else GLOW
        c.line([(x, y), (x, y + 96)], color, 3, alpha=0.7)
        c.glow(x, y, 70, color, 0.9)
        c.oval(x, y, 17, 17, color)
        c.oval(x, y, 8, 8, "#0a3163")
    x, y = 470, 640
    c.soft(lambda s: s.oval(x + 130, y + 8, 190, 18, "#ffffff"), "#03122b", 14, 0.7)
    body = [
        (x - 30, y - 20),
        (x - 30, y - 128),
        (x - 12, y - 150),
        (x + 232, y - 150),
        (x + 282, y - 88),
        (x + 310, y - 74),
        (x + 314, y - 20),
    ]
    c.shape(body, "#f7fcff", "#b5d3e6")
    c.shape([(x - 30, y - 62), (x + 312, y - 62), (x + 314, y - 20), (x - 30, y - 20)], "#18a3a3", "#0d7480")
    for left, right in ((-12, 58), (68, 138), (148, 214)):
        c.shape(
            [(x + left, y - 132), (x + right, y - 132), (x + right, y - 78), (x + left, y - 78)], "#0f3f78", "#2a6ea8"
        )
    c.shape([(x + 224, y - 132), (x + 236, y - 132), (x + 272, y - 84), (x + 224, y - 84)], "#0f3f78", "#2a6ea8")
    for left in (0, 82, 160):
        c.line([(x + left, y - 84), (x + left + 24, y - 128)], "#9be4f2", 5, alpha=0.5)
    for wheel in (36, 246):
        c.oval(x + wheel, y - 16, 32, 32, "#0b1f3a")
        c.oval(x + wheel, y - 16, 15, 15, "#c9dcea")
    c.glow(x + 316, y - 46, 110, WARM, 0.85)
    c.oval(x + 308, y - 48, 9, 9, "#fffbe8")
    return c


def desk() -> Canvas:
    """A counter hall from above: paths and waiting times as bands of colour."""
    c = blueprint("desk")
    p = Plan(c, (600, 120), 58)
    p.flat(0, 0, 11, 10, "#18599a", "#0d3f78", alpha=0.85)
    for number in range(12):
        c.line([p.at(number, 0), p.at(number, 10)], LINE, 1, alpha=0.3)
        if number < 11:
            c.line([p.at(0, number), p.at(11, number)], LINE, 1, alpha=0.3)
    p.block(-0.1, -0.1, 11.2, 0.16, 1.5, "#3b86bd")
    p.block(-0.1, 0.06, 0.16, 10.0, 1.5, "#3b86bd")
    routes = (
        ([(9.6, 9.4), (7.6, 8.0), (5.2, 6.4), (3.0, 2.6)], "#ff8f8f", 17),
        ([(9.6, 9.4), (8.4, 7.2), (7.4, 4.6), (7.2, 2.6)], WARM, 13),
        ([(9.6, 9.4), (9.6, 7.0), (9.4, 4.6), (9.4, 2.6)], GLOW, 8),
    )
    for path, color, width in routes:
        line = [p.at(x, y) for x, y in smooth(path)]
        c.line(line, color, width * 2.2, alpha=0.14)
        c.line(line, color, width * 0.6, alpha=0.9)
    for x, color, wait in ((1.6, "#ff8f8f", 2.3), (3.9, "#ff8f8f", 1.7), (6.2, WARM, 1.2), (8.5, GLOW, 0.6)):
        p.block(x, 1.4, 1.8, 0.6, 0.62, "#a9cbe0")
        p.block(x + 0.3, 0.72, 0.4, 0.3, 0.9, "#2f77b4")
        p.block(x + 1.1, 0.72, 0.4, 0.3, 0.9, "#2f77b4")
        p.block(x + 0.74, 1.56, 0.3, 0.3, wait, color, 0.62)
    for row in range(3):
        for number in range(4):
            p.block(1.2 + number * 0.9, 5.6 + row * 1.2, 0.6, 0.5, 0.24, "#2a7f9a")
    for x, y in (
        (3.0, 3.0),
        (3.5, 3.9),
        (4.2, 4.8),
        (4.9, 6.0),
        (6.0, 6.9),
        (7.2, 3.3),
        (7.4, 4.6),
        (8.1, 6.6),
        (9.4, 3.6),
        (9.6, 7.6),
        (1.5, 5.7),
        (2.4, 6.9),
        (4.2, 8.1),
    ):
        px, py = p.at(x, y)
        c.oval(px, py, 17, 9, "#04162f", alpha=0.5)
        c.shape(
            smooth(
                [(px - 12, py), (px - 11, py - 30), (px, py - 40), (px + 11, py - 30), (px + 12, py)],
                closed=True,
                steps=6,
            ),
            "#f4fbff",
            "#9cc8e0",
        )
        c.oval(px, py - 50, 11, 11, "#f4fbff")
    p.block(9.9, 8.8, 0.5, 0.5, 1.1, WARM)
    p.node(10.15, 9.05, 1.5, WARM)
    return c


def pipes() -> Canvas:
    """A street cut open: the pipes below it and the sound of a leak."""
    c = blueprint("pipes")
    c.shape([(-10, 300), (1210, 300), (1210, 810), (-10, 810)], "#3d4f6b", "#14294d")
    for number, y in enumerate((300, 372, 470, 600)):
        line = smooth([(x, y + 8 * math.sin(x / 110 + number * 2)) for x in range(-40, 1280, 80)])
        c.shape(
            [*line, (1300, 830), (-60, 830)],
            mix("#55698a", "#10284e", number / 3),
            mix("#43577a", "#0c2145", number / 3),
        )
    for _ in range(150):
        c.oval(
            c.random.uniform(0, 1200),
            c.random.uniform(390, 800),
            c.random.uniform(2, 8),
            c.random.uniform(2, 5),
            "#8aa3c2",
            alpha=0.28,
        )
    c.box(0, 286, 1200, 26, "#9cb8d0", "#5f7fa3")
    for x in range(20, 1200, 110):
        c.box(x, 294, 60, 5, "#f4fbff", alpha=0.85)
    for x, w, h in ((40, 130, 120), (190, 90, 84), (820, 150, 140), (1000, 110, 96)):
        c.box(x, 286 - h, w, h, "#2f77b4", "#19528c")
        c.shape(
            [(x - 14, 286 - h), (x + w * 0.24, 286 - h - 42), (x + w * 0.76, 286 - h - 42), (x + w + 14, 286 - h)],
            "#7fb4d4",
            "#4a8ab8",
        )
        for number in range(int(w / 40)):
            c.box(x + 14 + number * 38, 286 - h + 24, 20, 26, WARM if (number + x) % 3 else "#123f70")
    main = [(-20, 560), (1220, 560)]
    c.line(main, "#061d3d", 86, alpha=0.5)
    c.line(main, "#2c86b8", 70)
    c.line([(x, y - 18) for x, y in main], "#9be4f2", 12, alpha=0.65)
    for x in (100, 280, 460, 640, 820, 1000, 1160):
        c.box(x, 518, 22, 84, "#5fb4d8", "#1f6697")
    for x, y in ((110, 286), (890, 286), (1050, 286)):
        c.line([(x, 530), (x, y + 30)], "#2c86b8", 22)
        c.line([(x - 5, 530), (x - 5, y + 30)], "#9be4f2", 4, alpha=0.6)
    lx, ly = 560, 598
    for number in range(1, 9):
        path = [
            (lx + math.cos(a / 24 * math.pi) * number * 44, ly + math.sin(a / 24 * math.pi) * number * 40)
            for a in range(49)
        ]
        c.line(path, WARM, 4 - number * 0.36, alpha=max(0.9 - number * 0.1, 0.08))
    c.soft(
        lambda s: s.shape(
            smooth([(lx - 8, ly), (lx - 60, 720), (lx, 770), (lx + 70, 720), (lx + 8, ly)], closed=True), "#ffffff"
        ),
        "#6fe0f4",
        14,
        0.7,
    )
    for _ in range(30):
        c.oval(lx + c.random.gauss(0, 26), ly + c.random.uniform(10, 150), 4, 7, "#c9f6ff", alpha=0.8)
    c.glow(lx, ly, 130, WARM, 0.9)
    for x in (420, 560, 700):
        c.box(x - 22, 250, 44, 36, "#f4fbff", "#9cc8e0")
        c.oval(x, 268, 8, 8, "#e0455c" if x == 560 else "#18a3a3")
        c.line([(x, 250), (x, 214)], "#dff4ff", 3)
        c.line([(x, 312), (x + (lx - x) * 0.6, 470)], WARM, 2, alpha=0.6)
        for ring in (14, 26):
            c.line(
                [
                    (x + ring * math.cos(math.radians(a)), 214 + ring * math.sin(math.radians(a)))
                    for a in range(200, 341, 10)
                ],
                GLOW,
                3,
                alpha=0.9,
            )
    return c


def houses() -> Canvas:
    """Houses at dusk, a ring of warmth around each."""
    c = blueprint("houses")
    c.glow(900, 120, 420, "#f3a36f", 0.4)
    p = Plan(c, (600, 150), 60)
    p.flat(-1, -1, 13, 11, "#164c84", "#0b3163", alpha=0.8)
    for x, y, w, d in ((-1, 3.3, 13, 0.5), (4.4, -1, 0.5, 11), (-1, 7.4, 13, 0.4)):
        p.flat(x, y, w, d, "#7fb4d4", alpha=0.3)
    spots = (
        (0, 0.4, 0.95),
        (2.2, 1.4, 0.6),
        (6, 0.2, 0.8),
        (8.6, 1.3, 0.25),
        (0.2, 4.8, 0.3),
        (2.6, 5.2, 0.9),
        (6, 4.6, 0.7),
        (9.4, 5.0, 0.95),
        (1.6, 8.3, 0.8),
        (5.8, 8.2, 0.5),
        (8.6, 8.4, 0.85),
    )
    for x, y, warmth in sorted(spots, key=lambda spot: spot[0] + spot[1]):
        color = mix("#62b8ff", "#ffb45e", warmth)
        gx, gy = p.at(x + 0.7, y + 0.6)
        for ring in range(4, 0, -1):
            path = [
                (gx + math.cos(a / 20 * math.pi) * ring * 30, gy + math.sin(a / 20 * math.pi) * ring * 17)
                for a in range(41)
            ]
            c.line(path, color, 3, alpha=0.85 - ring * 0.17)
        c.glow(gx, gy, 130, color, 0.55)
        p.block(x, y, 1.4, 1.2, 0.7, "#3a76ad")
        at = p.at
        ridge = (at(x - 0.12, y + 0.6, 1.35), at(x + 1.52, y + 0.6, 1.35))
        c.shape([ridge[0], ridge[1], at(x + 1.52, y + 1.34, 0.66), at(x - 0.12, y + 1.34, 0.66)], "#5b93c2", "#33689a")
        c.shape([ridge[0], ridge[1], at(x + 1.52, y - 0.14, 0.66), at(x - 0.12, y - 0.14, 0.66)], "#2a5c8e", "#1f4a78")
        c.shape(
            [
                ridge[1],
                at(x + 1.52, y + 1.34, 0.66),
                at(x + 1.4, y + 1.2, 0.66),
                at(x + 1.4, y, 0.66),
                at(x + 1.52, y - 0.14, 0.66),
            ],
            "#1b4472",
        )
        c.line([*ridge], "#dff4ff", 2.4, alpha=0.8)
        for px in (0.2, 0.8):
            c.shape(
                [
                    at(x + px, y + 1.2, 0.52),
                    at(x + px + 0.34, y + 1.2, 0.52),
                    at(x + px + 0.34, y + 1.2, 0.2),
                    at(x + px, y + 1.2, 0.2),
                ],
                mix(color, "#ffffff", 0.35),
            )
    for x, y in (
        (1.7, 0.0),
        (3.6, 2.6),
        (7.6, 2.4),
        (5.4, 6.2),
        (8.4, 6.6),
        (3.8, 8.9),
        (-0.6, 7.0),
        (10.8, 3.0),
        (10.9, 7.0),
    ):
        p.tree(x, y, 0.36)
    return c
