"""Events by date: order, times in words, and the calendars of their months."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError
from seen import view_of

from microsites.collections.event import Event
from microsites.pages.section_views.event_list import span
from microsites.sections.event_list import EventList
from portfolios import ACCESS, EditablePortfolio

SECTION = {"type": "event_list", "collection": "things"}


def event(starts: str, ends: str, **more: Any) -> dict[str, Any]:
    return {"starts": starts, "ends": ends, "venues": ["公民館"], **more}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("starts", "ends", "dated", "words"),
    [
        ("2026-12-12T19:30", "2026-12-12T21:00", False, "19時30分〜21時"),
        ("2026-12-12T19:30", "2026-12-12T21:00", True, "12月12日（土）19時30分〜21時"),
        ("2026-12-12T10:00", "2026-12-12T23:59", False, "10時"),
        ("2026-12-12T00:00", "2026-12-12T23:59", False, "12月12日（土）"),
        ("2026-12-12T00:00", "2026-12-12T15:00", False, "〜15時"),
        ("2026-12-12T00:00", "2026-12-12T15:00", True, "12月12日（土）〜15時"),
        ("2026-12-12T10:00", "2026-12-12T10:00", False, "10時"),
        ("2027-01-30T10:30", "2027-01-31T15:00", False, "1月30日（土）10時30分〜1月31日（日）15時"),
        ("2027-01-30T00:00", "2027-01-31T23:59", True, "1月30日（土）〜1月31日（日）"),
    ],
)
def test_times_are_said_as_short_as_they_can_be(starts: str, ends: str, dated: bool, words: str) -> None:
    assert span(at(starts), at(ends), dated=dated) == words


def test_what_comes_stands_first_and_alone_has_calendars(portfolio: EditablePortfolio) -> None:
    entries = {
        "over": event("2026-10-17 10:00", "2026-10-17 16:00"),
        "later": event("2027-02-01 10:00", "2027-02-01 12:00"),
        "soon": event("2026-12-05 10:00", "2026-12-05 12:00", application={"closes": "2026-12-01 17:00"}),
        "off": event("2026-12-20 10:00", "2026-12-20 12:00", override="cancelled"),
    }
    view = view_of(portfolio, SECTION, "event", entries)
    assert [(each.title, each.over, each.weekday) for each in view.events] == [
        ("soon", False, "土"),
        ("off", False, "日"),
        ("later", False, "月"),
        ("over", True, "土"),
    ]
    assert [each.badge.label for each in view.events] == ["受付中", "中止", "開催前", "終了"]
    assert [month.first for month in view.months] == [date(2026, 12, 1), date(2027, 2, 1)]
    marked = [day.date.day for week in view.months[0].weeks for day in week if day and day.events]
    assert marked == [5], "what is called off is on no calendar"
    without = view_of(portfolio, {**SECTION, "past": False, "limit": 1, "months": 0})
    assert [each.title for each in without.events] == ["soon"]
    assert without.months == ()


def test_calendar_has_weeks_from_sunday_holidays_and_every_day_of_an_event(portfolio: EditablePortfolio) -> None:
    entries = {
        "trip": event("2027-01-30 10:00", "2027-02-01 15:00"),
        "nights": event(
            "2027-01-09 18:00",
            "2027-01-30 20:00",
            sessions=[
                {"starts": "2027-01-09 18:00", "ends": "2027-01-09 20:00"},
                {"starts": "2027-01-30 18:00", "ends": "2027-01-30 20:00"},
            ],
        ),
    }
    january, february = view_of(portfolio, SECTION, "event", entries).months
    assert [day and day.date.day for day in january.weeks[0]] == [None, None, None, None, None, 1, 2]
    assert [(day.date.day, day.holiday) for day in january.holidays] == [(1, "元日"), (11, "成人の日")]
    days = {day.date: [link.title for link in day.events] for week in january.weeks for day in week if day}
    assert {day.day: titles for day, titles in days.items() if titles} == {
        9: ["nights"],
        30: ["nights", "trip"],
        31: ["trip"],
    }
    assert [link.href for link in february.weeks[0][1].events] == ["../things/trip/"]


def test_a_span_of_years_makes_no_more_months_than_asked_for(portfolio: EditablePortfolio) -> None:
    entries = {"long": event("2026-12-15", "2099-12-31")}
    months = view_of(portfolio, {**SECTION, "months": 3}, "event", entries).months
    assert [month.first.month for month in months] == [12, 1, 2]


def test_a_month_that_has_passed_has_no_calendar(portfolio: EditablePortfolio) -> None:
    section = {**SECTION, "months": 3, "id": "it"}
    view = view_of(portfolio, section, "event", {"long": event("2026-07-01", "2027-01-31")})
    assert [month.first for month in view.months] == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    model = EventList.model_validate(section)
    moment = model.next_moment(at("2026-11-22T12:00"))
    assert moment == at("2026-12-01T00:00")
    assert moment is not None
    assert model.next_moment(moment) == at("2027-01-01T00:00")
    after = view_of(portfolio, section, now=moment)
    assert [month.first for month in after.months] == [date(2026, 12, 1), date(2027, 1, 1)]
    assert EventList.model_validate({**section, "months": 0}).next_moment(at("2026-11-22T12:00")) is None


def test_two_sessions_do_not_start_together() -> None:
    session = {"starts": "2026-12-12 10:00", "ends": "2026-12-12 12:00"}
    data = event("2026-12-12 10:00", "2026-12-12 12:00", sessions=[session, session])
    with pytest.raises(ValidationError, match="two sessions start at the same moment"):
        Event.model_validate({"title": "題", "description": "説明", **data})


def test_a_collection_of_another_kind_is_refused_with_what_would_fit(portfolio: EditablePortfolio) -> None:
    text = portfolio.text(ACCESS) + "  - {type: event_list, id: all, collection: news}\n"
    portfolio.write(ACCESS, text)
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert f"{portfolio.place(ACCESS, 'news')}: collection" in result.output
    assert "collection 'news' is of kind news, but event_list shows event" in result.output
    assert "add one of kind event to berry/site.yml" in result.output
