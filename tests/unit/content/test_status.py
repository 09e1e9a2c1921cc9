"""The one clock, to the minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from microsites.collections.event import Event
from microsites.content.status import (
    LABELS,
    OPEN,
    Period,
    Season,
    Timeline,
    followed_by,
    occurrence,
    status_at,
)

CALL = Period.model_validate({"opens": "2026-06-01 09:00", "closes": "2026-07-31 17:00"})


@pytest.mark.parametrize(
    ("now", "state", "is_open", "changes"),
    [
        ("2026-06-01 08:59", "scheduled", False, "2026-06-01 09:00"),
        ("2026-06-01 09:00", "open", True, "2026-07-24 17:01"),
        ("2026-07-24 17:00", "open", True, "2026-07-24 17:01"),
        ("2026-07-24 17:01", "closing_soon", True, "2026-07-31 17:01"),
        ("2026-07-31 17:00", "closing_soon", True, "2026-07-31 17:01"),
        ("2026-07-31 17:01", "closed", False, None),
    ],
)
def test_boundaries(now: str, state: str, is_open: bool, changes: str | None) -> None:
    status = status_at(CALL, datetime.fromisoformat(now))
    expected = datetime.fromisoformat(changes) if changes else None
    assert (status.state, status.open, status.changes) == (state, is_open, expected)


def test_bare_day_closes_with_its_last_minute() -> None:
    period = Period.model_validate({"closes": "2026-07-31"})
    assert status_at(period, datetime.fromisoformat("2026-07-31 23:59")).open
    assert status_at(period, datetime.fromisoformat("2026-08-01 00:00")).state == "closed"


def test_bare_day_opens_with_its_first_minute() -> None:
    period = Period.model_validate({"opens": "2026-06-01"})
    assert status_at(period, datetime.fromisoformat("2026-05-31 23:59")).state == "scheduled"
    assert status_at(period, datetime.fromisoformat("2026-06-01 00:00")).state == "open"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1867-12-31", "2201-01-01"])
def test_for_ever_is_written_by_leaving_the_line_out(day: str) -> None:
    with pytest.raises(ValidationError, match=f"{day} is not between 1868 and 2200; leave the line out if there is no"):
        Period.model_validate({"closes": day})


@pytest.mark.parametrize("year", [1868, 2200])
def test_the_first_and_the_last_year_have_stages(year: int) -> None:
    period = Period.model_validate({"opens": f"{year}-01-01", "closes": f"{year}-12-31"})
    assert status_at(period, datetime.fromisoformat(f"{year}-12-31T23:59")).state == "closing_soon"


def test_without_an_end_nothing_changes_by_itself() -> None:
    status = status_at(Period(), datetime.fromisoformat("2026-01-01 00:00"))
    assert (status.state, status.open, status.changes) == ("always", True, None)


@pytest.mark.parametrize("override", ["closed_early", "suspended", "cancelled"])
@pytest.mark.parametrize("now", ["2026-05-01", "2026-06-15", "2026-07-31 17:00", "2026-09-01"])
def test_a_decision_beats_the_clock(override: str, now: str) -> None:
    period = CALL.model_copy(update={"override": override})
    status = status_at(period, datetime.fromisoformat(now))
    assert (status.state, status.open, status.changes) == (override, False, None)


def test_every_change_is_a_change() -> None:
    """Following ``changes`` from moment to moment visits every state once, in order."""
    moment, states = datetime.fromisoformat("2026-01-01 00:00"), []
    while True:
        status = status_at(CALL, moment)
        states.append(status.state)
        if status.changes is None:
            break
        assert status.changes > moment
        moment = status.changes
    assert states == ["scheduled", "open", "closing_soon", "closed"]


def test_short_call_is_closing_soon_from_the_start() -> None:
    period = Period.model_validate({"opens": "2026-06-01", "closes": "2026-06-03"})
    assert status_at(period, datetime.fromisoformat("2026-06-01 00:00")).state == "closing_soon"


def test_every_state_has_a_label() -> None:
    assert status_at(CALL, datetime.fromisoformat("2026-07-31 18:00")).label == "受付終了"
    assert len(set(LABELS["application"].values())) == len(LABELS["application"]) == 8


MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: at("2026-01-01") + minutes * MINUTE)
OVERRIDES = st.sampled_from([None, None, None, "closed_early", "suspended", "cancelled"])
ORDER = ("always", "scheduled", "starting_soon", "open", "closing_soon", "closed")
"""The order in which the clock alone can bring states."""


@st.composite
def spans(draw: Any) -> Period | Season:
    opens, closes = draw(st.none() | MOMENTS), draw(st.none() | MOMENTS)
    if opens and closes and closes < opens:
        opens, closes = closes, opens
    model = draw(st.sampled_from([Period, Season]))
    return model.model_validate({"opens": opens, "closes": closes, "override": draw(OVERRIDES)})


@st.composite
def occurrences(draw: Any) -> Timeline:
    starts, ends = sorted((draw(MOMENTS), draw(MOMENTS)))
    decision = draw(st.sampled_from([None, None, "postponed", "cancelled"]))
    return occurrence(starts, ends, decision, series=draw(st.booleans()))


@st.composite
def events(draw: Any) -> Timeline:
    opens, closes, starts, ends = sorted(draw(MOMENTS) for _ in range(4))
    return event(starts, ends, application={"opens": opens, "closes": closes}).clock()


def event(starts: datetime | str, ends: datetime | str, **more: Any) -> Event:
    data = {"title": "会", "description": "説明", "venues": ["広場"], "starts": starts, "ends": ends}
    return Event.model_validate({**data, **more})


TIMED = spans() | occurrences() | events()


@given(TIMED, MOMENTS)
def test_changes_is_exactly_the_next_moment_with_another_state(timed: Any, now: datetime) -> None:
    status = status_at(timed, now)
    if status.changes is None:
        assert status_at(timed, at("2100-01-01")).stage == status.stage
        return
    assert status.changes > now
    assert status_at(timed, status.changes - MINUTE).stage == status.stage
    assert status_at(timed, status.changes).stage == status.later[0] != status.stage


@given(spans() | occurrences(), MOMENTS, MOMENTS)
def test_the_clock_only_goes_on(timed: Any, one: datetime, other: datetime) -> None:
    """A later moment has the same state or a later one of the usual order."""
    first, second = (status_at(timed, moment).state for moment in sorted((one, other)))
    assert first == second or ORDER.index(first) < ORDER.index(second)


@given(spans(), MOMENTS)
def test_a_span_is_open_exactly_from_its_first_to_its_last_minute(span: Any, now: datetime) -> None:
    within = (span.opens is None or span.opens <= now) and (span.closes is None or now <= span.closes)
    assert status_at(span, now).open == (within and span.override is None)


@given(spans(), MOMENTS)
def test_an_override_beats_the_clock_and_no_clock_ends_it(span: Any, now: datetime) -> None:
    status = status_at(span, now)
    if span.override is not None:
        assert (status.state, status.changes, status.later) == (span.override, None, ())
    else:
        assert status.state in ORDER


@given(TIMED)
def test_stages_begin_one_after_the_other_and_have_a_label(timed: Any) -> None:
    first, *later = timed.timeline.stages
    assert first.begins is None
    moments = [stage.begins for stage in later]
    assert moments == sorted(set(moments))
    for stage in timed.timeline.stages:
        assert stage.label == LABELS[stage.kind][stage.state]
        assert stage.open == (stage.state in OPEN)


@pytest.mark.parametrize(
    ("now", "label"),
    [
        ("2027-03-07 09:29", "開催前"),
        ("2027-03-07 09:30", "まもなく開催"),
        ("2027-03-14 09:29", "まもなく開催"),
        ("2027-03-14 09:30", "開催中"),
        ("2027-03-14 14:00", "開催中"),
        ("2027-03-14 14:01", "終了"),
    ],
)
def test_occurrence(now: str, label: str) -> None:
    market = event("2027-03-14 09:30", "2027-03-14 14:00")
    assert status_at(market.occurrence, datetime.fromisoformat(now)).label == label
    assert status_at(market.clock(), datetime.fromisoformat(now)).label == label
    assert market.is_over(datetime.fromisoformat(now)) == (label == "終了")


@pytest.mark.parametrize(
    ("now", "label"),
    [
        ("2026-12-18 23:59", "シーズン前"),
        ("2026-12-19 00:00", "シーズン中"),
        ("2027-05-16 23:59", "シーズン中"),
        ("2027-05-17 00:00", "今季は終了"),
    ],
)
def test_season(now: str, label: str) -> None:
    season = Season.model_validate({"opens": "2026-12-19", "closes": "2027-05-16"})
    assert status_at(season, datetime.fromisoformat(now)).label == label


def test_a_list_shows_the_application_until_the_event_begins() -> None:
    night = event(
        "2027-01-23 18:00",
        "2027-02-20 20:00",
        sessions=[
            {"starts": "2027-01-23 18:00", "ends": "2027-01-23 20:00"},
            {"starts": "2027-02-20 18:00", "ends": "2027-02-20 20:00"},
        ],
        application={"opens": "2026-11-16 09:00", "closes": "2026-12-13 17:00"},
    )
    seen, moment = [], at("2026-01-01")
    while True:
        status = status_at(night.clock(), moment)
        seen.append((f"{moment:%m-%d %H:%M}", status.label))
        if status.changes is None:
            break
        moment = status.changes
    assert seen == [
        ("01-01 00:00", "受付開始前"),
        ("11-16 09:00", "受付中"),
        ("12-06 17:01", "まもなく締切"),
        ("12-13 17:01", "受付終了"),
        ("01-23 18:00", "開催期間中"),
        ("02-20 20:01", "終了"),
    ]


@pytest.mark.parametrize(("decision", "application"), [("cancelled", "cancelled"), ("postponed", "suspended")])
def test_nobody_applies_to_an_event_that_does_not_take_place(decision: str, application: str) -> None:
    period = {"opens": "2026-11-01", "closes": "2026-11-30"}
    action = {
        "id": "go",
        "label": "申し込む",
        "url": "https://a.example/",
        "event": "select_content",
        "when_open": True,
    }
    held = event("2026-12-12", "2026-12-12", application=period, actions=[action])
    off = event("2026-12-12", "2026-12-12", application=period, actions=[action], override=decision)
    now = at("2026-11-15")
    assert held.withheld_actions(now) == frozenset()
    assert off.withheld_actions(now) == {"go"}
    assert off.application is not None
    assert (status_at(off.application, now).state, status_at(off.clock(), now).state) == (application, decision)
    assert not off.is_over(now)


def test_without_an_application_an_event_offers_its_actions_until_it_is_over() -> None:
    action = {"id": "go", "label": "見る", "url": "https://a.example/", "event": "select_content", "when_open": True}
    market = event("2027-03-14 09:30", "2027-03-14 14:00", actions=[action])
    assert market.withheld_actions(at("2027-03-14 14:00")) == frozenset()
    assert market.withheld_actions(at("2027-03-14 14:01")) == {"go"}


@pytest.mark.parametrize("application", [{"opens": "2026-11-01"}, {"closes": "2026-12-13"}])
def test_an_application_ends_before_its_event(application: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="'application' needs a 'closes' before the event ends"):
        event("2026-12-12", "2026-12-12 12:00", application=application)


def test_followed_by_starts_with_the_stage_that_holds_then() -> None:
    first = Period.model_validate({"closes": "2026-03-01"}).timeline
    second = occurrence(at("2026-02-01"), at("2026-02-02"))
    joined = followed_by(first, second, at("2026-02-01 12:00"))
    assert [(stage.begins, stage.state) for stage in joined.stages] == [
        (None, "open"),
        (at("2026-02-01 12:00"), "open"),
        (at("2026-02-02 00:01"), "closed"),
    ]
