"""Events by date, and the months in which they fall."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from microsites.collections.event import Event
from microsites.content.model import Page
from microsites.pages import japanese
from microsites.pages.cards import in_order
from microsites.pages.section_views.context import SectionContext
from microsites.pages.statuses import status_view
from microsites.pages.views import StatusView
from microsites.sections.event_list import EventList

_SUNDAY_FIRST = calendar.Calendar(firstweekday=calendar.SUNDAY)


@dataclass(frozen=True, slots=True)
class DayLink:
    """An event on a day of a calendar."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of a calendar."""

    date: date
    holiday: str | None
    """Its name, if it is one."""
    events: tuple[DayLink, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month as a calendar: weeks from Sunday to Saturday; None stands for a day of another month."""

    first: date
    weeks: tuple[tuple[DayView | None, ...], ...]

    @property
    def holidays(self) -> tuple[DayView, ...]:
        """The public holidays among its days."""
        return tuple(day for week in self.weeks for day in week if day is not None and day.holiday)


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of the list."""

    title: str
    description: str
    href: str
    starts: datetime
    weekday: str
    """Of the first day: ``土``."""
    when: tuple[str, ...]
    """Each time that it takes place: ``19時30分〜21時``."""
    venues: tuple[str, ...]
    fee: str | None
    badge: StatusView
    over: bool


@dataclass(frozen=True, slots=True)
class EventListView:
    """What the section shows."""

    events: tuple[EventView, ...]
    months: tuple[MonthView, ...]


def span(starts: datetime, ends: datetime, *, dated: bool) -> str:
    """From when to when; on one day the times alone, with the day before them where ``dated``."""
    first, last = japanese.clock(starts), japanese.clock(ends)
    if starts.date() == ends.date():
        times = f"{first}〜{last}" if last and starts != ends else first
        return f"{japanese.short_day(starts)}{times}" if dated or not times else times
    return f"{japanese.short_day(starts)}{first}〜{japanese.short_day(ends)}{last}"


def _event(page: Page, event: Event, context: SectionContext) -> EventView:
    times = event.times()
    return EventView(
        title=event.title,
        description=event.description,
        href=context.links.to_page(page.id),
        starts=event.starts,
        weekday=japanese.weekday(event.starts),
        when=tuple(span(starts, ends, dated=len(times) > 1) for starts, ends in times),
        venues=event.venues,
        fee=event.fee,
        badge=status_view(event.clock(), context.now),
        over=event.is_over(context.now),
    )


def _months_of(event: Event, now: datetime, most: int) -> tuple[tuple[int, int], ...]:
    """The first ``most`` months, from that of ``now`` on, in which it takes place."""
    found: dict[tuple[int, int], None] = {}
    for starts, ends in event.times():
        month = max((starts.year, starts.month), (now.year, now.month))
        while month <= (ends.year, ends.month) and len(found) < most:
            found[month] = None
            month = (month[0] + month[1] // 12, month[1] % 12 + 1)
    return tuple(found)


def _takes_place(event: Event, day: date) -> bool:
    return any(starts.date() <= day <= ends.date() for starts, ends in event.times())


def _month(year: int, month: int, events: tuple[tuple[Event, str], ...]) -> MonthView:
    # Imported where it is needed: most sites have no calendar.
    import jpholiday

    first = date(year, month, 1)
    last = first + timedelta(days=calendar.monthrange(year, month)[1] - 1)
    holidays = dict(jpholiday.between(first, last))

    def day(value: date) -> DayView | None:
        if value.month != month:
            return None
        links = tuple(DayLink(event.title, href) for event, href in events if _takes_place(event, value))
        return DayView(value, holidays.get(value), links)

    weeks = _SUNDAY_FIRST.monthdatescalendar(year, month)
    return MonthView(first, tuple(tuple(day(value) for value in week) for week in weeks))


def view(section: EventList, context: SectionContext) -> EventListView:
    """The events in their order: what comes, then what is over; calendars of what comes and takes place."""
    pages = context.site.entries(section.collection)
    chosen: list[tuple[Page, Event]] = []
    for page in in_order(pages, context.now):
        event = page.entry
        assert isinstance(event, Event)
        if (section.tag is None or section.tag in event.tags) and (section.past or not event.is_over(context.now)):
            chosen.append((page, event))
    shown = chosen[: section.limit]
    coming = tuple(
        (event, context.links.to_page(page.id))
        for page, event in shown
        if event.override is None and not event.is_over(context.now)
    )
    months = sorted({month for event, _ in coming for month in _months_of(event, context.now, section.months)})
    return EventListView(
        events=tuple(_event(page, event, context) for page, event in shown),
        months=tuple(_month(year, month, coming) for year, month in months[: section.months]),
    )
