"""Days and moments in YAML: the one way to write them, and what other ways mean.

People write ``2027年1月31日``, ``令和9年1月31日``, ``午後5時半``.  An error says the form that was meant, ready to be copied.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from microsites.content import shapes
from microsites.content.refusal import refused
from microsites.content.scalars import as_typed
from microsites.i18n.message import _

_YEARS = range(1868, 2201)
"""From the first year of 明治 to later than anybody plans: what is computed from such a day exists in the calendar."""


_OTHER_DATES = re.compile(
    r"\s*(?:(?P<year>(?:19|20)\d\d)|(?:令和|R)(?P<reiwa>元|\d{1,2}))\s*[年/.-]\s*(?P<month>\d{1,2})\s*[月/.-]\s*(?P<day>\d{1,2})"
    r"|(?P<digits>(?:19|20)\d{6})\Z",
    re.ASCII,
)


def _meant_day(text: str) -> str:
    """``2027-01-31`` for ``2027年1月31日``, ``２０２７/１/３１``, ``令和9年1月31日`` or ``20270131``; else nothing."""
    match = _OTHER_DATES.match(unicodedata.normalize("NFKC", text[:40]))
    if match is None:
        return ""
    digits, reiwa = match["digits"], match["reiwa"]
    try:
        if digits:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
        year = int(match["year"] or 2018 + int(reiwa.replace("元", "1")))
        return date(year, int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return ""


def _parse_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", str(as_typed(value)), re.ASCII)
    if not match:
        raise refused(_("is not a date; write it as {day}", day=_meant_day(str(value)) or "2027-01-31"))
    try:
        parsed = date(*map(int, match.groups()))
    except ValueError:
        raise refused(_("{value} does not exist in the calendar", value=value)) from None
    if parsed.year not in _YEARS:
        raise refused(
            _(
                "{value} is not between 1868 and 2200; leave the line out if there is no beginning or no end",
                value=value,
            )
        )
    return parsed


_OTHER_TIMES = re.compile(r"\s*(午前|午後)?\s*(\d{1,2})\s*(?:[:時]\s*(\d{1,2}|半)?\s*分?)\s*", re.ASCII)


def _meant_moment(day: date, clock: str, end_of_day: bool) -> datetime | None:
    """The moment that ``9:00``, ``１７：００``, ``午後5時半`` or ``24:00`` means; None where no other way of writing is known.

    ``24:00`` is the last minute of a day where something ends, and the first of the next where something begins.
    """
    match = _OTHER_TIMES.fullmatch(unicodedata.normalize("NFKC", clock[:40]))
    if match is None:
        return None
    hour = int(match[2]) + (12 if match[1] == "午後" and int(match[2]) < 12 else 0)
    minute = 30 if match[3] == "半" else int(match[3] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if hour < 24:
        return datetime.combine(day, time(hour, minute))
    return datetime.combine(day, time(23, 59)) if end_of_day else datetime.combine(day, time()) + timedelta(days=1)


def _parse_moment(end_of_day: bool) -> BeforeValidator:
    def parse(value: Any) -> Any:
        if isinstance(value, datetime):
            return value
        day, _space, clock = str(as_typed(value)).replace("T", " ").partition(" ")
        parsed = _parse_date(day)
        if not clock:
            return datetime.combine(parsed, time(23, 59) if end_of_day else time(0, 0))
        match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", clock.strip(), re.ASCII)
        if not match:
            meant = _meant_moment(parsed, clock, end_of_day) or datetime.combine(parsed, time(17, 0))
            raise refused(_("is not a time; write it as {moment}", moment=f"{meant:%Y-%m-%d %H:%M}"))
        return datetime.combine(parsed, time(int(match[1]), int(match[2])))

    return BeforeValidator(parse)


Date = Annotated[date, BeforeValidator(_parse_date), WithJsonSchema({**shapes.DATE})]
"""A day, written ``2027-01-31``."""

Opens = Annotated[datetime, _parse_moment(end_of_day=False), WithJsonSchema({**shapes.MOMENT})]
"""A moment in the portfolio's time zone, ``2027-01-31 09:00``; a bare day starts at 00:00."""

Closes = Annotated[datetime, _parse_moment(end_of_day=True), WithJsonSchema({**shapes.MOMENT})]
"""A moment in the portfolio's time zone, ``2027-01-31 17:00``; a bare day ends at 23:59."""
