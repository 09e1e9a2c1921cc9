"""The one clock, to the minute."""

from __future__ import annotations

from datetime import datetime

import pytest

from microsites.content.status import LABELS, Period, status_at

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
    assert len(set(LABELS.values())) == len(LABELS) == 8
