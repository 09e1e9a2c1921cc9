"""Dates in words, and what the clock marks."""

from __future__ import annotations

from datetime import datetime

import pytest
from seen import view_of

from microsites.pages.section_views.timeline import TimelineItemView
from portfolios import SITE, EditablePortfolio

MILESTONES = [
    {"date": "2024", "title": "昔"},
    {"date": "2026-11", "until": "2026-12", "title": "いまの間"},
    {"date": "2027-05", "until": "2028-01", "title": "先の間"},
    {"date": "2026-12-04", "title": "すぐ先"},
    {"text": "いつか", "title": "未定"},
]
SECTION = {"type": "timeline", "milestones": MILESTONES}


@pytest.mark.parametrize(
    ("now", "places"),
    [
        ("2026-11-22T12:00", ["past", "now", "later", "next", None]),
        ("2026-12-04T00:00", ["past", "now", "next", "now", None]),
        ("2027-01-01T00:00", ["past", "past", "next", "past", None]),
        ("2028-02-01T00:00", [None, None, None, None, None]),
    ],
)
def test_the_clock_marks_what_runs_and_what_comes_next(
    portfolio: EditablePortfolio, now: str, places: list[str | None]
) -> None:
    view = view_of(portfolio, SECTION, now=datetime.fromisoformat(now))
    assert [item.place for item in view] == places


def written(item: TimelineItemView) -> str:
    return f"{item.starts}〜{item.ends}" if item.ends else item.starts


def test_dates_are_written_as_far_as_they_are_known(portfolio: EditablePortfolio) -> None:
    words = ["2024年", "2026年11月〜12月", "2027年5月〜2028年1月", "2026年12月4日（金）", ""]
    assert [written(item) for item in view_of(portfolio, SECTION)] == words
    portfolio.write(SITE, f"eras: true\n{portfolio.text(SITE)}")
    assert [written(item) for item in view_of(portfolio, SECTION)] == [
        "2024年（令和6年）",
        "2026年（令和8年）11月〜2026年（令和8年）12月",
        "2027年（令和9年）5月〜2028年（令和10年）1月",
        "2026年（令和8年）12月4日（金）",
        "",
    ]
