"""An isometric plan of the town on blueprint paper: blocks, nodes, signals."""

from __future__ import annotations

import math

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
                    self.c.line(
                        [self.at(px, y + d, z), self.at(px + 0.13, y + d, z)], WARM, self.unit * 0.08, alpha=0.85
                    )
            for number in range(int(d / 0.3)):
                if self.c.random.random() < 0.3:
                    py = y + 0.12 + number * 0.3
                    self.c.line(
                        [self.at(x + w, py, z), self.at(x + w, py + 0.13, z)], GLOW, self.unit * 0.08, alpha=0.6
                    )

    def node(self, x: float, y: float, z: float = 0, color: Color = GLOW, size: float = 1) -> None:
        """A point of measurement: a light, a ring on the ground, a mast."""
        px, py = self.at(x, y, z)
        gx, gy = self.at(x, y)
        unit = self.unit * size
        for ring in (0.36, 0.62):
            path = [
                (gx + math.cos(a / 18 * math.pi) * unit * ring, gy + math.sin(a / 18 * math.pi) * unit * ring * 0.56)
                for a in range(37)
            ]
            self.c.line(path, color, 1.6, alpha=0.8 - ring * 0.6)
        if z:
            self.c.line([(gx, gy), (px, py)], color, 2.2, alpha=0.8)
        self.c.glow(px, py, unit * 0.7, color, 0.9)
        self.c.oval(px, py, unit * 0.11, unit * 0.11, "#ffffff")

    def link(self, start: tuple[float, float, float], end: tuple[float, float, float], color: Color = GLOW) -> None:
        """A signal that arches from one point to another."""
        (ax, ay), (bx, by) = self.at(*start), self.at(*end)
        rise = math.hypot(bx - ax, by - ay) * 0.24
        arc = smooth(
            [
                (ax, ay),
                ((ax * 3 + bx) / 4, (ay * 3 + by) / 4 - rise * 0.75),
                ((ax + bx) / 2, (ay + by) / 2 - rise),
                ((ax + bx * 3) / 4, (ay + by * 3) / 4 - rise * 0.75),
                (bx, by),
            ]
        )
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
            c.line(
                [(x, -10), (x + (height + 20) / slope, height + 10)],
                LINE,
                1.3 if strong else 0.7,
                alpha=0.2 if strong else 0.09,
            )
    return c
