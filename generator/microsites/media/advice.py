"""What an editor should know of a picture that can be published, but will not look or load as it should."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from microsites.i18n.message import _
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
        message = _(
            "'{name}' is {width:,} pixels wide, {missing:,} fewer than it needs here: it will look blurred",
            name=name,
            width=picture.width,
            missing=missing,
        )
        yield Advice(message, _("use a picture that is at least {width:,} pixels wide", width=use.value))
    if picture.vector and size > HEAVY_DRAWING:
        message = _(
            "'{name}' is heavy for visitors: {size:,.0f} kB, which nothing makes smaller", name=name, size=size / 1000
        )
        yield Advice(message, _("simplify the drawing, or export it as PNG"))
    elif size > HEAVY:
        message = _(
            "'{name}' is heavy: {size:.1f} MB, which every copy of this portfolio carries",
            name=name,
            size=size / 1_000_000,
        )
        yield Advice(message, _("2,500 pixels are wide enough; make it smaller"))
    longer, shorter = max(picture.width, picture.height), min(picture.width, picture.height)
    if use is not Use.MARK and longer > EXTREME * shorter:
        shape = _("wide") if picture.width > picture.height else _("high")
        message = _(
            "'{name}' is very {shape}: {width:,} × {height:,} pixels; cards show a small part of it",
            name=name,
            shape=shape,
            width=picture.width,
            height=picture.height,
        )
        yield Advice(message, _("cut it to about 3:2"))
