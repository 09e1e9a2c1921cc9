"""A portfolio with everything that the clock changes, for tests in builds and in the browser."""

from __future__ import annotations

from typing import Any

from everything import write_data
from portfolios import NEWS, PLAN, SITE, EditablePortfolio

CALL = "berry/pages/call.yml"
EVENTS = "berry/pages/events.yml"
WALK = "berry/collections/events/walk.yml"
MARKET = "berry/collections/events/market.yml"
FAIR = "berry/collections/events/fair.yml"
GRANT = "berry/collections/grants/shop.yml"
FARM = "berry/collections/farms/aoki.yml"

_COLLECTIONS = """\
collections:
  events: {kind: event, path: events}
  farms: {kind: spot, path: farms}
  grants: {kind: grant, path: grants}
"""
_EVENT = """\
  - name: entry_click
    definition: 申込みの画面へ進む操作。
    owner: 観光係
"""


def action(name: str = "entry", **more: Any) -> dict[str, Any]:
    """A call to action of the test's own plan."""
    return {"id": name, "label": "申込みへ進む", "url": "https://forms.example.jp/", "event": "entry_click", **more}


def call(**period: Any) -> dict[str, Any]:
    """A call that is open from 16 November, 9:00, to 30 November, 17:00, if nothing else is given."""
    return {
        "type": "call",
        "id": "call",
        "heading": "募集",
        "period": {"opens": "2026-11-16 09:00", "closes": "2026-11-30 17:00", **period},
        "questions_until": "2026-11-20 17:00",
        "entry": action(),
        "after": {"label": "前回の結果", "page": "access"},
    }


def page(*sections: dict[str, Any]) -> dict[str, Any]:
    """A page with these sections."""
    return {"title": "試験の頁", "description": "試験です。", "sections": list(sections)}


def write_clocked(portfolio: EditablePortfolio) -> None:
    """A call, a notice for two days, events with and without application, a farm's season, a news for later."""
    portfolio.replace(SITE, "collections:\n", _COLLECTIONS)
    portfolio.write(PLAN, portfolio.text(PLAN) + _EVENT)
    notice = {"type": "notice", "id": "storm", "heading": "臨時休業", "body": "あらしのため休みます。"}
    shown = {"show_from": "2026-11-18 06:00", "show_until": "2026-11-19 18:00"}
    write_data(portfolio, CALL, page(call(), {**notice, **shown}))
    entry = {"title": "畑の会", "description": "畑を歩きます。", "venues": ["畑"], "actions": [action(when_open=True)]}
    times = {"starts": "2026-12-12 10:00", "ends": "2026-12-12 12:00"}
    write_data(
        portfolio,
        WALK,
        {**entry, **times, "application": {"opens": "2026-12-01 09:00", "closes": "2026-12-10 17:00"}},
    )
    write_data(portfolio, MARKET, {**entry, "title": "市", "starts": "2026-11-22 09:00", "ends": "2026-11-22 15:00"})
    called_off = {"starts": "2026-11-21 09:00", "ends": "2026-11-21 15:00", "override": "cancelled"}
    write_data(portfolio, FAIR, {**entry, "title": "秋祭り", **called_off})
    scheme = {"amount": "10万円", "conditions": ["店を開く方"], "department": "商工課", "ends": "2026-11-24"}
    stopped = {"opens": "2026-04-01", "closes": "2026-10-30", "override": "closed_early"}
    write_data(portfolio, GRANT, {"title": "開業補助", "description": "補助します。", **scheme, "period": stopped})
    season = {"opens": "2026-12-19", "closes": "2027-05-16"}
    write_data(portfolio, FARM, {"title": "農園", "description": "畑です。", "address": "中央1", "open_season": season})
    lists = [
        {"type": "collection_list", "id": "current", "collection": "events", "show": "current"},
        {"type": "collection_list", "id": "past", "collection": "events", "show": "past", "heading": "終わったもの"},
        {"type": "collection_list", "id": "farms", "collection": "farms", "layout": "rows"},
        {"type": "grant_table", "id": "grants", "collection": "grants", "caption": "補助金"},
    ]
    write_data(portfolio, EVENTS, page(*lists))
    portfolio.write(NEWS.replace("open", "later"), portfolio.text(NEWS).replace("2026-11-01", "2026-11-17"))


CHANGES = (
    ("2026-11-16 09:00", "call/call: scheduled → open"),
    ("2026-11-17 00:00", "news/later: its date comes, for feed and footer"),
    ("2026-11-18 06:00", "call/storm: appears"),
    ("2026-11-19 18:01", "call/storm: disappears"),
    ("2026-11-20 17:01", "call/call: changes"),
    ("2026-11-21 15:01", "events/fair/entry: changes"),
    ("2026-11-22 09:00", "events/market/entry: starting_soon → open"),
    ("2026-11-22 15:01", "events/market/entry: open → closed"),
    ("2026-11-23 17:01", "call/call: open → closing_soon"),
    ("2026-11-25 00:00", "grants/shop/entry: changes"),
    ("2026-11-30 17:01", "call/call: closing_soon → closed"),
    ("2026-12-01 09:00", "events/walk/entry: scheduled → open"),
    ("2026-12-03 17:01", "events/walk/entry: open → closing_soon"),
    ("2026-12-05 10:00", "events/walk/entry: scheduled → starting_soon"),
    ("2026-12-10 17:01", "events/walk/entry: closing_soon → closed"),
    ("2026-12-12 10:00", "events/walk/entry: closed → open"),
    ("2026-12-12 12:01", "events/walk/entry: open → closed"),
    ("2026-12-19 00:00", "farms/aoki/entry: scheduled → open"),
    ("2027-01-01 00:00", "every page: the year in the footer"),
    ("2027-05-17 00:00", "farms/aoki/entry: open → closed"),
    ("2028-01-01 00:00", "every page: the year in the footer"),
)
"""What the clock does to site ``berry`` after 15 November 2026, 12:00, counted by hand; the first of each moment.

The questions of the call open with it and close on 20 November; their ``closing_soon`` falls on the opening itself.
"""
