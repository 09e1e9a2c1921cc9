from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict, model_validator

from microsites.content import shapes
from microsites.content.blocks import Fact, Section
from microsites.content.fields import Link, LongText, Model, Picture, Text
from microsites.content.refusal import refused
from microsites.i18n.message import _

Minutes = Annotated[int, Strict(), Field(ge=1, le=1440)]
"""How long it takes, in minutes: ``118`` is shown as 1時間58分."""


class Way(Model):
    """One way to get there, from door to door."""

    mode: Literal["train", "bus", "car", "plane", "ship", "bicycle", "walk"]
    """What most of the way is done by; gives the sign beside it."""
    title: Text
    """``首都圏から特急で``."""
    minutes: Minutes | None = None
    """How long it takes, in minutes, from door to door."""
    fare: Text | None = None
    """``4,620円（指定席）``."""
    frequency: Text | None = None
    """``1日14往復``."""
    last: Text | None = None
    """The last one back, the question of every visitor: ``花守駅発 20時42分``."""
    steps: tuple[LongText, ...] = Field(default=(), max_length=8)
    """The way in its order."""
    note: LongText | None = None
    """What else to know."""
    link: Link | None = None
    """A timetable, a booking site."""


class TravelTime(Model):
    """A bar of the diagram."""

    origin: Text
    """``県都``."""
    minutes: Minutes
    """How long it takes, in minutes."""
    by: Text | None = None
    """``快速``."""


class Access(Section):
    """How to get to a place: ways with times and fares, parking, and what people with wheels need to know."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (shapes.at_least_one("ways", "travel_times"),)

    summary: ClassVar[str] = "Ways to a place with times, fares, last departure, parking and notes on steps."

    type: Literal["access"]
    place: Text | None = None
    """Where to: ``花守駅``."""
    address: Text | None = None
    """For a navigation system."""
    travel_times: tuple[TravelTime, ...] = Field(default=(), max_length=10)
    """How long it takes from some cities, as bars."""
    ways: tuple[Way, ...] = Field(default=(), max_length=12)
    """One after the other."""
    parking: LongText | None = None
    """How many cars, what it costs, coaches."""
    barriers: tuple[Fact, ...] = Field(default=(), max_length=12)
    """What is there and what is not: 段差, 車いす, ベビーカー, トイレ."""
    timetable: Picture | None = None
    """A timetable as a picture; its text alternative names at least the first and the last departure."""
    links: tuple[Link, ...] = Field(default=(), max_length=8)
    """Timetables and maps elsewhere, or as files."""

    @model_validator(mode="after")
    def _says_a_way(self) -> Access:
        if not self.ways and not self.travel_times:
            raise refused(_("needs 'ways' or 'travel_times'"))
        return self
