from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from microsites.content import shapes
from microsites.content.blocks import Entry, Section, SectionFault
from microsites.content.fields import Link, LongText, Model, Picture, Slug, Text
from microsites.content.geography import Bounds, Location
from microsites.content.refusal import refused
from microsites.i18n.message import _


class Pin(Model):
    """A place on the map and in the list below it."""

    name: Text
    """``花守駅``."""
    location: Location
    """Where it is: ``{lat: 36.9512, lon: 139.7423}``."""
    address: Text | None = None
    """Its postal address."""
    note: LongText | None = None
    """What is there: ``観光案内所、はなバス乗り場``."""
    link: Link | None = None
    """Its page, or another site about it."""


class Map(Section):
    """A map of one's own with numbered pins, and the same numbers in a list: nothing is asked of anybody else.

    The pictures of the map are made once, as a drawing or a screenshot that its licence allows.
    """

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (shapes.at_least_one("pins", "collection"),)

    summary: ClassVar[str] = "An own map with numbered pins from coordinates, and the same places in a list."
    collection_kinds: ClassVar[tuple[str, ...]] = ("spot",)

    type: Literal["map"]
    picture: Picture
    """The map, north at the top, showing exactly what lies within ``bounds``."""
    bounds: Bounds
    """Latitude and longitude of the picture's edges."""
    collection: Slug | None = None
    """A collection of spots: each becomes a pin at its ``location``."""
    pins: tuple[Pin, ...] = Field(default=(), max_length=40)
    """Further places, numbered after those of the collection."""
    outside: Literal["gsi", "google", "none"] = "gsi"
    """Where each place can be seen on a large map: 地理院地図, Google Maps, or no link."""
    tiles: Literal["gsi"] | None = None
    """``gsi`` adds a button that shows the map of 国土地理院 instead of the picture.

    Nothing is fetched from there before it is pressed, and the page on external transmission says so.
    """

    @model_validator(mode="after")
    def _shows_places(self) -> Map:
        if not self.pins and self.collection is None:
            raise refused(_("a map needs places: give 'collection', 'pins' or both"))
        return self

    def faults(self, entries: Iterable[tuple[str, Entry]]) -> Iterator[SectionFault]:
        """Pins that lie beside the picture, and spots of which nobody knows where they lie."""
        for number, pin in enumerate(self.pins):
            if not self.bounds.hold(pin.location):
                yield self._outside(("pins", number, "location"), pin.name, pin.location)
        for page, entry in entries:
            location = getattr(entry, "location", None)
            if location is None:
                hint = _("add 'location: {{lat: …, lon: …}}' to {page}.yml of the collection", page=page)
                yield SectionFault(("collection",), _("nobody knows where '{entry}' is", entry=entry.title), hint)
            elif not self.bounds.hold(location):
                yield self._outside(("bounds",), f"{entry.title} ({page})", location)

    @staticmethod
    def _outside(path: tuple[str | int, ...], name: str, location: Location) -> SectionFault:
        hint = _("correct the place, or the north, south, west and east edges of the picture")
        return SectionFault(
            path,
            _("'{name}' at {lat}, {lon} lies outside the map", name=name, lat=location.lat, lon=location.lon),
            hint,
        )
