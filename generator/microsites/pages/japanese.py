"""Dates and times as a Japanese reader expects them."""

from __future__ import annotations

from datetime import date, datetime

from microsites.content.status import Period, Status, status_at
from microsites.pages.views import StatusView

_WEEKDAYS = "月火水木金土日"


def day(value: date) -> str:
    """``2026年6月1日（月）``."""
    return f"{value.year}年{value.month}月{value.day}日（{_WEEKDAYS[value.weekday()]}）"


def moment(value: datetime) -> str:
    """``2026年6月1日（月）17時``, ``…17時30分``; a bare day's edges (00:00, 23:59) show the day alone."""
    text = day(value)
    if (value.hour, value.minute) in ((0, 0), (23, 59)):
        return text
    return f"{text}{value.hour}時{value.minute}分" if value.minute else f"{text}{value.hour}時"


def iso(value: date) -> str:
    """A machine's form of a date or moment, for ``datetime`` attributes."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def _detail(period: Period, status: Status) -> str:
    if status.state == "scheduled" and period.opens is not None:
        return f"{moment(period.opens)}から受け付けます"
    if status.state == "closed" and period.closes is not None:
        return f"{moment(period.closes)}に締め切りました"
    if status.open and period.closes is not None:
        return f"{moment(period.closes)}まで受け付けます"
    return ""


def status_view(period: Period, now: datetime) -> StatusView:
    """The status of ``period`` at ``now`` in words."""
    status = status_at(period, now)
    return StatusView(status.state, status.label, _detail(period, status), status.open)
