from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from microsites.content.blocks import Entry, Listing
from microsites.content.fields import LongText, Model, Text
from microsites.content.geography import Location
from microsites.content.status import Season


class Price(Model):
    """What one person pays in one part of the season."""

    season: Text
    """``1月上旬〜2月末``."""
    who: Text
    """``小学生以上``, ``3歳〜未就学児``."""
    price: Text
    """``2,200円``."""


class Spot(Entry):
    """A place to go: a farm, a shop, a house to try living in."""

    summary: ClassVar[str] = "A place with season, hours, prices by age and season, booking and access."

    address: Text
    """Its postal address."""
    location: Location | None = None
    """Where it is, for maps: ``{lat: 36.9512, lon: 139.7423}``."""
    season: Text | None = None
    """In words: ``12月中旬〜5月上旬``."""
    open_season: Season | None = None
    """The season by the calendar, for the badge: ``{opens: 2026-12-19, closes: 2027-05-16}``."""
    hours: Text | None = None
    """From when to when."""
    closed: Text | None = None
    """On which days it is closed."""
    booking: Text | None = None
    """How one books, in a line."""
    tel: Text | None = None
    """As it is to be read."""
    access: LongText | None = None
    """How to get there."""
    parking: Text | None = None
    """How many cars, and what it costs."""
    prices: tuple[Price, ...] = Field(default=(), max_length=40)
    """By season and age."""

    def listing(self) -> Listing:
        """In hand order, with its season."""
        return Listing((self.order,), None, (self.season,) if self.season else ())

    def clock(self) -> Season | None:
        """Its season."""
        return self.open_season
