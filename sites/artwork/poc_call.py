"""Pictures of the call for experiments: a blueprint of the town, isometric, lit by its measurements."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from canvas import Canvas, Color, Point, mix, smooth
from plan import GLOW, LINE, WARM, Plan, blueprint
from poc_farm import drone, greenhouse
from poc_scenes import bus, desk, houses, pipes


def _river(plan: Plan, line: list[Point], width: float) -> None:
    middle = smooth(line)
    left = [plan.at(x, y - width) for x, y in middle]
    right = [plan.at(x, y + width) for x, y in reversed(middle)]
    plan.c.shape([*left, *right], "#2a8fc4", "#1767a0")
    for share in (-0.55, 0.1, 0.6):
        plan.c.line([plan.at(x, y + width * share) for x, y in middle], "#9be4f2", 1.6, alpha=0.5)
    for edge in (left, right):
        plan.c.line(edge, "#b5ecf5", 2.4, alpha=0.7)


def _tunnel(plan: Plan, x: float, y: float, length: float, color: Color = "#bfe9ef") -> None:
    front = [
        plan.at(x + length, y + 0.4 - 0.4 * math.cos(a / 12 * math.pi), 0.5 * math.sin(a / 12 * math.pi))
        for a in range(13)
    ]
    back = [plan.at(x, y + 0.4 - 0.4 * math.cos(a / 12 * math.pi), 0.5 * math.sin(a / 12 * math.pi)) for a in range(13)]
    plan.c.shape([*back, *reversed(front)], mix(color, "#0d3f78", 0.25), mix(color, "#0d3f78", 0.6), alpha=0.92)
    plan.c.shape(front, mix(color, "#0d3f78", 0.5), mix(color, "#061d3d", 0.7))
    for share in range(5):
        plan.c.line(
            [
                (bx + (fx - bx) * share / 4, by + (fy - by) * share / 4)
                for (bx, by), (fx, fy) in zip(back, front, strict=True)
            ],
            "#e9fbff",
            1.3,
            alpha=0.6,
        )


def city() -> Canvas:
    """The whole town: river, houses, fields, and the points that measure it."""
    c = blueprint("city", 1920, 1080, 1920)
    p = Plan(c, (1150, 150), 57)
    p.flat(-1, -1, 17, 17, "#0f4d86", "#0a3867", alpha=0.75)
    for number in range(17):
        c.line([p.at(number - 1, -1), p.at(number - 1, 16)], LINE, 1, alpha=0.22)
        c.line([p.at(-1, number - 1), p.at(16, number - 1)], LINE, 1, alpha=0.22)
    for x, y, w, d in ((-0.6, 10.2, 4.6, 2.2), (-0.6, 12.7, 4.6, 2.6), (4.6, 12.7, 3.0, 2.8)):
        p.flat(x, y, w, d, "#2f8f86", "#1d6670", alpha=0.75)
        for row in range(int(d / 0.3)):
            c.line([p.at(x, y + row * 0.3), p.at(x + w, y + row * 0.3)], "#8ee0c4", 1, alpha=0.4)
    for row in range(3):
        _tunnel(p, 11.2, 0.2 + row * 1.15, 3.8)
    _river(p, [(-1, 8.6), (3, 9.2), (6, 8.2), (9, 8.8), (12, 7.6), (16, 8.2)], 0.62)
    for x, y in ((0, 3), (0, 6.2), (5.2, 6.4), (9.6, 4.2)):
        p.flat(x, y, 16 - x if y != 6.4 else 6, 0.3, "#7fb4d4", alpha=0.35)
    p.flat(4.7, -1, 0.3, 17, "#7fb4d4", alpha=0.35)
    p.flat(10.0, -1, 0.3, 17, "#7fb4d4", alpha=0.35)
    blocks = [
        (x, y, c.random.uniform(0.7, 1.05), c.random.uniform(0.7, 1.05))
        for x in range(10)
        for y in range(7)
        if x != 4 and y not in (3, 6)
    ]
    for x, y, w, d in sorted(blocks, key=lambda b: b[0] + b[1]):
        if c.random.random() < 0.16:
            p.tree(x + 0.4, y + 0.4)
            p.tree(x + 0.75, y + 0.7, 0.24)
            continue
        near = max(0, 1 - math.hypot(x - 6.5, y - 1.5) / 5)
        h = c.random.uniform(0.4, 0.9) + near * c.random.uniform(0.7, 2.7)
        p.block(x + 0.1, y + 0.1, w * 0.84, d * 0.84, h, mix("#2f77b4", "#3fb0b8", c.random.random() * 0.7))
        p.windows(x + 0.1, y + 0.1, w * 0.84, d * 0.84, h)
    for x, y in (
        (10.6, 4.7),
        (11.7, 4.8),
        (12.9, 4.7),
        (14.0, 4.9),
        (11.2, 5.9),
        (12.6, 6.0),
        (14.2, 5.9),
        (10.6, 10.4),
        (11.8, 10.6),
        (13.2, 10.4),
        (11.2, 12.0),
        (12.8, 12.2),
        (14.4, 11.6),
        (11.6, 13.8),
        (13.4, 14.0),
    ):
        p.block(x, y, 0.7, 0.6, 0.34, "#3b86bd")
        p.tree(x + 0.95, y + 0.7, 0.2)
    p.block(7.2, 8.0, 0.5, 1.9, 0.16, "#9cc8e0", 0.26)
    nodes = (
        (6.4, 1.5, 4.0, WARM),
        (1.5, 8.9, 1.0, GLOW),
        (8.0, 8.6, 1.1, GLOW),
        (13.6, 7.9, 1.0, GLOW),
        (13.2, 1.6, 1.4, GLOW),
        (1.6, 12.2, 1.3, GLOW),
        (6.2, 14.0, 1.2, GLOW),
        (12.6, 12.6, 1.2, WARM),
        (2.2, 4.6, 1.9, GLOW),
    )
    for x, y, z, color in nodes[1:]:
        p.link((6.4, 1.5, 4.0), (x, y, z), color)
    for x, y, z, color in nodes:
        p.node(x, y, z, color)
    c.soft(lambda s: s.shape([(0, 0), (760, 0), (420, 1080), (0, 1080)], "#ffffff"), "#07234b", 160, 0.55)
    return c


def river() -> Canvas:
    """A level gauge under a bridge, its pulse spreading on the water."""
    c = blueprint("river")
    p = Plan(c, (560, 150), 62)
    p.flat(-3, -3, 14, 4.4, "#2f8f86", "#1b5f6b", alpha=0.85)
    p.flat(-3, 4.6, 14, 7, "#2f8f86", "#1b5f6b", alpha=0.85)
    _river(p, [(-3, 3), (0, 2.9), (4, 3.1), (8, 2.9), (11, 3.1)], 1.55)
    for x, y, w in (
        (-2.2, -1.6, 0.9),
        (-0.6, -2.2, 1.1),
        (1.0, -1.9, 0.8),
        (6.0, -1.7, 1.1),
        (7.8, -2.0, 0.9),
        (-1.8, 6.2, 1.1),
        (0.4, 7.4, 0.9),
        (6.6, 7.0, 1.2),
    ):
        p.block(x, y, w, 0.8, 0.6, "#3b86bd")
        p.windows(x, y, w, 0.8, 0.9)
    for x, y in (
        (-2.4, 0.6),
        (-1.4, 0.4),
        (0.6, -0.3),
        (1.7, 0.6),
        (5.4, 0.7),
        (6.4, 0.2),
        (8.2, -0.2),
        (9.4, 0.6),
        (-0.6, 5.4),
        (1.2, 6.0),
        (2.0, 5.2),
        (5.8, 5.4),
        (7.2, 5.8),
        (8.6, 5.2),
        (5.2, 7.2),
    ):
        p.tree(x, y, c.random.uniform(0.26, 0.46))
    for y in (1.5, 4.1):
        p.block(3.2, y, 0.7, 0.5, 1.3, "#8fb6d0")
    p.block(2.9, -0.4, 1.3, 6.6, 0.26, "#a9cbe0", 1.3)
    for y in range(7):
        c.line([p.at(4.2, y, 1.56), p.at(4.2, y, 1.95)], "#dff4ff", 3)
    c.line([p.at(4.2, -0.4, 1.95), p.at(4.2, 6.2, 1.95)], "#dff4ff", 4)
    gx, gy = p.at(4.75, 3.0, 0)
    c.line([p.at(4.2, 3.0, 1.5), p.at(4.75, 3.0, 1.5), (gx, gy)], WARM, 3, alpha=0.9)
    for number in range(1, 8):
        path = [
            (gx + math.cos(a / 24 * math.pi) * number * 40, gy + math.sin(a / 24 * math.pi) * number * 21)
            for a in range(49)
        ]
        c.line(path, GLOW, 4 - number * 0.4, alpha=max(0.9 - number * 0.12, 0.1))
    p.block(4.5, 2.75, 0.5, 0.5, 0.32, WARM, 1.36)
    p.block(4.35, 2.6, 0.8, 0.8, 0.06, "#14508f", 2.1)
    c.line([p.at(4.75, 3.0, 1.68), p.at(4.75, 3.0, 2.1)], "#dff4ff", 4)
    c.glow(gx, gy, 150, GLOW, 0.75)
    chart = [
        (840 + number * 13, 690 - 46 * math.exp(-(((number - 15) / 5) ** 2)) - 6 * math.sin(number))
        for number in range(25)
    ]
    c.box(810, 590, 350, 150, "#061d3d", alpha=0.7)
    c.line([(810, 590), (1160, 590), (1160, 740), (810, 740), (810, 590)], GLOW, 2, alpha=0.7)
    c.line([(830, 656), (1140, 656)], WARM, 2, alpha=0.8)
    c.line(smooth(chart), GLOW, 4)
    for x, y in chart[::4]:
        c.oval(x, y, 5, 5, "#ffffff")
    return c


def pictures(folder: Path) -> None:
    """Draw everything into ``folder``."""
    drawings: dict[str, Callable[[], Canvas]] = {
        "hero-city": city,
        "river-sensor": river,
        "greenhouse-data": greenhouse,
        "drone-field": drone,
        "on-demand-bus": bus,
        "service-desk": desk,
        "water-pipes": pipes,
        "warm-houses": houses,
    }
    for name, draw in drawings.items():
        draw().save(folder / f"{name}.jpg")
