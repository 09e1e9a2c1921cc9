from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Action, Picture, Text


class Cta(Section):
    """A band with one thing to do, after the reasons to do it."""

    summary: ClassVar[str] = "A band that asks for one thing."

    type: Literal["cta"]
    heading: Text
    """What to do, in one sentence."""
    actions: tuple[Action, ...] = Field(min_length=1, max_length=3)
    """The one thing to do, and at most two ways around it."""
    note: Text | None = None
    """Small print below the buttons: what happens next, on whose site."""
    picture: Picture | None = None
    """Beside the text."""
    tone: Literal["brand", "soft"] = "brand"
    """``brand``: on the main colour.  ``soft``: on a light ground."""
