"""The one clock: what a call, a grant or an application is at a moment, for badge, button, feed and check alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from microsites.content.blocks import Period

State = Literal["always", "scheduled", "open", "closing_soon", "closed", "closed_early", "suspended", "cancelled"]

CLOSING_SOON = timedelta(days=7)

LABELS: dict[State, str] = {
    "always": "随時受付",
    "scheduled": "受付開始前",
    "open": "受付中",
    "closing_soon": "まもなく締切",
    "closed": "受付終了",
    "closed_early": "受付終了（予算上限）",
    "suspended": "受付を一時停止中",
    "cancelled": "中止",
}


@dataclass(frozen=True, slots=True)
class Status:
    """A state and whether one can apply in it."""

    state: State
    open: bool
    changes: datetime | None
    """When the clock will change it next; None if only a person can."""

    @property
    def label(self) -> str:
        """The state in Japanese, as on a badge."""
        return LABELS[self.state]


def status_at(period: Period, now: datetime) -> Status:
    """The status of ``period`` at ``now`` (both without zone, in the portfolio's own).

    Opening is inclusive; closing is inclusive to the minute: a call that closes at 17:00 takes entries until then.
    """
    if period.override is not None:
        return Status(period.override, False, None)
    if period.opens is not None and now < period.opens:
        return Status("scheduled", False, period.opens)
    if period.closes is None:
        return Status("always" if period.opens is None else "open", True, None)
    end = period.closes + timedelta(minutes=1)
    if now >= end:
        return Status("closed", False, None)
    if now >= end - CLOSING_SOON:
        return Status("closing_soon", True, end)
    return Status("open", True, end - CLOSING_SOON)
