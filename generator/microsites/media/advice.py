"""What an editor should know of a picture that can be published, but will not look or load as it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from microsites.media.pictures import ProcessedPicture


class Use(Enum):
    """What a picture is for, and the width in pixels that this asks of it."""

    HERO = 1600
    """As wide as the window."""
    CONTENT = 800
    """Beside text, or on a card: a telephone shows it as wide as its screen, with two or three pixels a dot."""
    MARK = 0
    """A logo."""


HEAVY = 10_000_000
"""Bytes of a source."""
HEAVY_DRAWING = 200_000
"""Bytes of an SVG, which is published as it is."""
EXTREME = 3
"""Times as wide as high, or as high as wide: cards and telephones then show little of it."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A message, and what to do."""

    message: str
    hint: str


def advice_on(name: str, use: Use, picture: ProcessedPicture, size: int) -> Iterator[Advice]:
    """What to tell of the picture ``name``, whose file has ``size`` bytes."""
    if not picture.vector and picture.width < use.value:
        missing = use.value - picture.width
        message = (
            f"'{name}' is {picture.width:,} pixels wide, {missing:,} fewer than it needs here: it will look blurred"
        )
        yield Advice(message, f"use a picture that is at least {use.value:,} pixels wide")
    if picture.vector and size > HEAVY_DRAWING:
        message = f"'{name}' is heavy for visitors: {size / 1000:,.0f} kB, which nothing makes smaller"
        yield Advice(message, "simplify the drawing, or export it as PNG")
    elif size > HEAVY:
        message = f"'{name}' is heavy: {size / 1_000_000:.1f} MB, which every copy of this portfolio carries"
        yield Advice(message, "2,500 pixels are wide enough; make it smaller")
    longer, shorter = max(picture.width, picture.height), min(picture.width, picture.height)
    if use is not Use.MARK and longer > EXTREME * shorter:
        shape = "wide" if picture.width > picture.height else "high"
        message = (
            f"'{name}' is very {shape}: {picture.width:,} × {picture.height:,} pixels; cards show a small part of it"
        )
        yield Advice(message, "cut it to about 3:2")
