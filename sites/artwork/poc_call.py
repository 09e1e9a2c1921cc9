"""Pictures of the call for experiments: a blueprint of the town, isometric, lit by its measurements."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from canvas import Canvas, Color, Point, mix, smooth

LINE, GLOW, WARM = "#5fa8d8", "#6fe0dc", "#ffd166"


class Plan:
    """An isometric grid on a canvas: ``at(x, y, z)`` is a place in the town."""

    def __init__(self, canvas: Canvas, origin: Point, unit: float) -> None:
        self.c, self.origin, self.unit = canvas, origin, unit

    def at(self, x: float, y: float, z: float = 0) -> Point:
        """Where a place in the town lies on the picture."""
        return (
            self.origin[0] + (x - y) * self.unit * 0.866,
            self.origin[1] + (x + y) * self.unit * 0.5 - z * self.unit,
        )

    def flat(self, x: float, y: float, w: float, d: float, *stops: Color, z: float = 0, alpha: float = 1) -> None:
        """A level rectangle."""
        corners = [self.at(x, y, z), self.at(x + w, y, z), self.at(x + w, y + d, z), self.at(x, y + d, z)]
        self.c.shape(corners, *stops, alpha=alpha)

    def block(self, x: float, y: float, w: float, d: float, h: float, color: Color, base: float = 0) -> None:
        """A box with a light top, a middle and a dark side, outlined like a drawing."""
        at, top = self.at, base + h
        left = [at(x, y + d, base), at(x + w, y + d, base), at(x + w, y + d, top), at(x, y + d, top)]
        right = [at(x + w, y, base), at(x + w, y + d, base), at(x + w, y + d, top), at(x + w, y, top)]
        roof = [at(x, y, top), at(x + w, y, top), at(x + w, y + d, top), at(x, y + d, top)]
        self.c.shape(left, mix(color, "#061d3d", 0.3), mix(color, "#061d3d", 0.55))
        self.c.shape(right, mix(color, "#061d3d", 0.5), mix(color, "#061d3d", 0.72))
        self.c.shape(roof, mix(color, "#ffffff", 0.12))
        for outline in (left, right, roof):
            self.c.line([*outline, outline[0]], mix(color, "#dff4ff", 0.45), 1.2, alpha=0.55)

    def windows(self, x: float, y: float, w: float, d: float, h: float) -> None:
        """Lit windows on the two visible sides of a box."""
        for level in range(1, int(h / 0.42)):
            z = level * 0.42
            for number in range(int(w / 0.3)):
                if self.c.random.random() < 0.45:
                    px = x + 0.12 + number * 0.3
                    self.c.line([self.at(px, y + d, z), self.at(px + 0.13, y + d, z)], WARM, self.unit * 0.08, alpha=0.85)
            for number in range(int(d / 0.3)):
                if self.c.random.random() < 0.3:
                    py = y + 0.12 + number * 0.3
                    self.c.line([self.at(x + w, py, z), self.at(x + w, py + 0.13, z)], GLOW, self.unit * 0.08, alpha=0.6)

    def node(self, x: float, y: float, z: float = 0, color: Color = GLOW, size: float = 1) -> None:
        """A point of measurement: a light, a ring on the ground, a mast."""
        px, py = self.at(x, y, z)
        gx, gy = self.at(x, y)
        unit = self.unit * size
        for ring in (0.36, 0.62):
            path = [(gx + math.cos(a / 18 * math.pi) * unit * ring, gy + math.sin(a / 18 * math.pi) * unit * ring * 0.56) for a in range(37)]
            self.c.line(path, color, 1.6, alpha=0.8 - ring * 0.6)
        if z:
            self.c.line([(gx, gy), (px, py)], color, 2.2, alpha=0.8)
        self.c.glow(px, py, unit * 0.7, color, 0.9)
        self.c.oval(px, py, unit * 0.11, unit * 0.11, "#ffffff")

    def link(self, start: tuple[float, float, float], end: tuple[float, float, float], color: Color = GLOW) -> None:
        """A signal that arches from one point to another."""
        (ax, ay), (bx, by) = self.at(*start), self.at(*end)
        rise = math.hypot(bx - ax, by - ay) * 0.24
        arc = smooth([(ax, ay), ((ax * 3 + bx) / 4, (ay * 3 + by) / 4 - rise * 0.75), ((ax + bx) / 2, (ay + by) / 2 - rise), ((ax + bx * 3) / 4, (ay + by * 3) / 4 - rise * 0.75), (bx, by)])
        self.c.line(arc, color, 5, alpha=0.16)
        self.c.line(arc, mix(color, "#ffffff", 0.3), 1.8, alpha=0.85)

    def tree(self, x: float, y: float, size: float = 0.3) -> None:
        """A round tree in the drawing's colours."""
        px, py = self.at(x, y)
        r = size * self.unit
        self.c.oval(px, py, r * 0.9, r * 0.4, "#041a38", alpha=0.4)
        self.c.oval(px, py - r, r * 0.8, r, "#3fa796", "#15606a")


def blueprint(name: str, width: int = 1200, height: int = 800, out: int = 1600) -> Canvas:
    """Navy paper with a fine isometric grid and a light from above."""
    c = Canvas(width, height, out, name)
    c.fill("#0d3f78", "#0a3163", "#07234b")
    c.glow(width * 0.62, height * 0.3, width * 0.55, "#1f66a8", 0.75)
    step = width / 30
    for number in range(-40, 80):
        x = number * step
        strong = number % 5 == 0
        for slope in (0.577, -0.577):
            c.line([(x, -10), (x + (height + 20) / slope, height + 10)], LINE, 1.3 if strong else 0.7, alpha=0.2 if strong else 0.09)
    return c


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
    front = [plan.at(x + length, y + 0.4 - 0.4 * math.cos(a / 12 * math.pi), 0.5 * math.sin(a / 12 * math.pi)) for a in range(13)]
    back = [plan.at(x, y + 0.4 - 0.4 * math.cos(a / 12 * math.pi), 0.5 * math.sin(a / 12 * math.pi)) for a in range(13)]
    plan.c.shape([*back, *reversed(front)], mix(color, "#0d3f78", 0.25), mix(color, "#0d3f78", 0.6), alpha=0.92)
    plan.c.shape(front, mix(color, "#0d3f78", 0.5), mix(color, "#061d3d", 0.7))
    for share in range(5):
        plan.c.line([(bx + (fx - bx) * share / 4, by + (fy - by) * share / 4) for (bx, by), (fx, fy) in zip(back, front, strict=True)], "#e9fbff", 1.3, alpha=0.6)


def city() -> Canvas:
    """The whole town: river, houses, fields, and the points that measure it."""
    c = blueprint("city", 1920, 1080, 1920)
    p = Plan(c, (1150, 150), 57)
    p.flat(-1, -1, 17, 17, "#0f4d86", "#0a3867", alpha=0.75)
    for number in range(0, 17):
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
    blocks = [(x, y, c.random.uniform(0.7, 1.05), c.random.uniform(0.7, 1.05)) for x in range(0, 10) for y in range(0, 7) if x != 4 and y not in (3, 6)]
    for x, y, w, d in sorted(blocks, key=lambda b: b[0] + b[1]):
        if c.random.random() < 0.16:
            p.tree(x + 0.4, y + 0.4)
            p.tree(x + 0.75, y + 0.7, 0.24)
            continue
        near = max(0, 1 - math.hypot(x - 6.5, y - 1.5) / 5)
        h = c.random.uniform(0.4, 0.9) + near * c.random.uniform(0.7, 2.7)
        p.block(x + 0.1, y + 0.1, w * 0.84, d * 0.84, h, mix("#2f77b4", "#3fb0b8", c.random.random() * 0.7))
        p.windows(x + 0.1, y + 0.1, w * 0.84, d * 0.84, h)
    for x, y in ((10.6, 4.7), (11.7, 4.8), (12.9, 4.7), (14.0, 4.9), (11.2, 5.9), (12.6, 6.0), (14.2, 5.9), (10.6, 10.4), (11.8, 10.6), (13.2, 10.4), (11.2, 12.0), (12.8, 12.2), (14.4, 11.6), (11.6, 13.8), (13.4, 14.0)):
        p.block(x, y, 0.7, 0.6, 0.34, "#3b86bd")
        p.tree(x + 0.95, y + 0.7, 0.2)
    p.block(7.2, 8.0, 0.5, 1.9, 0.16, "#9cc8e0", 0.26)
    nodes = ((6.4, 1.5, 4.0, WARM), (1.5, 8.9, 1.0, GLOW), (8.0, 8.6, 1.1, GLOW), (13.6, 7.9, 1.0, GLOW), (13.2, 1.6, 1.4, GLOW), (1.6, 12.2, 1.3, GLOW), (6.2, 14.0, 1.2, GLOW), (12.6, 12.6, 1.2, WARM), (2.2, 4.6, 1.9, GLOW))
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
    for x, y, w in ((-2.2, -1.6, 0.9), (-0.6, -2.2, 1.1), (1.0, -1.9, 0.8), (6.0, -1.7, 1.1), (7.8, -2.0, 0.9), (-1.8, 6.2, 1.1), (0.4, 7.4, 0.9), (6.6, 7.0, 1.2)):
        p.block(x, y, w, 0.8, 0.6, "#3b86bd")
        p.windows(x, y, w, 0.8, 0.9)
    for x, y in ((-2.4, 0.6), (-1.4, 0.4), (0.6, -0.3), (1.7, 0.6), (5.4, 0.7), (6.4, 0.2), (8.2, -0.2), (9.4, 0.6), (-0.6, 5.4), (1.2, 6.0), (2.0, 5.2), (5.8, 5.4), (7.2, 5.8), (8.6, 5.2), (5.2, 7.2)):
        p.tree(x, y, c.random.uniform(0.26, 0.46))
    for y in (1.5, 4.1):
        p.block(3.2, y, 0.7, 0.5, 1.3, "#8fb6d0")
    p.block(2.9, -0.4, 1.3, 6.6, 0.26, "#a9cbe0", 1.3)
    for y in range(0, 7):
        c.line([p.at(4.2, y, 1.56), p.at(4.2, y, 1.95)], "#dff4ff", 3)
    c.line([p.at(4.2, -0.4, 1.95), p.at(4.2, 6.2, 1.95)], "#dff4ff", 4)
    gx, gy = p.at(4.75, 3.0, 0)
    c.line([p.at(4.2, 3.0, 1.5), p.at(4.75, 3.0, 1.5), (gx, gy)], WARM, 3, alpha=0.9)
    for number in range(1, 8):
        path = [(gx + math.cos(a / 24 * math.pi) * number * 40, gy + math.sin(a / 24 * math.pi) * number * 21) for a in range(49)]
        c.line(path, GLOW, 4 - number * 0.4, alpha=max(0.9 - number * 0.12, 0.1))
    p.block(4.5, 2.75, 0.5, 0.5, 0.32, WARM, 1.36)
    p.block(4.35, 2.6, 0.8, 0.8, 0.06, "#14508f", 2.1)
    c.line([p.at(4.75, 3.0, 1.68), p.at(4.75, 3.0, 2.1)], "#dff4ff", 4)
    c.glow(gx, gy, 150, GLOW, 0.75)
    chart = [(840 + number * 13, 690 - 46 * math.exp(-(((number - 15) / 5) ** 2)) - 6 * math.sin(number)) for number in range(25)]
    c.box(810, 590, 350, 150, "#061d3d", alpha=0.7)
    c.line([(810, 590), (1160, 590), (1160, 740), (810, 740), (810, 590)], GLOW, 2, alpha=0.7)
    c.line([(830, 656), (1140, 656)], WARM, 2, alpha=0.8)
    c.line(smooth(chart), GLOW, 4)
    for x, y in chart[::4]:
        c.oval(x, y, 5, 5, "#ffffff")
    return c


def greenhouse() -> Canvas:
    """A greenhouse cut open, with its sensors and their curves."""
    c = blueprint("greenhouse")
    arch = smooth([(120, 640), (120, 430), (210, 270), (400, 180), (600, 160), (800, 180), (990, 270), (1080, 430), (1080, 640)])
    c.shape(arch, "#2c7fae", "#145384", alpha=0.55)
    for inset in (0, 14):
        c.line([(600 + (x - 600) * (1 - inset / 480), y + inset * 0.8) for x, y in arch], "#c9f1f7", 5 if not inset else 2, alpha=0.9)
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
            c.shape(smooth([(x + 70, 522), (bend[0] - 15, bend[1]), tip, (bend[0] + 15, bend[1])], closed=True, steps=6), mix("#3fa796", "#8ee0a4", number % 3 / 2), "#1d7a72")
        for dx, dy in ((4, 560), (30, 586), (112, 584), (138, 556)):
            c.line([(x + 70 + (dx - 70) * 0.8, 524), (x + dx, dy - 14)], "#8ee0a4", 2)
            c.shape(smooth([(x + dx - 14, dy - 10), (x + dx, dy - 15), (x + dx + 14, dy - 10), (x + dx + 9, dy + 8), (x + dx, dy + 18), (x + dx - 9, dy + 8)], closed=True, steps=6), "#ff8b8b", "#e0455c")
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
        line = smooth([(x, y + (26 + number * 3) * math.sin(x / (210 + number * 7) + number * 0.36) - 60 * math.exp(-(((x - 760) / 240) ** 2))) for x in range(-60, 1320, 70)])
        color = mix("#12507f", "#2f9f8a", number / 14)
        c.shape([*line, (1300, 830), (-60, 830)], mix(color, "#ffffff", 0.08), color)
        c.line(line, "#a8f0dd", 2.2, alpha=0.75)
        if number % 2:
            c.line([(x, py + 9) for x, py in line], WARM if number in (5, 9) else "#a8f0dd", 1.2, alpha=0.4)
    x, y = 700, 190
    c.soft(lambda s: s.shape([(x - 20, y + 20), (x + 20, y + 20), (x + 240, 620), (x - 260, 620)], "#ffffff"), GLOW, 16, 0.5)
    for share in range(9):
        py = 300 + share * 36
        half = (py - y) * 0.56
        c.line([(x - half, py), (x + half * 0.92, py)], "#eaffff", 1.6, alpha=0.7)
    for dx, dy in ((-150, -34), (150, -34), (-108, 26), (108, 26)):
        c.line([(x, y), (x + dx, y + dy)], "#dff4ff", 9)
        c.box(x + dx - 9, y + dy - 20, 18, 24, "#9cc8e0", "#4f83ab")
        c.oval(x + dx, y + dy - 22, 78, 13, "#dff4ff", alpha=0.35)
        c.line([(x + dx - 76, y + dy - 22), (x + dx + 76, y + dy - 22)], "#ffffff", 3, alpha=0.8)
    c.shape(smooth([(x - 62, y - 14), (x, y - 34), (x + 62, y - 14), (x + 46, y + 26), (x - 46, y + 26)], closed=True), "#f4fbff", "#8fb6d0")
    c.oval(x, y + 30, 20, 18, "#0a3163")
    c.oval(x, y + 32, 10, 9, WARM)
    c.glow(x, y + 32, 60, WARM, 0.7)
    for px, py in ((516, 560), (640, 600), (790, 566), (880, 610), (700, 640)):
        c.line([(px - 22, py - 12), (px - 22, py - 22), (px - 8, py - 22)], WARM, 3)
        c.line([(px + 22, py + 12), (px + 22, py + 22), (px + 8, py + 22)], WARM, 3)
        c.oval(px, py, 5, 5, WARM)
    for number in range(26):
        c.oval(c.random.uniform(60, 1140), c.random.uniform(40, 240), 1.5, 1.5, "#dff4ff", alpha=0.6)
    return c


def pictures(folder: Path) -> None:
    """Draw everything into ``folder``."""
    from poc_scenes import bus, desk, houses, pipes

    drawings: dict[str, Callable[[], Canvas]] = {
        "hero-city": city, "river-sensor": river, "greenhouse-data": greenhouse, "drone-field": drone,
        "on-demand-bus": bus, "service-desk": desk, "water-pipes": pipes, "warm-houses": houses,
    }
    for name, draw in drawings.items():
        draw().save(folder / f"{name}.jpg")
