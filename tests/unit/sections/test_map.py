"""Pins stand where their coordinates say; tiles are only named where a site asks for them."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from everything import write_data
from microsites.content.geography import Bounds
from microsites.errors import UserError
from portfolios import HOME, NEWS, SITE, EditablePortfolio

BOUNDS = {"north": 37.04, "south": 36.99, "west": 139.7, "east": 139.8}
SPOT = {
    "title": "青木農園",
    "description": "農園です。",
    "address": "川原1番",
    "location": {"lat": 37.04, "lon": 139.7},
}
PIN = {"name": "駅", "location": {"lat": 36.99, "lon": 139.8}}


def _write(portfolio: EditablePortfolio, **fields: object) -> None:
    section = {
        "type": "map",
        "id": "map",
        "heading": "地図",
        "picture": {"asset": "photos/field.jpg", "alt": "略図"},
        "bounds": BOUNDS,
        "collection": "farms",
        "pins": [PIN],
    }
    home = {
        "title": "題",
        "description": "説明",
        "sections": [{key: value for key, value in {**section, **fields}.items() if value is not None}],
    }
    write_data(portfolio, HOME, home)
    write_data(portfolio, "berry/collections/farms/aoki.yml", SPOT)
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    portfolio.replace(SITE, "{kind: news, path: news}", "{kind: news, path: news}\n  farms: {kind: spot, path: farms}")


def _home(portfolio: EditablePortfolio) -> BeautifulSoup:
    assert not portfolio.build("berry").problems
    return BeautifulSoup((portfolio.dist / "berry/index.html").read_text("utf-8"), "html.parser")


def test_numbers_of_pins_and_list_agree(portfolio: EditablePortfolio) -> None:
    _write(portfolio)
    page = _home(portfolio)
    svg = page.select_one("svg.ms-map-over")
    _, _, width, height = map(float, svg["viewbox"].split())
    assert [group["transform"] for group in svg.select("g[transform]")] == [
        "translate(0.0 0.0)",
        f"translate({width} {height})",
    ]
    assert [pin["aria-label"] for pin in svg.select("a")] == ["1 青木農園", "2 駅"]
    targets = [page.find(id=pin["href"].removeprefix("#")) for pin in svg.select("a")]
    assert [(place.find("span").get_text(), place.h3.get_text()) for place in targets] == [
        ("1", "青木農園"),
        ("2", "駅"),
    ]
    assert targets[0].h3.a["href"] == "farms/aoki/"
    assert targets[1].find_all("a")[-1]["href"] == "https://maps.gsi.go.jp/#16/36.99/139.8/"


@pytest.mark.parametrize(
    ("outside", "href"),
    [("google", "https://www.google.com/maps/search/?api=1&query=36.99%2C139.8"), ("none", None)],
)
def test_large_maps_elsewhere(portfolio: EditablePortfolio, outside: str, href: str | None) -> None:
    _write(portfolio, collection=None, outside=outside)
    link = _home(portfolio).select_one(".ms-map-places a")
    assert (link and link["href"]) == href


def test_pin_outside_the_picture_is_an_error_at_its_line(portfolio: EditablePortfolio) -> None:
    _write(portfolio, pins=[{**PIN, "location": {"lat": 36.98, "lon": 139.75}}])
    write_data(portfolio, "berry/collections/farms/aoki.yml", {**SPOT, "location": {"lat": 37.0, "lon": 139.9}})
    write_data(portfolio, "berry/collections/farms/baba.yml", {**SPOT, "title": "馬場農園", "location": None})
    portfolio.replace("berry/collections/farms/baba.yml", ',\n "location": null', "")
    with pytest.raises(UserError) as caught:
        portfolio.build("berry")
    line = portfolio.text(HOME)[: portfolio.text(HOME).index('"location"')].count("\n") + 1
    found = {problem.message: problem for problem in caught.value.problems}
    assert set(found) == {
        "'駅' at 36.98, 139.75 lies outside the map",
        "'青木農園 (farms/aoki)' at 37.0, 139.9 lies outside the map",
        "nobody knows where '馬場農園' is",
    }
    assert found["'駅' at 36.98, 139.75 lies outside the map"].line == line
    assert "farms/baba.yml" in found["nobody knows where '馬場農園' is"].hint


def test_map_without_places_is_an_error(portfolio: EditablePortfolio) -> None:
    _write(portfolio, collection=None, pins=None)
    with pytest.raises(UserError, match="a map needs places"):
        portfolio.build("berry")


@pytest.mark.parametrize("tiles", ["gsi", None])
def test_tiles_are_named_only_where_they_are_offered(portfolio: EditablePortfolio, tiles: str | None) -> None:
    host = "cyberjapandata.gsi.go.jp"
    _write(portfolio, collection=None, tiles=tiles)
    page = _home(portfolio)
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    disclosure = (portfolio.dist / "berry/external-transmission/index.html").read_text("utf-8")
    scripts = [script["src"] for script in page.select("main script[src]")]
    assert (f"https://{host}" in policy) is bool(tiles)
    assert ("地理院タイル" in disclosure) is bool(tiles)
    assert bool(scripts) is bool(tiles)
    other = (portfolio.dist / "berry/access/index.html").read_text("utf-8")
    assert "theme/map." not in other, "only pages with such a map load its script"
    assert not list((portfolio.dist / "berry/theme").glob("map.*")) or tiles
    if tiles:
        assert host not in str(page.select("img, image, source, link, script")), "nothing is fetched by itself"
        button = page.select_one("button[data-tiles]")
        assert button.get_text() == "地図を表示する（国土地理院のサーバーに接続します）"
        shown = json.loads(button["data-tiles"])
        width, height = map(float, page.select_one("svg.ms-map-over")["viewbox"].split()[2:])
        assert 1 <= len(shown) <= 16
        # Zoom 13, worked out with another formula (OpenStreetMap wiki, Slippy map tilenames).
        assert shown[0]["href"] == f"https://{host}/xyz/pale/13/7274/3187.png"
        assert min(tile["x"] for tile in shown) <= 0
        assert min(tile["y"] for tile in shown) <= 0
        assert max(tile["x"] + tile["width"] for tile in shown) >= width
        assert max(tile["y"] + tile["height"] for tile in shown) >= height


@pytest.mark.parametrize(("factor", "told"), [(1.0, False), (1.015, False), (1.03, True), (0.97, True)])
def test_a_picture_of_another_shape_than_its_bounds_is_told(
    portfolio: EditablePortfolio, factor: float, *, told: bool
) -> None:
    shape = Bounds.model_validate(BOUNDS).shape
    size = (1000, round(1000 * shape * factor))
    Image.new("RGB", size).save(portfolio.root / "berry/assets/map.png")
    _write(portfolio, picture={"asset": "map.png", "alt": "略図"})
    [built] = portfolio.build("berry").built
    notes = [note for note in built.notes if "does not fit the picture" in note.message]
    assert len(notes) == told
    if told:
        assert f"make a map {1000 * shape:.0f} pixels high" in notes[0].message
        assert notes[0].code == "BLD020"
