"""Where a place lies on a map: held against positions that are worked out by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from microsites.content.geography import Bounds, Location, mercator

BOUNDS = Bounds(north=37.04, south=36.99, west=139.70, east=139.80)


def test_mercator_agrees_with_published_values() -> None:
    """Web Mercator (EPSG:3857) of 45° north is 5,621,521 m, where one degree is 111,319.49 m."""
    assert mercator(45) == pytest.approx(5_621_521.486 / 111_319.490_793, abs=1e-6)
    assert mercator(0) == pytest.approx(0)


def test_corners_and_middle() -> None:
    assert BOUNDS.position(Location(lat=37.04, lon=139.70)) == pytest.approx((0, 0))
    assert BOUNDS.position(Location(lat=36.99, lon=139.80)) == pytest.approx((1, 1))
    left, top = BOUNDS.position(Location(lat=37.015, lon=139.75))
    assert left == pytest.approx(0.5)
    assert 0.5 < top < 0.5002, "a degree grows towards the pole: the middle latitude lies a little below the middle"
    assert BOUNDS.shape == pytest.approx(0.05 / 0.1 / 0.7986, rel=1e-3), "1 / cos 37°"


@pytest.mark.parametrize(
    ("lat", "lon", "inside"), [(37.04, 139.70, True), (37.041, 139.75, False), (37.0, 139.801, False)]
)
def test_bounds_hold_their_edges(lat: float, lon: float, inside: bool) -> None:
    assert BOUNDS.hold(Location(lat=lat, lon=lon)) is inside


def test_latitude_and_longitude_exchanged_is_an_error() -> None:
    with pytest.raises(ValidationError) as caught:
        Location.model_validate({"lat": 139.7, "lon": 37.0})
    assert [error["loc"] for error in caught.value.errors()] == [("lat",), ("lon",)]


def test_edges_the_wrong_way_round_are_an_error() -> None:
    with pytest.raises(ValidationError, match="north must be greater than south"):
        Bounds(north=36.9, south=37.0, west=139.7, east=139.8)
