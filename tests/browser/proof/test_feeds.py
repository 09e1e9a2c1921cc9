"""Atom feeds and calendars, read by other people's parsers, and what their standards require beyond being readable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hosted import PROMOTION, HostedSite
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")


def feed_faults(data: bytes) -> Iterator[str]:
    """What is wrong with an Atom feed (RFC 4287)."""
    parsed = feedparser.parse(data)
    if parsed.bozo:
        yield f"it cannot be read: {parsed.bozo_exception}"
        return
    if parsed.version != "atom10":
        yield f"it is no Atom feed but {parsed.version or 'nothing known'}"
        return
    feed = ET.fromstring(data)
    yield from _atom_faults(feed, "the feed")
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        yield "the feed does not say its own address (link rel=self)"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        name = f"entry {entry.findtext(f'{ATOM}title')}"
        yield from _atom_faults(entry, name)
        if entry.find(f"{ATOM}content") is None and not any(
            link.get("rel", "alternate") == "alternate" for link in entry.findall(f"{ATOM}link")
        ):
            yield f"{name} has neither content nor an address"
        if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
            yield f"{name} has no author, nor has the feed"
    for element in feed.iter():
        address = element.get("href")
        if address is not None and not address.startswith("https://"):
            yield f"{address} is no complete address"
    ids = Counter(element.text for element in feed.iter(f"{ATOM}id"))
    yield from (f"{text} stands for {count} things" for text, count in ids.items() if count > 1)
    if len(parsed.entries) != len(entries):
        yield f"{len(entries)} entries, of which {len(parsed.entries)} are read"


def _atom_faults(element: ET.Element, name: str) -> Iterator[str]:
    for required in ("id", "title", "updated"):
        found = element.findall(ATOM + required)
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"{name} has {len(found)} × {required}, one is required"
    for date in ("updated", "published"):
        for found in element.findall(ATOM + date):
            if not RFC3339.match((found.text or "").strip()):
                yield f"{name}: {date} is {found.text}"


def calendar_faults(data: bytes) -> Iterator[str]:
    """What is wrong with a calendar (RFC 5545, RFC 7986)."""
    text = data.decode("utf-8")
    lines = data.split(b"\r\n")
    if any(b"\n" in line or b"\r" in line for line in lines) or lines[-1]:
        yield "lines must end with CR LF"
    yield from (f"{len(line)} bytes in a line: {line[:30]!r}" for line in lines if len(line) > 75)
    try:
        calendars = list(IcsCalendarStream.from_ics(text).calendars)
    except CalendarParseError as error:
        yield f"it cannot be read: {error}"
        return
    if len(calendars) != 1:
        yield f"{len(calendars)} calendars in one file"
    unfolded = text.replace("\r\n ", "")
    for required in ("PRODID", "VERSION"):
        if len(re.findall(rf"^{required}:", unfolded, re.MULTILINE)) != 1:
            yield f"{required} must stand once"
    events = re.findall(r"^BEGIN:VEVENT\r\n(.*?)^END:VEVENT", unfolded, re.DOTALL | re.MULTILINE)
    if len(events) != sum(len(calendar.events) for calendar in calendars):
        yield "not every event is read"
    if not events:
        yield "no event"
    for event in events:
        names = Counter(re.findall(r"^([A-Z-]+)[;:]", event, re.MULTILINE))
        yield from (
            f"{required} stands {names[required]} times in an event, once is required"
            for required in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE")
            if names[required] != 1
        )
    for calendar in calendars:
        yield from (
            f"{event.uid} ends before it begins"
            for event in calendar.events
            if event.dtend and event.dtend <= event.dtstart
        )


def _files(site: HostedSite, suffix: str) -> list[Path]:
    return sorted(site.tree.rglob(f"*{suffix}"))


def _is_feed(path: Path) -> bool:
    return ET.fromstring(path.read_bytes()).tag == f"{ATOM}feed"


@pytest.mark.parametrize("site", PROMOTION)
def test_every_feed(hosted: dict[str, HostedSite], site: str) -> None:
    feeds = [path for path in _files(hosted[site], ".xml") if _is_feed(path)]
    assert feeds
    assert {path.name: found for path in feeds if (found := list(feed_faults(path.read_bytes())))} == {}


@pytest.mark.parametrize("site", PROMOTION)
def test_every_calendar(hosted: dict[str, HostedSite], site: str) -> None:
    calendars = _files(hosted[site], ".ics")
    assert calendars
    assert {path.name: found for path in calendars if (found := list(calendar_faults(path.read_bytes())))} == {}


FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><id>https://a.example.jp/</id><title>花守</title>
<updated>2026-11-20T09:00:00+09:00</updated><link rel="self" href="https://a.example.jp/feed.xml"/>
<author><name>花守市</name></author>
<entry><id>https://a.example.jp/1/</id><title>お知らせ</title><updated>2026-11-20T09:00:00+09:00</updated>
<link href="https://a.example.jp/1/"/></entry></feed>"""
FEED_FAULTS = {
    ("<title>花守</title>", ""): "the feed has 0 × title, one is required",
    ("</feed>", ""): "it cannot be read",
    ("<author><name>花守市</name></author>", ""): "entry お知らせ has no author, nor has the feed",
    ('rel="self"', ""): "the feed does not say its own address",
    ('<link href="https://a.example.jp/1/"/>', ""): "has neither content nor an address",
    ('href="https://a.example.jp/1/"', 'href="1/"'): "1/ is no complete address",
    ("https://a.example.jp/1/</id>", "https://a.example.jp/</id>"): "https://a.example.jp/ stands for 2 things",
    ("T09:00:00+09:00</updated><link", "</updated><link"): "the feed: updated is 2026-11-20",
    ('<feed xmlns="http://www.w3.org/2005/Atom"', "<feed"): "it is no Atom feed",
}


def test_good_feed() -> None:
    assert list(feed_faults(FEED.encode())) == []


@pytest.mark.parametrize("change", FEED_FAULTS, ids=FEED_FAULTS.values())
def test_feed_faults_are_found(change: tuple[str, str]) -> None:
    broken = FEED.replace(*change)
    assert broken != FEED
    assert any(FEED_FAULTS[change] in found for found in feed_faults(broken.encode()))


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Hanamori//Events//JA
BEGIN:VEVENT
UID:night-picking@strawberry.hanamori.example.jp
DTSTAMP:20261122T030000Z
SEQUENCE:1
DTSTART;VALUE=DATE:20261219
DTEND;VALUE=DATE:20261220
SUMMARY:夜のいちご狩り
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
CALENDAR_FAULTS = {
    ("UID:night-picking@strawberry.hanamori.example.jp\r\n", ""): "UID stands 0 times",
    ("DTSTAMP:20261122T030000Z\r\n", ""): "DTSTAMP stands 0 times",
    ("PRODID:-//Hanamori//Events//JA\r\n", ""): "PRODID must stand once",
    ("20261220", "20261218"): "ends before it begins",
    ("VALUE=DATE:20261220", "VALUE=DATE:2026-12-20"): "it cannot be read",
    ("夜のいちご狩り", "夜のいちご狩り" * 4): "bytes in a line",
    ("\r\n", "\n"): "lines must end with CR LF",
    ("SEQUENCE:1\r\n", "SEQUENCE:1\r\nSTATUS:CLOSED\r\n"): "it cannot be read",
}


def test_good_calendar() -> None:
    assert list(calendar_faults(CALENDAR.encode())) == []


@pytest.mark.parametrize("change", CALENDAR_FAULTS, ids=CALENDAR_FAULTS.values())
def test_calendar_faults_are_found(change: tuple[str, str]) -> None:
    broken = CALENDAR.replace(*change)
    assert broken != CALENDAR
    assert any(CALENDAR_FAULTS[change] in found for found in calendar_faults(broken.encode()))
