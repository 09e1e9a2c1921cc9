"""Ways to take part and to keep in touch: always one that is not a chat, and only what the site really has."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from everything import gallery_section, write_data
from microsites.sections.community import Community
from microsites.sections.subscribe import Subscribe
from portfolios import HOME, NEWS, EditablePortfolio

JOIN = {"id": "join", "label": "参加する", "url": "https://chat.example.jp/", "event": "contact_click"}
COMMUNITY: dict[str, Any] = {
    "type": "community",
    "id": "club",
    "platform": "チャット",
    "channels": [{"name": "#はじめまして", "purpose": "自己紹介"}],
    "join": JOIN,
    "other_ways": [{"title": "電話で", "text": "000-000-0000"}],
}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"other_ways": None}, "other_ways"),
        ({"other_ways": []}, "at least 1 item"),
        ({"members": 12}, "'members' and 'as_of'"),
        ({"as_of": "2026-11-01"}, "'members' and 'as_of'"),
        ({"members": 0, "as_of": "2026-11-01"}, "greater than or equal to 1"),
        ({"channels": []}, "at least 1 item"),
    ],
)
def test_community_says_what_is_missing(fields: dict[str, Any], message: str) -> None:
    data = {key: value for key, value in {**COMMUNITY, **fields}.items() if value is not None}
    with pytest.raises(ValidationError, match=message):
        Community.model_validate(data)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"feeds": False}, "needs 'ways'"),
        ({"ways": [{"kind": "mail", "title": "便り"}]}, "needs 'action', 'link' or a 'text'"),
        ({"ways": [{"kind": "fax", "title": "便り", "text": "はい"}]}, "'mail', 'line', 'sns' or 'paper'"),
    ],
)
def test_subscribe_says_what_is_missing(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Subscribe.model_validate({"type": "subscribe", "id": "news", **fields})


def _home(portfolio: EditablePortfolio, section: dict[str, Any], environment: Any = "production") -> BeautifulSoup:
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [section]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    assert not portfolio.build("berry", environment=environment).problems
    return BeautifulSoup((portfolio.dist / "berry/index.html").read_text("utf-8"), "html.parser")


def test_feeds_are_offered_where_they_exist(portfolio: EditablePortfolio) -> None:
    page = _home(portfolio, {"type": "subscribe", "id": "news", "heading": "受け取る"})
    links = [link["href"] for link in page.select(".ms-subscriptions a")]
    assert links, "the minimal site has news"
    assert all((portfolio.dist / "berry" / href).is_file() for href in links)
    assert not page.select("form, input")


def test_no_feed_is_promised_where_there_is_none(portfolio: EditablePortfolio) -> None:
    """A tree without an address has no feed."""
    way = {"kind": "paper", "title": "広報", "text": "毎月1日に配ります。"}
    page = _home(portfolio, {"type": "subscribe", "id": "news", "ways": [way]}, "local")
    assert [item.h3.get_text() for item in page.select(".ms-subscriptions > li")] == ["広報"]


def test_community_prints_another_way_and_one_measured_button(portfolio: EditablePortfolio) -> None:
    section = gallery_section("community")
    section["join"] = {"id": "join", "label": "参加する", "url": "https://chat.example.jp/", "goal": "booking"}
    section["join"]["params"] = {"place": "x"}
    page = _home(portfolio, section)
    (button,) = page.select("main [data-track]")
    assert button["data-track-id"] == "index/community/join"
    assert "1,284人が参加（2026年11月1日（日）現在）" in page.select_one(".ms-community-members").get_text()
    others = page.select_one(".ms-community-other")
    assert [term.get_text() for term in others.select("dt")] == ["電話で", "場所で"]
