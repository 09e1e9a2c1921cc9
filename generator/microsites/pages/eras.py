"""和暦: the Japanese era of a day."""

from __future__ import annotations

from datetime import date

_ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 10, 23), "明治"),
)
"""First day (Gregorian) and name, newest first.

Sources: 元号を改める政令 (昭和64年政令第1号, 平成31年政令第143号) for 平成 and 令和; 国立天文台『理科年表』暦部 for those before.
"""


def era_year(day: date) -> str | None:
    """``令和8`` for a day of 2026, ``令和元`` in an era's first year; None before 明治."""
    for first, name in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}"
    return None


def fiscal_year(year: int, *, eras: bool) -> str:
    """``2026年度``, with ``eras`` ``2026年度（令和8年度）``; the fiscal year starts in April of ``year``.

    The year in which an era changes in May is called by the new one: 2019年度 is 令和元年度
    (新元号への円滑な移行に向けた関係省庁連絡会議申合せ, 2019-04-01).
    """
    era = era_year(date(year, 5, 1)) if eras else None
    return f"{year}年度（{era}年度）" if era else f"{year}年度"
