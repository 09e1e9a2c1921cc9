"""Milestones with their dates in words and their place in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from microsites.pages import japanese
from microsites.pages.section_views.context import SectionContext
from microsites.sections.timeline import Timeline, TimelineItem

Place = Literal["past", "now", "next", "later"]


@dataclass(frozen=True, slots=True)
class TimelineItemView:
    """A milestone, when it is, and whether that is past, now or next."""

    milestone: TimelineItem
    starts: str
    """In words: ``2027年1月31日（日）``, ``2027年1月``; empty without a date."""
    ends: str
    """In words, without a year that ``starts`` has said: ``3月``; empty for a single date."""
    place: Place | None
    """None without a date, and everywhere once all is past: a history marks nothing."""


def _words(partial: str, *, eras: bool) -> str:
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 3:
        return japanese.day(date(*parts), eras=eras)
    if len(parts) == 2:
        return japanese.month(date(parts[0], parts[1], 1), eras=eras)
    # A year in which an era changed is called by the new one.
    return japanese.year(date(parts[0], 12, 31), eras=eras)


def _ends(milestone: TimelineItem, *, eras: bool) -> str:
    if milestone.date is None or milestone.until is None:
        return ""
    last = _words(milestone.until, eras=eras)
    year = f"{milestone.date[:4]}年"
    return last.removeprefix(year) if not eras and last != year else last


def _place(span: tuple[datetime, datetime], now: datetime) -> Place:
    return "past" if span[1] <= now else "now" if span[0] <= now else "later"


def view(section: Timeline, context: SectionContext) -> tuple[TimelineItemView, ...]:
    """Every milestone in the editor's order; the first of those to come is the next one."""
    spans = [milestone.span for milestone in section.milestones]
    places: list[Place | None] = [_place(span, context.now) if span is not None else None for span in spans]
    coming = [(span[0], number) for number, span in enumerate(spans) if span is not None and places[number] == "later"]
    if coming:
        places[min(coming)[1]] = "next"
    elif "now" not in places:
        places = [None] * len(places)
    eras = context.site.settings.eras
    return tuple(
        TimelineItemView(
            milestone,
            _words(milestone.date, eras=eras) if milestone.date is not None else "",
            _ends(milestone, eras=eras),
            place,
        )
        for milestone, place in zip(section.milestones, places, strict=True)
    )
