"""Dates and times as a Japanese reader expects them."""

from __future__ import annotations

from datetime import date, datetime

from microsites.pages.eras import era_year

_WEEKDAYS = "月火水木金土日"


def weekday(value: date) -> str:
    """``月``."""
    return _WEEKDAYS[value.weekday()]


def short_day(value: date) -> str:
    """``6月1日（月）``, where the year is clear."""
    return f"{value.month}月{value.day}日（{weekday(value)}）"


def year(value: date, *, eras: bool = False) -> str:
    """``2026年``, with ``eras`` ``2026年（令和8年）``: the year of a day, as that day was called."""
    era = era_year(value.date() if isinstance(value, datetime) else value) if eras else None
    return f"{value.year}年（{era}年）" if era else f"{value.year}年"


def month(value: date, *, eras: bool = False) -> str:
    """``2026年6月``, with ``eras`` ``2026年（令和8年）6月``: the month of a day."""
    return f"{year(value, eras=eras)}{value.month}月"


def day(value: date, *, eras: bool = False) -> str:
    """``2026年6月1日（月）``, with ``eras`` ``2026年（令和8年）6月1日（月）``."""
    return f"{year(value, eras=eras)}{short_day(value)}"


def clock(value: datetime) -> str:
    """``17時``, ``17時30分``; nothing for a bare day's edges (00:00, 23:59), which nobody wants to read."""
    if (value.hour, value.minute) in ((0, 0), (23, 59)):
        return ""
    return f"{value.hour}時{value.minute}分" if value.minute else f"{value.hour}時"


def moment(value: datetime, *, eras: bool = False) -> str:
    """``2026年6月1日（月）17時``, ``…17時30分``; a bare day's edges show the day alone."""
    return f"{day(value, eras=eras)}{clock(value)}"


def iso(value: date) -> str:
    """A machine's form of a date or moment, for ``datetime`` attributes."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
