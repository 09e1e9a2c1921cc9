"""Days, months, years and free text; what they refuse, and when something changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from microsites.sections.timeline import Timeline, span_of


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def timeline(*milestones: dict[str, Any]) -> Timeline:
    filled = [{"title": "題", **milestone} for milestone in (*milestones, {"text": "いつか"}, {"text": "さいご"})]
    return Timeline.model_validate({"type": "timeline", "id": "it", "milestones": filled})


@pytest.mark.parametrize(
    ("partial", "first", "after"),
    [
        ("2027", "2027-01-01", "2028-01-01"),
        ("2028", "2028-01-01", "2029-01-01"),
        ("2028-02", "2028-02-01", "2028-03-01"),
        ("2027-12", "2027-12-01", "2028-01-01"),
        ("2027-01-31", "2027-01-31", "2027-02-01"),
    ],
)
def test_a_day_a_month_and_a_year_have_an_end(partial: str, first: str, after: str) -> None:
    assert span_of(partial) == (at(first), at(after))


@pytest.mark.parametrize("date", ["2027-02-30", "2027-13", "27", "来年", "2027-1-1", "9999-12-31", "0000"])
def test_what_is_in_no_calendar_is_refused_with_the_way_to_write_it(date: str) -> None:
    with pytest.raises(ValidationError, match="is no day, month or year; write it as 2027-01-31, 2027-01 or 2027"):
        timeline({"date": date})


@pytest.mark.parametrize(
    ("milestone", "message"),
    [
        ({}, "a milestone needs 'date' or 'text'"),
        ({"text": "秋", "until": "2027"}, "'until' needs a 'date' before it"),
        ({"date": "2027-03", "until": "2027-02"}, "'until' needs a 'date' before it"),
    ],
)
def test_a_milestone_is_some_time(milestone: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        timeline(milestone)


def test_next_moment_is_the_next_beginning_or_end() -> None:
    section = timeline({"date": "2026-11", "until": "2026-12"}, {"date": "2026-12-04"})
    moments = [now := at("2026-10-31T23:59")]
    while (moment := section.next_moment(now)) is not None:
        moments.append(now := moment)
    assert [moment.isoformat()[:16] for moment in moments[1:]] == [
        "2026-11-01T00:00",
        "2026-12-04T00:00",
        "2026-12-05T00:00",
        "2027-01-01T00:00",
    ]
