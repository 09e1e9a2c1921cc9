"""The three looks of social cards: round, calm and sharp, as the sites have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microsites.media.card_canvas import Canvas, Lettering, shape, within
from microsites.media.typesetting import Box, fit

if TYPE_CHECKING:
    from PIL.Image import Image as ImageType

SIZE = (1200, 630)
"""What X, Facebook, LINE and Slack show in full; they cut every other proportion."""

_EDGE = 72
_COLUMN = 500
"""How wide text may stand in pixels, from the left edge."""
_MARK = 60


@dataclass(frozen=True, slots=True)
class CardColors:
    """The colours of a site's light scheme, ``#rrggbb``; text is readable on the ground that its name says."""

    paper: str
    tint: str
    ink: str
    muted: str
    brand: str
    accent: str
    night: str
    on_night: str
    on_night_muted: str
    on_night_accent: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What is the same on all cards of a site."""

    town: str
    colors: CardColors
    mark: ImageType
    """The site's sign, with transparency."""
    sans: Lettering
    serif: Lettering
    text: Lettering


@dataclass(frozen=True, slots=True)
class Words:
    """What a card says, in phrases."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    site: tuple[str, ...]
    """The site's name beside its sign; empty where the title says it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A card before anything of its page is on it."""

    ground: ImageType
    mask: ImageType
    """What of the picture shows; as large as the window that the picture fills."""
    at: tuple[int, int]
    """Where that window lies."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the cards of a site look."""

    stage: Callable[[Identity, bool], Stage]
    """Makes the ground, for cards with a picture (true) or without."""
    finish: Callable[[Canvas, Identity, Words], None]
    """Draws what stands over the picture, and the words."""


def _sign(
    canvas: Canvas,
    identity: Identity,
    words: Words,
    face: Lettering,
    y: int,
    colors: tuple[str, str],
    town: str,
    plate: int = 0,
) -> None:
    """The site's sign and name, and the town's name where there is room, beside each other with their middle at ``y``.

    On a dark ground the sign stands on a piece of paper that is ``plate`` pixels larger on every side.
    """
    mark = within(identity.mark, (240 - 2 * plate, _MARK - 2 * plate))
    width = mark.width + 2 * plate
    if plate:
        canvas.block(identity.colors.paper, (_EDGE, y - _MARK // 2, _EDGE + width, y + _MARK // 2))
    canvas.paste(mark, (_EDGE + plate, y - mark.height // 2))
    at, room = float(_EDGE + width + 20), float(_COLUMN - width - 20)
    if words.site:
        # A long name stands in two lines, and alone.
        name = fit(words.site, Box(room, 60, (28, 26, 24, 22, 20), 1.35, 28), face.style(0.04))
        canvas.write_lines(name, face, (at, y - name.height / 2), colors[0], 0.04)
        longest = max(face.style(0.04).width(line) for line in name.lines) * name.size
        room = 0 if len(name.lines) > 1 else room - longest - 24
        at += longest + 24
    if identity.text.style(0.06).width(town) * 24 <= room:
        canvas.write(town, identity.text, 24, (at, y + 9), colors[1], 0.06)


def _headline(
    canvas: Canvas,
    words: Words,
    faces: tuple[Lettering, Lettering],
    box: Box,
    top: int,
    colors: tuple[str, str],
    tracking: float,
) -> None:
    """Title and subtitle, in the middle of the height of ``box``."""
    title, text = faces
    setting = fit(words.title, box, title.style(tracking))
    below = None
    if words.subtitle:
        below = fit(words.subtitle, Box(box.width, 110, (30, 27, 24), 1.6, 30), text.style(0.04))
    y = top + (box.height - setting.height - (24 + below.height if below else 0)) / 2
    canvas.write_lines(setting, title, (_EDGE, y), colors[0], tracking)
    if below:
        canvas.write_lines(below, text, (_EDGE, y + setting.height + 24), colors[1], 0.04)


def _badge(canvas: Canvas, identity: Identity, kind: str, box: tuple[int, int, int, int], side: int) -> None:
    """The site's sign on a piece of paper, where there is no picture."""
    left, top, right, bottom = box
    size = (right - left, bottom - top)
    canvas.fill(shape(size, kind, (0, 0, *size)), identity.colors.paper, (left, top))
    mark = within(identity.mark, (side, side))
    canvas.paste(mark, ((left + right - mark.width) // 2, (top + bottom - mark.height) // 2))


def _round_stage(identity: Identity, pictured: bool) -> Stage:
    """Seeds on a light ground, and a large circle."""
    colors = identity.colors
    canvas = Canvas.of(SIZE, colors.tint)
    seed = shape((12, 12), "ellipse", (3, 3, 9, 9), alpha=0.1)
    for row in range(18):
        for column in range(34):
            canvas.fill(seed, colors.brand, (column * 36 + (18 if row % 2 else 0), row * 36))
    canvas.fill(shape((640, 630), "ellipse", (14, -96, 840, 730)), colors.paper, (560, 0))
    disc = shape((600, 630), "ellipse", (0, -70, 774, 704))
    if not pictured:
        canvas.fill(disc, colors.brand, (600, 0))
        _badge(canvas, identity, "ellipse", (766, 131, 1134, 499), 220)
    return Stage(canvas.image, disc, (600, 0))


def _round_finish(canvas: Canvas, identity: Identity, words: Words) -> None:
    colors = identity.colors
    for x, y, radius, color in ((655, 534, 44, colors.brand), (722, 590, 20, colors.accent)):
        for inset, fill in ((0, colors.paper), (6, color)):
            side = 2 * (radius + 6 - inset)
            canvas.fill(
                shape((side, side), "ellipse", (0, 0, side - 1, side - 1)), fill, (x - side // 2, y - side // 2)
            )
    box = Box(_COLUMN, 370, (78, 72, 66, 60, 56, 52, 48, 44, 40, 36), 1.36, 60)
    _headline(canvas, words, (identity.sans, identity.text), box, 78, (colors.ink, colors.muted), 0.01)
    _sign(canvas, identity, words, identity.sans, 534, (colors.brand, colors.muted), identity.town)


def _calm_stage(identity: Identity, pictured: bool) -> Stage:
    """Paper, and a photograph that reaches three edges."""
    colors = identity.colors
    canvas = Canvas.of(SIZE, colors.paper)
    if not pictured:
        canvas.block(colors.brand, (640, 0, 1200, 630))
        _badge(canvas, identity, "ellipse", (773, 168, 1067, 462), 180)
    canvas.block(colors.brand, (_EDGE, 88, _EDGE + 56, 90))
    return Stage(canvas.image, shape((560, 630), "rectangle", (0, 0, 560, 630)), (640, 0))


def _calm_finish(canvas: Canvas, identity: Identity, words: Words) -> None:
    """Mincho letters; the town's name runs down the edge of the photograph if it is written in ideographs alone."""
    colors = identity.colors
    downward = re.fullmatch(r"[\u4e00-\u9fff々ヶ]{1,6}", identity.town) is not None
    if downward:
        canvas.block(colors.paper, (640, 0, 708, 142 + 46 * len(identity.town)))
        canvas.block(colors.accent, (673, 0, 674, 84))
        for row, char in enumerate(identity.town):
            canvas.write(char, identity.serif, 30, (659, 132 + 46 * row), colors.ink)
    box = Box(_COLUMN, 372, (70, 64, 58, 54, 50, 46, 42, 38, 36), 1.52, 54)
    _headline(canvas, words, (identity.serif, identity.text), box, 106, (colors.ink, colors.muted), 0.06)
    _sign(canvas, identity, words, identity.serif, 538, (colors.ink, colors.muted), "" if downward else identity.town)


def _sharp_stage(identity: Identity, pictured: bool) -> Stage:
    """Night with hairlines, and a photograph cut at a slant."""
    colors = identity.colors
    canvas = Canvas.of(SIZE, colors.night)
    slant = shape((584, 630), "polygon", (96, 0, 584, 0, 584, 630, 0, 630))
    if not pictured:
        canvas.fill(slant, colors.brand, (616, 0))
    hairline = shape((1, 630), "rectangle", (0, 0, 1, 630), alpha=0.08)
    for column in range(_EDGE, 1200, 96):
        canvas.fill(hairline, colors.on_night, (column, 0))
    if not pictured:
        _badge(canvas, identity, "rectangle", (801, 185, 1061, 445), 180)
    return Stage(canvas.image, slant, (616, 0))


def _sharp_finish(canvas: Canvas, identity: Identity, words: Words) -> None:
    colors = identity.colors
    canvas.fill(shape((120, 630), "polygon", (104, 0, 112, 0, 16, 630, 8, 630)), colors.on_night_accent, (600, 0))
    canvas.block(colors.on_night_accent, (_EDGE, 82, _EDGE + 18, 100))
    box = Box(540, 360, (76, 70, 64, 60, 56, 52, 48, 44, 40, 36), 1.36, 60)
    _headline(canvas, words, (identity.sans, identity.text), box, 112, (colors.on_night, colors.on_night_muted), 0.01)
    _sign(canvas, identity, words, identity.sans, 534, (colors.on_night, colors.on_night_muted), identity.town, plate=8)


LOOKS: Mapping[str, Look] = {
    "round": Look(_round_stage, _round_finish),
    "calm": Look(_calm_stage, _calm_finish),
    "sharp": Look(_sharp_stage, _sharp_finish),
}
"""By ``brand.style``."""
