from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Action, Link, LongText, Model, Text
from microsites.content.moments import Date
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Channel(Model):
    """A room of the community."""

    name: Text
    """As it is written there: ``#はじめまして``."""
    purpose: LongText
    """What is talked about, in one sentence."""
    link: Link | None = None
    """Where the room is explained."""


class Post(Model):
    """A message from the community that its author lets stand here."""

    text: LongText
    """What was written."""
    author: Text
    """A name by which the author agreed to be shown: ``移住3年目のAさん``."""
    channel: Text | None = None
    """In which room."""
    date: Date | None = None
    """On which day."""


class OtherWay(Model):
    """A way in for people who do not chat."""

    title: Text
    """``電話で``, ``市役所の窓口で``."""
    text: LongText
    """Number, place, days and hours; no application is needed to read it."""
    link: Link | None = None
    """Where it is explained."""


class Community(Section):
    """A community on a chat service: its rooms, how to join, its rules, and always a way in that is not the chat."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (
        shapes.needs(shapes.given("members"), "as_of"),
        shapes.needs(shapes.given("as_of"), "members"),
    )

    summary: ClassVar[str] = "A chat community: rooms, joining, rules, and always another way in."

    type: Literal["community"]
    platform: Text
    """The service, and what it costs: ``LINEオープンチャット（無料）``."""
    members: Annotated[int, Strict(), Field(ge=1)] | None = None
    """How many take part."""
    as_of: Date | None = None
    """When the members were counted."""
    channels: tuple[Channel, ...] = Field(min_length=1, max_length=20)
    """The rooms."""
    steps: tuple[LongText, ...] = Field(default=(), max_length=8)
    """How to join, in order."""
    join: Action
    """The button that leads to the community."""
    rules: tuple[LongText, ...] = Field(default=(), max_length=12)
    """What holds for everybody."""
    posts: tuple[Post, ...] = Field(default=(), max_length=6)
    """A few messages that show the tone, chosen by the owner."""
    other_ways: tuple[OtherWay, ...] = Field(min_length=1, max_length=4)
    """How to take part without the chat: not everybody has a smartphone."""

    @model_validator(mode="after")
    def _counted_when(self) -> Community:
        if (self.members is None) != (self.as_of is None):
            raise refused(_("'members' and 'as_of' (the day of the count) belong together"))
        return self
