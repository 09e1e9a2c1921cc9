"""Places on the earth, as editors copy them from a map: decimal degrees, WGS 84 (JGD2011 differs by centimetres)."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field, Strict, model_validator

from microsites.content.fields import Model
from microsites.content.refusal import refused
from microsites.i18n.message import _

Latitude = Annotated[float, Strict(), Field(ge=20.4, le=45.6)]
"""Within Japan: from Okinotorishima to Benten-jima (Geospatial Information Authority of Japan)."""
Longitude = Annotated[float, Strict(), Field(ge=122.9, le=154.0)]
"""Within Japan: from Yonaguni to Minamitorishima."""


def mercator(latitude: float) -> float:
    """How far north a latitude lies on a web map, in degrees of longitude at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


class Location(Model):
    """A point: latitude and longitude as a web map shows them after a right click."""

    lat: Latitude
    """Degrees north, ``36.9512``."""
    lon: Longitude
    """Degrees east, ``139.7423``."""


class Bounds(Model):
    """What part of the earth a picture shows, edge by edge."""

    north: Latitude
    """Latitude of the upper edge."""
    south: Latitude
    """Latitude of the lower edge."""
    west: Longitude
    """Longitude of the left edge."""
    east: Longitude
    """Longitude of the right edge."""

    @model_validator(mode="after")
    def _the_right_way_round(self) -> Bounds:
        if self.north <= self.south or self.east <= self.west:
            raise refused(_("north must be greater than south, and east greater than west"))
        return self

    def hold(self, place: Location) -> bool:
        """Whether ``place`` lies within."""
        return self.south <= place.lat <= self.north and self.west <= place.lon <= self.east

    @property
    def shape(self) -> float:
        """Height divided by width on a web map (Mercator)."""
        return (mercator(self.north) - mercator(self.south)) / (self.east - self.west)

    def position(self, place: Location) -> tuple[float, float]:
        """Where ``place`` lies: 0 to 1 from the left edge, 0 to 1 from the upper one (Mercator)."""
        top, bottom = mercator(self.north), mercator(self.south)
        return (
            (place.lon - self.west) / (self.east - self.west),
            (top - mercator(place.lat)) / (top - bottom),
        )
