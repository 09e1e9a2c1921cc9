"""An event's page says when it takes place, as a person would."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from clocked import WALK, write_clocked
from everything import write_data
from portfolios import EditablePortfolio


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ({"starts": "2026-12-12 10:00", "ends": "2026-12-12 12:30"}, ["2026年12月12日（土）10時〜12時30分"]),
        ({"starts": "2026-12-12", "ends": "2026-12-12"}, ["2026年12月12日（土）"]),
        ({"starts": "2026-12-12", "ends": "2026-12-13"}, ["2026年12月12日（土）〜2026年12月13日（日）"]),
        (
            {
                "starts": "2026-12-12 18:00",
                "ends": "2027-01-09 20:00",
                "sessions": [
                    {"starts": "2026-12-12 18:00", "ends": "2026-12-12 20:00"},
                    {"starts": "2027-01-09 18:00", "ends": "2027-01-09 20:00"},
                ],
            },
            ["2026年12月12日（土）18時〜20時", "2027年1月9日（土）18時〜20時"],
        ),
    ],
    ids=["hours", "a day", "days", "sessions"],
)
def test_when(portfolio: EditablePortfolio, times: dict, said: list[str]) -> None:
    write_clocked(portfolio)
    write_data(portfolio, WALK, {**json.loads(portfolio.text(WALK)), **times})
    portfolio.build("berry", environment="local")
    page = BeautifulSoup((portfolio.dist / "berry/events/walk/index.html").read_bytes(), "html.parser")
    value = next(row for row in page.select(".ms-fact") if row.select_one("dt").get_text() == "日時").select_one("dd")  # type: ignore[union-attr]
    assert value is not None
    assert value.get_text("|").replace("|〜|", "〜").split("|") == said
