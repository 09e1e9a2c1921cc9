"""The one clock: what a call, a grant or an application is at a moment, for badge, button, feed and check alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from microsites.content.fields import Closes, Model, Opens, Text


class Period(Model):
    """When something can be applied for, and what a person decided about it."""

    opens: Opens | None = None
    """First moment, ``2026-06-01`` or ``2026-06-01 09:00``; none if it is already open."""
    closes: Closes | None = None
    """Last moment, ``2026-07-31 17:00``; a bare day ends at 23:59; none if there is no end."""
    override: Literal["closed_early", "suspended", "cancelled"] | None = None
    """A decision that beats the clock: budget spent, suspended, cancelled."""
    note: Text | None = None
    """Why, or what happens next: shown beside the status."""

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.opens and self.closes and self.closes < self.opens:
            raise PydanticCustomError("period_order", "closes before it opens")
        return self


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
