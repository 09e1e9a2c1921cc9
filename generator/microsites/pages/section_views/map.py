"""Pins in their places, and the tiles that a visitor may ask for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from urllib.parse import urlencode

from microsites.collections.spot import Spot
from microsites.content.fields import Link
from microsites.content.geography import Bounds, Location, mercator
from microsites.measurement.embeds import GSI_TILES
from microsites.pages.cards import in_order
from microsites.pages.section_views.context import SectionContext
from microsites.sections.map import Map

WIDTH = 1000
"""Of the drawing that lies over the picture, in its own units."""
MAX_TILES = 16
"""So many pictures of 256 pixels fill a map of the width of a page; more would load more than is seen."""
ZOOMS = range(5, 18)
"""The pale map exists for 5 to 18; a page needs no single houses."""


@dataclass(frozen=True, slots=True)
class PinView:
    """A place: its number, and where its pin stands in the drawing."""

    number: int
    name: str
    left: float
    top: float
    address: str | None
    note: str | None
    href: str | None
    """The place's page on this site."""
    link: Link | None
    outside_href: str | None
    """The place on somebody else's large map."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The drawing over the picture."""

    width: int
    height: float
    pins: tuple[PinView, ...]
    outside: str
    """Whose large map it is."""
    tiles: tuple[dict[str, str | float], ...]
    """Address and place of each tile: attributes of an SVG ``<image>``."""
    tiles_label: str
    """What the button says that fetches them."""
    tiles_credit: Link | None


def _outside(kind: str, place: Location) -> str | None:
    match kind:
        case "gsi":
            return f"https://maps.gsi.go.jp/#16/{place.lat}/{place.lon}/"
        case "google":
            query = urlencode({"api": 1, "query": f"{place.lat},{place.lon}"})
            return f"https://www.google.com/maps/search/?{query}"
    return None


def _tile_numbers(bounds: Bounds, zoom: int) -> tuple[range, range]:
    """Columns and rows of the tiles that cover ``bounds`` (slippy map: numbered from 180° west and 85° north)."""
    count = 2**zoom
    columns = [math.floor((edge + 180) / 360 * count) for edge in (bounds.west, bounds.east)]
    rows = [math.floor((180 - mercator(edge)) / 360 * count) for edge in (bounds.north, bounds.south)]
    return range(columns[0], columns[1] + 1), range(rows[0], rows[1] + 1)


def _zoom(bounds: Bounds) -> int:
    """The nearest zoom that covers ``bounds`` with few enough tiles."""
    fitting = [zoom for zoom in ZOOMS if math.prod(map(len, _tile_numbers(bounds, zoom))) <= MAX_TILES]
    return max(fitting, default=ZOOMS[0])


def _tiles(bounds: Bounds, height: float) -> tuple[dict[str, str | float], ...]:
    zoom = _zoom(bounds)
    step = 360 / 2**zoom
    columns, rows = _tile_numbers(bounds, zoom)
    wide = step / (bounds.east - bounds.west) * WIDTH
    high = step / (mercator(bounds.north) - mercator(bounds.south)) * height
    return tuple(
        {
            "href": f"{GSI_TILES.source}/xyz/pale/{zoom}/{column}/{row}.png",
            "x": round((column * step - 180 - bounds.west) / (bounds.east - bounds.west) * WIDTH, 2),
            "y": round((mercator(bounds.north) - 180 + row * step) / step * high, 2),
            "width": round(wide, 2),
            "height": round(high, 2),
        }
        for row in rows
        for column in columns
    )


def view(section: Map, context: SectionContext) -> MapView:
    """Numbered pins: the collection's spots in their order, then the section's own."""
    picture = context.pictures[section.picture.asset]
    height = round(WIDTH * picture.height / picture.width, 1)
    places: list[tuple[str, Location, str | None, str | None, str | None, Link | None]] = []
    if section.collection is not None:
        for page in in_order(context.site.entries(section.collection), context.now):
            spot = page.entry
            assert isinstance(spot, Spot)
            assert spot.location is not None, "the loader holds spots against the map"
            places.append((spot.title, spot.location, spot.address, None, context.links.to_page(page.id), None))
    places += [(pin.name, pin.location, pin.address, pin.note, None, pin.link) for pin in section.pins]
    pins = []
    for number, (name, location, address, note, href, link) in enumerate(places, 1):
        left, top = section.bounds.position(location)
        outside = _outside(section.outside, location)
        at = (round(left * WIDTH, 1), round(top * height, 1))
        pins.append(PinView(number, name, *at, address, note, href, link, outside))
    tiled = section.tiles is not None
    return MapView(
        WIDTH,
        height,
        tuple(pins),
        {"gsi": "地理院地図", "google": "Googleマップ", "none": ""}[section.outside],
        _tiles(section.bounds, height) if tiled else (),
        f"地図を表示する（{GSI_TILES.recipient}のサーバーに接続します）" if tiled else "",
        Link(label=GSI_TILES.service, url=GSI_TILES.about) if tiled else None,
    )
