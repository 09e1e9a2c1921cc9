from __future__ import annotations

import calendar
import re
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Link, LongText, Model, Picture, Text
from microsites.content.refusal import refused
from microsites.i18n.message import _

_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def span_of(partial: str) -> tuple[datetime, datetime]:
    """First moment of a day, month or year, and the first one after it.  Raises ValueError."""
    match = _PARTIAL.fullmatch(partial)
    if match is None:
        raise ValueError(partial)
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    assert year is not None
    start = datetime(year, month or 1, day or 1)  # noqa: DTZ001 - without zone, in the portfolio's own
    if day is not None:
        return start, start + timedelta(days=1)
    days = calendar.monthrange(year, month)[1] if month is not None else 366 if calendar.isleap(year) else 365
    return start, start + timedelta(days=days)


def _exists(value: str) -> str:
    try:
        span_of(value)
    except (ValueError, OverflowError):
        raise refused(_("is no day, month or year; write it as 2027-01-31, 2027-01 or 2027, or use 'text'")) from None
    return value


PartialDate = Annotated[Text, AfterValidator(_exists), WithJsonSchema({**shapes.PARTIAL_DATE})]
"""A day, a month or a year: ``2027-01-31``, ``2027-01``, ``2027``."""


class TimelineItem(Model):
    """A point or a stretch of time and what happened, happens or will happen."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (
        shapes.at_least_one("date", "text"),
        shapes.needs(shapes.given("until"), "date"),
    )

    date: PartialDate | None = None
    """A day, a month or a year: ``2027-01-31``, ``2027-01``, ``2027``."""
    until: PartialDate | None = None
    """The last day, month or year, where it takes longer."""
    text: Text | None = None
    """Where there is no date yet: ``2027年の秋``; beside a date, what is to be said of it: ``17時必着``."""
    title: Text
    """What happened or will happen."""
    body: LongText | None = None
    """More about it."""
    picture: Picture | None = None
    """Below the text."""
    link: Link | None = None
    """Where more is said."""

    @model_validator(mode="after")
    def _some_time(self) -> TimelineItem:
        if self.date is None and self.text is None:
            raise refused(_("a milestone needs 'date' or 'text'"))
        if self.until is not None and (self.date is None or span_of(self.until)[1] <= span_of(self.date)[0]):
            raise refused(_("'until' needs a 'date' before it"))
        return self

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """Its first moment and the first one after it; None without a date."""
        if self.date is None:
            return None
        return span_of(self.date)[0], span_of(self.until or self.date)[1]


class Timeline(Section):
    """A history or a schedule; the clock marks what runs now and what comes next."""

    summary: ClassVar[str] = "A history or schedule with dates; what runs now and what comes next is marked."

    type: Literal["timeline"]
    milestones: tuple[TimelineItem, ...] = Field(min_length=2, max_length=60)
    """In the order in which they are shown."""

    def next_moment(self, now: datetime) -> datetime | None:
        """When something begins or ends next."""
        spans = (milestone.span for milestone in self.milestones)
        return min((edge for span in spans if span is not None for edge in span if edge > now), default=None)
