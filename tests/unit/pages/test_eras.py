"""和暦: eras change on a day, not on New Year's Day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from microsites.pages import japanese
from microsites.pages.eras import era_year, fiscal_year
from microsites.pages.japanese import day, moment
from portfolios import SITE, EditablePortfolio


@pytest.mark.parametrize(
    ("on", "era"),
    [
        (date(1868, 10, 22), None),
        (date(1868, 10, 23), "明治元"),
        (date(1912, 7, 29), "明治45"),
        (date(1912, 7, 30), "大正元"),
        (date(1926, 12, 24), "大正15"),
        (date(1926, 12, 25), "昭和元"),
        (date(1989, 1, 7), "昭和64"),
        (date(1989, 1, 8), "平成元"),
        (date(2019, 4, 30), "平成31"),
        (date(2019, 5, 1), "令和元"),
        (date(2026, 6, 1), "令和8"),
    ],
)
def test_era_of_a_day(on: date, era: str | None) -> None:
    assert era_year(on) == era


def test_dates_with_and_without_era() -> None:
    assert day(date(2026, 6, 1)) == "2026年6月1日（月）"
    assert day(date(2026, 6, 1), eras=True) == "2026年（令和8年）6月1日（月）"
    assert moment(datetime.fromisoformat("2026-06-01T17:30"), eras=True) == "2026年（令和8年）6月1日（月）17時30分"
    assert day(datetime.fromisoformat("2019-05-01T00:00"), eras=True) == "2019年（令和元年）5月1日（水）"
    assert day(date(1867, 1, 1), eras=True) == "1867年1月1日（火）"


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2026, "2026年度（令和8年度）"),
        (2019, "2019年度（令和元年度）"),
        (2018, "2018年度（平成30年度）"),
        (1989, "1989年度（平成元年度）"),
    ],
)
def test_fiscal_years(year: int, words: str) -> None:
    assert fiscal_year(year, eras=True) == words
    assert fiscal_year(year, eras=False) == f"{year}年度"


@pytest.mark.parametrize(
    ("setting", "written"), [("", "2026年11月1日（日）"), ("eras: true\n", "2026年（令和8年）11月1日（日）")]
)
def test_a_site_chooses_eras_for_all_its_dates(portfolio: EditablePortfolio, setting: str, written: str) -> None:
    portfolio.write(SITE, setting + portfolio.text(SITE))
    portfolio.build("berry")
    for page in ("index.html", "news/open/index.html"):
        html = (portfolio.dist / "berry" / page).read_text("utf-8")
        assert f'<time datetime="2026-11-01">{written}</time>' in html
        assert f'最終更新：<time datetime="2026-11-01">{written}</time>' in html


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 6, 1), ("2026年（令和8年）", "2026年（令和8年）6月", "6月1日（月）")),
        (date(2019, 4, 30), ("2019年（平成31年）", "2019年（平成31年）4月", "4月30日（火）")),
        (datetime.fromisoformat("2019-05-01T09:00"), ("2019年（令和元年）", "2019年（令和元年）5月", "5月1日（水）")),
    ],
)
def test_parts_of_a_date(value: date, written: tuple[str, str, str]) -> None:
    assert (japanese.year(value, eras=True), japanese.month(value, eras=True), japanese.short_day(value)) == written
    assert (japanese.year(value), japanese.month(value)) == (f"{value.year}年", f"{value.year}年{value.month}月")


@pytest.mark.parametrize(("time", "words"), [("00:00", ""), ("23:59", ""), ("17:00", "17時"), ("09:05", "9時5分")])
def test_a_clock_is_silent_at_the_edges_of_a_day(time: str, words: str) -> None:
    assert japanese.clock(datetime.fromisoformat(f"2026-06-01T{time}")) == words
