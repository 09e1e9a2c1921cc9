"""Dates and times as a Japanese reader expects them."""

from __future__ import annotations

from datetime import date, datetime

from microsites.pages.eras import era_year

_WEEKDAYS = "月火水木金土日"


def day(value: date, *, eras: bool = False) -> str:
    """``2026年6月1日（月）``, with ``eras`` ``2026年（令和8年）6月1日（月）``."""
    on = value.date() if isinstance(value, datetime) else value
    era = era_year(on) if eras else None
    year = f"{on.year}年（{era}年）" if era else f"{on.year}年"
    return f"{year}{on.month}月{on.day}日（{_WEEKDAYS[on.weekday()]}）"


def moment(value: datetime, *, eras: bool = False) -> str:
    """``2026年6月1日（月）17時``, ``…17時30分``; a bare day's edges (00:00, 23:59) show the day alone."""
    text = day(value, eras=eras)
    if (value.hour, value.minute) in ((0, 0), (23, 59)):
        return text
    return f"{text}{value.hour}時{value.minute}分" if value.minute else f"{text}{value.hour}時"


def iso(value: date) -> str:
    """A machine's form of a date or moment, for ``datetime`` attributes."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
