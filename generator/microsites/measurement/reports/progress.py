"""A goal's numbers held against its target: month by month, or as the running total of a longer period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from microsites.content.actuals import Actual
from microsites.content.goals import Period
from microsites.measurement.reports.plan import PlannedGoal


@dataclass(frozen=True, slots=True)
class MonthProgress:
    """One month of a goal."""

    actual: Actual
    change: float | None
    """Against the month before; None if one of the two was not measured."""
    reached: float | None
    """What is held against the target: the month's own value, or the total of its period so far."""
    since: date
    """The month with which ``reached`` begins."""
    complete: bool
    """Whether ``reached`` holds every month since its period began; else it is a lower bound."""
    share: float | None
    """``reached`` as a part of the target."""
    true_share: float | None
    """The true count as a part of the clicks."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All months of a goal, oldest first."""

    months: tuple[MonthProgress, ...]
    missing: tuple[date, ...]
    """Months between the first and the last row that have no row."""

    @property
    def last(self) -> MonthProgress | None:
        """The newest month that was measured."""
        return next((month for month in reversed(self.months) if month.actual.value is not None), None)


def following(month: date) -> date:
    """The month after ``month``."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _gaps(actuals: tuple[Actual, ...]) -> Iterator[date]:
    known = {actual.month for actual in actuals}
    month, last = min(known), max(known)
    while month < last:
        if month not in known:
            yield month
        month = following(month)


def _window(month: date, goal: PlannedGoal) -> tuple[str, int] | None:
    """Which period a month belongs to; None if it lies outside the one that has the target.

    A season, a call or an event has no dates of its own here: it runs from the month in which the baseline was read
    to the target's.
    """
    period: Period = goal.period
    if period == "month":
        return ("month", month.year * 12 + month.month)
    if period == "quarter":
        return ("quarter", month.year * 4 + (month.month - 1) // 3)
    if period == "fiscal_year":  # April to March
        return ("fiscal_year", month.year - (month.month < 4))
    began = goal.baseline.date.replace(day=1) if goal.baseline is not None else date.min
    return (period, 0) if began <= month <= goal.target.date else None


def progress(goal: PlannedGoal) -> Progress:
    """The months of ``goal`` with what was reached in each."""
    months: list[MonthProgress] = []
    missing = tuple(_gaps(goal.actuals)) if goal.actuals else ()
    before: Actual | None = None
    window: tuple[str, int] | None = None
    total, complete, since, measured = 0.0, True, date.min, False
    for actual in goal.actuals:
        now = _window(actual.month, goal)
        if now != window:
            window, total, complete, since, measured = now, 0.0, True, actual.month, False
        gap = before is not None and following(before.month) != actual.month and _window(before.month, goal) == now
        complete = complete and actual.value is not None and not gap
        total += actual.value or 0.0
        neighbour = before if before is not None and following(before.month) == actual.month else None
        change = (
            actual.value - neighbour.value
            if neighbour is not None and neighbour.value is not None and actual.value is not None
            else None
        )
        measured = measured or actual.value is not None
        reached = total if now is not None and measured else None
        share = reached / goal.target.value if reached is not None and goal.target.value else None
        true_share = actual.true_count / actual.value if actual.true_count is not None and actual.value else None
        months.append(MonthProgress(actual, change, reached, since, complete, share, true_share))
        before = actual
    return Progress(tuple(months), missing)
