"""Calendars to subscribe to: events, and the days on which something opens or closes (iCalendar, RFC 5545).

Written by ourselves: to import the well-kept library takes 0.2 s (measured), a fifth of a small build,
and what is needed of it is an escape and a fold.  Tests read the result with that library.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from microsites.collections.event import Event
from microsites.content.model import Page, Portfolio, Site
from microsites.content.status import Period
from microsites.content.walk import ENTRY_SECTION
from microsites.pages import japanese
from microsites.pages.typography import plain

CALENDAR = "calendar.ics"
EVENT_CALENDAR = "event.ics"
"""Of a single event, below its page."""

_EPOCH = date(2020, 1, 1)
_MAX_OCTETS = 75
"""Of a line, without its end (3.1)."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One VEVENT."""

    uid: str
    summary: str
    description: str
    url: str
    start: datetime | date
    """A moment with its zone, or a whole day."""
    end: datetime | date | None
    """Exclusive; None for what begins and has no length (3.6.1: later than the start)."""
    stamp: date
    """When its content last changed."""
    sequence: int
    location: str = ""
    cancelled: bool = False


def _escape(text: str) -> str:
    """TEXT values (3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never within a character; all but the first start with a space (3.1)."""
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _MAX_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece += character
        octets += size
    yield piece


def _when(name: str, value: datetime | date) -> str:
    if isinstance(value, datetime):
        return f"{name}:{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};VALUE=DATE:{value:%Y%m%d}"


def _lines(item: _Item) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{item.uid}"
    yield f"DTSTAMP:{item.stamp:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{item.sequence}"
    yield _when("DTSTART", item.start)
    if item.end is not None:
        yield _when("DTEND", item.end)
    yield f"SUMMARY:{_escape(item.summary)}"
    if item.description:
        yield f"DESCRIPTION:{_escape(item.description)}"
    if item.location:
        yield f"LOCATION:{_escape(item.location)}"
    yield f"URL:{item.url}"
    yield f"STATUS:{'CANCELLED' if item.cancelled else 'CONFIRMED'}"
    if not isinstance(item.start, datetime):
        yield "TRANSP:TRANSPARENT"  # a deadline takes nobody's day
    yield "END:VEVENT"


def _sequence(page: Page, cancelled: bool) -> int:
    """Grows whenever the editor says that the page changed, and once more when it is called off.

    Nothing but the content decides it, so that the same content gives the same calendar.
    """
    changed = (page.updated - _EPOCH).days if page.updated is not None else 0
    return max(changed, 0) + int(cancelled)


def _of_event(page: Page, event: Event, url: str, host: str, zone: ZoneInfo) -> Iterator[_Item]:
    # What is put off does not take place then either; with its new time it is an event like any other.
    cancelled = event.override is not None
    for starts, ends in event.times():
        # A session goes by its moment: another one before it changes nobody's entry.
        session = f"/{starts.replace(tzinfo=zone).astimezone(UTC):%Y%m%dT%H%M%SZ}" if event.sessions else ""
        yield _Item(
            uid=f"{page.id}{session}@{host}",
            summary=plain(page.title),
            description=plain(page.description),
            url=url + page.address,
            start=starts.replace(tzinfo=zone),
            end=ends.replace(tzinfo=zone) if ends > starts else None,
            stamp=page.updated or starts.date(),
            sequence=_sequence(page, cancelled),
            location="、".join(plain(venue) for venue in event.venues),
            cancelled=cancelled,
        )


def _of_period(page: Page, anchor: str, title: str, period: Period, url: str, host: str) -> Iterator[_Item]:
    """The day of the opening and the day of the deadline, each a whole day."""
    cancelled = period.override in ("cancelled", "closed_early")
    fragment = "" if anchor == ENTRY_SECTION else f"#{anchor}"
    for kind, moment, words in (("opens", period.opens, "受付開始"), ("closes", period.closes, "受付締切")):
        if moment is None:
            continue
        clock = japanese.clock(moment)
        yield _Item(
            uid=f"{page.id}/{anchor}/{kind}@{host}",
            summary=f"【{words}{' ' + clock if clock else ''}】{plain(title)}",
            description=plain(period.note or ""),
            url=url + page.address + fragment,
            start=moment.date(),
            end=moment.date() + timedelta(days=1),
            stamp=page.updated or moment.date(),
            sequence=_sequence(page, cancelled),
            cancelled=cancelled and kind == "closes",
        )


def _of_page(page: Page, url: str, host: str, zone: ZoneInfo) -> Iterator[_Item]:
    if page.easy:  # it says again what its other version says
        return
    if isinstance(page.entry, Event):
        yield from _of_event(page, page.entry, url, host, zone)
    titles = {section.id: section.heading or page.title for section in page.sections}
    seen: dict[str, int] = {}
    for part in page.parts:
        if isinstance(part.value, Period):
            seen[part.section] = seen.get(part.section, 0) + 1
            anchor = part.section if seen[part.section] == 1 else f"{part.section}-{seen[part.section]}"
            yield from _of_period(page, anchor, titles.get(part.section, page.title), part.value, url, host)


def _calendar(name: str, zone: str, items: Iterator[_Item]) -> str | None:
    body = [line for item in items for line in _lines(item)]
    if not body:
        return None
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//microsites//calendar//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    head += [f"NAME:{_escape(name)}", f"X-WR-CALNAME:{_escape(name)}", f"X-WR-TIMEZONE:{zone}"]
    lines = [*head, *body, "END:VCALENDAR"]
    return "".join(f"{piece}\r\n" for line in lines for piece in _fold(line))


def _namespace(site: Site, url: str) -> str:
    """What follows the ``@`` of all UIDs of ``site``."""
    return f"{site.id}.{urlsplit(url).hostname or site.id}"


def has_calendar(site: Site) -> bool:
    """Whether :func:`site_calendar` has anything to say, known without writing it."""
    return any(
        isinstance(page.entry, Event)
        or any(isinstance(part.value, Period) and (part.value.opens or part.value.closes) for part in page.parts)
        for page in site.pages
        if not page.easy
    )


def site_calendar(portfolio: Portfolio, site: Site, url: str) -> str | None:
    """All events, openings and deadlines of ``site`` at ``url``; None where there are none."""
    zone = portfolio.settings.timezone
    host = _namespace(site, url)
    items = (item for page in site.pages for item in _of_page(page, url, host, ZoneInfo(zone)))
    return _calendar(plain(site.settings.title), zone, items)


def event_calendars(portfolio: Portfolio, site: Site, url: str) -> dict[str, str]:
    """Path → a calendar with a single event, for its page's button.  Its UIDs are those of the site's calendar."""
    zone = portfolio.settings.timezone
    host = _namespace(site, url)
    found = {}
    for page in site.pages:
        if isinstance(page.entry, Event):
            items = _of_event(page, page.entry, url, host, ZoneInfo(zone))
            text = _calendar(plain(page.title), zone, items)
            assert text is not None
            found[page.address + EVENT_CALENDAR] = text
    return found
