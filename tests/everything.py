"""A portfolio that uses every section type and every kind of entry, for tests about all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from microsites.collections import ENTRY_KINDS
from microsites.content.fields import Model
from microsites.content.yaml_reader import read_yaml
from microsites.resources import tags_directory, theme_directory
from microsites.sections import SECTION_TYPES
from portfolios import ABOUT, HOME, NEWS, PLAN, SITE, EditablePortfolio, copy_minimal

GALLERY = theme_directory() / "gallery"

ACTION = {
    "id": "go",
    "label": "進む",
    "url": "https://go.example.jp/?a=1&b=2",
    "event": "booking_click",
    "params": {"place": "x"},
}
LINK = {"label": "読む", "url": "https://read.example.jp/"}
PERIOD = {"opens": "2026-11-01 09:00", "closes": "2026-11-30 17:00", "note": "予算がなくなり次第、終わります。"}
SHARED = {
    "title": "題",
    "description": "説明",
    "tags": ["札", "印"],
    "facts": [{"label": "項目", "value": "値"}],
    "body": "本文です。\n\n- **太い**\n- [行き方](page:access#bus)\n",
    "picture": {"asset": "photos/field.jpg", "alt": "畑", "credit": "撮影"},
    "actions": [ACTION],
    "links": [LINK],
}
ENTRIES: Mapping[str, Mapping[str, Any]] = {
    "news": {"date": "2026-11-01", "category": "お知らせ"},
    "event": {
        "starts": "2026-12-01 10:00",
        "ends": "2026-12-01 12:30",
        "venues": ["公民館", "広場"],
        "capacity": "20組",
        "lottery": "多いときは抽選です。",
        "fee": "無料",
        "application": PERIOD,
        "note": "小雨でも開きます。",
    },
    "spot": {
        "address": "中央1番",
        "season": "冬",
        "open_season": {"opens": "2026-12-01", "closes": "2027-05-31", "note": "雪の日は休みます。"},
        "hours": "9時から",
        "closed": "月曜",
        "booking": "電話で",
        "tel": "000-000-0000",
        "access": "駅から",
        "parking": "10台",
        "prices": [
            {"season": "1月", "who": "大人", "price": "2,000円"},
            {"season": "1月", "who": "子", "price": "1,000円"},
        ],
    },
    "grant": {
        "amount": "100万円",
        "rate": "2分の1",
        "target": "若い方",
        "conditions": ["住むこと"],
        "period": PERIOD,
        "department": "係",
        "ends": "2027-03-31",
        "replaced_by": LINK,
    },
    "interview": {
        "number": 3,
        "person": "佐野さん",
        "came_from": "東京",
        "since": "2020年",
        "work": "農業",
        "date": "2026-10-01",
        "exchanges": [{"question": "なぜ", "answer": "好きだから。"}],
    },
    "theme": {"number": "01", "department": "係", "problem": "困った", "wanted": ["案"], "provides": ["場所"]},
    "project": {
        "fiscal_year": 2025,
        "company": "社",
        "theme": "01",
        "stage": "finished",
        "outcome": "できた",
        "reports": [{"date": "2026-02-01", "title": "中間", "text": "順調。", "link": LINK}],
    },
    "episode": {
        "number": 7,
        "date": "2026-11-01",
        "guests": ["木内さん", "聞き手"],
        "minutes": 24,
        "media": {"label": "聴く", "asset": "talk.mp3"},
        "transcript": "### はじめに\n\n[行き方](page:access#bus)の話です。",
    },
}
assert ENTRIES.keys() == ENTRY_KINDS.keys(), "a kind of entry has no example here"

Poison = Callable[[type[Model], Any], Any]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _settle(value: Any) -> Any:
    """References of the gallery, turned into ones that exist here."""
    if isinstance(value, list):
        return [_settle(item) for item in value]
    if not isinstance(value, dict):
        return value
    here = {"page": "index", "site": "move", "goal": "booking"}
    return {key: here.get(key, _settle(item)) for key, item in value.items() if key != "tag"}


def gallery_section(name: str) -> dict[str, Any]:
    """The gallery's example of a section type."""
    data = _plain(read_yaml((GALLERY / f"{name}.yml").read_text("utf-8"), name).data)
    return {**_settle(data), "id": name.replace("_", "-")}


def assets_in(value: Any) -> Iterator[str]:
    """Every asset that plain data names."""
    if isinstance(value, dict):
        if isinstance(value.get("asset"), str):
            yield value["asset"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from assets_in(item)


def _plan_for_any_value() -> Any:
    """The sample's events without what they ask of values and links: any text can stand there."""
    plan = _plain(read_yaml((tags_directory() / "plan.yml").read_text("utf-8"), PLAN).data)
    for event in plan["events"]:
        event.pop("fired_by", None)
        event["parameters"] = [
            {key: parameter[key] for key in ("name", "definition")} for parameter in event.get("parameters", ())
        ]
    return plan


def write_everything(portfolio: EditablePortfolio, poison: Poison = lambda _, data: data, theme: str = "promo") -> None:
    """Turn the minimal portfolio into one with every section and entry; ``poison`` may change each one's data."""
    write_data(portfolio, PLAN, _plan_for_any_value())
    # The gallery fires the event that is this site's goal here.
    portfolio.replace(SITE, "event: booking_click", "event: event_application_click")
    portfolio.replace(NEWS, "(page:index#top)", "(page:index#hero)")
    sections = [poison(SECTION_TYPES[name], gallery_section(name)) for name in SECTION_TYPES]
    for asset in assets_in(sections):
        shipped = GALLERY / "assets" / asset
        portfolio.write(f"berry/assets/{asset}", shipped.read_bytes() if shipped.is_file() else b"%PDF-1.4")
    home = read_yaml(portfolio.text(HOME), HOME).data
    write_data(portfolio, HOME, {**_plain(home), "sections": sections})
    collections = {}
    for kind, data in ENTRIES.items():
        entry = poison(ENTRY_KINDS[kind], {**SHARED, **data})
        for asset in assets_in(data):
            portfolio.write(f"berry/assets/{asset}", b"ID3")
        write_data(portfolio, f"berry/collections/{kind}s/one.yml", entry)
        collections[f"{kind}s"] = {"kind": kind, "path": f"{kind}s"}
    site = _plain(read_yaml(portfolio.text(SITE), SITE).data)
    site["collections"] |= collections
    write_data(portfolio, SITE, {**site, "theme": theme})
    assert portfolio.path(NEWS).is_file()
    assert portfolio.path(ABOUT).is_file()


def write_data(portfolio: EditablePortfolio, file: str, data: Any) -> None:
    """Write plain data as a YAML file: JSON is YAML."""
    portfolio.write(file, json.dumps(data, ensure_ascii=False, indent=1))


def with_gallery_section(folder: Path, kind: str) -> EditablePortfolio:
    """A built portfolio whose home page is the gallery's section of a type, alone."""
    portfolio = copy_minimal(folder)
    section = gallery_section(kind)
    for asset in assets_in(section):
        portfolio.write(f"berry/assets/{asset}", (GALLERY / "assets" / asset).read_bytes())
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [section]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    assert not portfolio.build("berry").problems
    return portfolio
