from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Action, Link, LongText, Model, Picture, Text
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Card(Model):
    """One card: a title, a text, and at most one way on."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = shapes.at_most_one("link", "action")

    title: Text
    """What it is about."""
    text: LongText | None = None
    """One or two sentences."""
    meta: Text | None = None
    """A short line above the title: a season, an amount, a place."""
    picture: Picture | None = None
    """Above the title."""
    link: Link | None = None
    """A plain link; the whole card leads there."""
    action: Action | None = None
    """A call to action, counted with its own event."""

    @model_validator(mode="after")
    def _one_way_on(self) -> Card:
        if self.link and self.action:
            raise refused(_("a card has a link or an action, not both"))
        return self


class CardGrid(Section):
    """A grid of cards: choices, varieties, topics."""

    summary: ClassVar[str] = "A grid of cards with pictures, texts and one way on each."

    type: Literal["card_grid"]
    columns: Annotated[int, Strict(), Field(ge=2, le=4)] = 3
    """On a wide screen; a phone shows one."""
    cards: tuple[Card, ...] = Field(min_length=1, max_length=36)
    """In the order in which they are shown."""
