"""What programs read of a site: feed, calendars and JSON-LD follow the content and the one clock."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from clocked import action, call, page
from everything import write_data
from microsites.pages.calendars import _fold
from portfolios import AT, SITE, EditablePortfolio

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://berry.example.jp/"

EVENT = """\
title: 夜の、いちご狩り; 星
description: 灯りの下で。
starts: 2027-01-23 18:00
ends: 2027-02-06 20:00
sessions:
  - {starts: 2027-01-23 18:00, ends: 2027-01-23 20:00}
  - {starts: 2027-02-06 18:00, ends: 2027-02-06 20:00}
venues: [あおき農園, 広場]
fee: 無料
application: {opens: 2026-11-16 09:00, closes: 2026-12-13 17:00, note: 先着ではありません。}
"""
GRANT = """\
title: 家賃補助
description: 家賃の一部を補助します。
amount: 最大150万円
conditions: [転入した方]
period: {opens: 2026-04-01, closes: 2027-03-31}
department: 建設課
"""


@pytest.fixture
def town(portfolio: EditablePortfolio) -> EditablePortfolio:
    """The minimal portfolio with an event and a grant."""
    text = portfolio.text(SITE)
    assert "collections:\n" in text
    more = "collections:\n  events: {kind: event, path: events}\n  grants: {kind: grant, path: grants}\n"
    portfolio.write(SITE, text.replace("collections:\n", more))
    portfolio.write("berry/collections/events/night.yml", EVENT)
    portfolio.write("berry/collections/grants/rent.yml", GRANT)
    return portfolio


def built(town: EditablePortfolio, file: str, at: str = AT) -> str:
    """A file of the site after a build."""
    result = town.build("berry", at=at)
    assert result.problems == ()
    return (town.dist / "berry" / file).read_bytes().decode()


def calendar_events(text: str) -> dict[str, Any]:
    """UID → VEVENT, as the independent library reads them."""
    return {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}


def items(html: str) -> list[dict[str, Any]]:
    """The JSON-LD items of a page."""
    found = []
    for script in BeautifulSoup(html, "html.parser").find_all("script", type="application/ld+json"):
        data = json.loads(script.get_text())
        assert data["@context"] == "https://schema.org"
        found += data.get("@graph", [data])
    return found


def item(html: str, kind: str) -> dict[str, Any]:
    """The only item of a type."""
    (found,) = (each for each in items(html) if each["@type"] == kind)
    return found


def test_feed_holds_what_was_published(town: EditablePortfolio) -> None:
    feed = ET.fromstring(built(town, "feed.xml"))
    assert feed.findtext(f"{ATOM}id") == URL
    assert feed.findtext(f"{ATOM}updated") == "2026-11-01T00:00:00+09:00"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "開園しました"
    assert entry.findtext(f"{ATOM}id") == f"{URL}news/open/"
    assert entry.findtext(f"{ATOM}published") == entry.findtext(f"{ATOM}updated") == "2026-11-01T00:00:00+09:00"


def test_feed_leaves_out_what_is_dated_ahead(town: EditablePortfolio) -> None:
    first = town.text("berry/collections/news/open.yml")
    town.write("berry/collections/news/later.yml", first.replace("2026-11-01", "2026-12-24"))
    assert len(ET.fromstring(built(town, "feed.xml")).findall(f"{ATOM}entry")) == 1
    assert len(ET.fromstring(built(town, "feed.xml", "2026-12-24")).findall(f"{ATOM}entry")) == 2


def test_feed_keeps_what_was_published_when_its_next_change_is_dated_ahead(town: EditablePortfolio) -> None:
    first = town.text("berry/collections/news/open.yml")
    town.write("berry/collections/news/open.yml", f"{first.rstrip()}\nupdated: 2026-12-24\n")
    for at, day in ((AT, "2026-11-01"), ("2026-12-24", "2026-12-24")):
        (entry,) = ET.fromstring(built(town, "feed.xml", at)).findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}updated") == f"{day}T00:00:00+09:00"
        assert entry.findtext(f"{ATOM}published") == "2026-11-01T00:00:00+09:00"


def test_feed_tells_a_change_and_its_status(town: EditablePortfolio) -> None:
    town.write("berry/collections/grants/rent.yml", GRANT + "updated: 2026-11-20\n")
    entry = ET.fromstring(built(town, "feed.xml")).findall(f"{ATOM}entry")[0]
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert (entry.findtext(f"{ATOM}title"), category.get("term"), category.get("label")) == (
        "家賃補助",
        "open",
        "受付中",
    )


def test_page_names_its_feed(town: EditablePortfolio) -> None:
    soup = BeautifulSoup(built(town, "access/index.html"), "html.parser")
    link = soup.find("link", type="application/atom+xml")
    assert link is not None
    assert link["href"] == "../feed.xml"


def test_without_an_address_there_is_no_feed(town: EditablePortfolio) -> None:
    assert town.build("berry", environment="local").problems == ()
    files = {path.name for path in (town.dist / "berry").rglob("*") if path.is_file()}
    assert not files & {"feed.xml", "calendar.ics", "event.ics"}


def test_calendar_holds_sessions_and_deadlines(town: EditablePortfolio) -> None:
    events = calendar_events(built(town, "calendar.ics"))
    host = "berry.berry.example.jp"
    assert set(events) == {
        f"events/night/20270123T090000Z@{host}",
        f"events/night/20270206T090000Z@{host}",
        f"events/night/entry/opens@{host}",
        f"events/night/entry/closes@{host}",
        f"grants/rent/entry/opens@{host}",
        f"grants/rent/entry/closes@{host}",
    }
    session = events[f"events/night/20270206T090000Z@{host}"]
    assert session["dtstart"].dt == datetime(2027, 2, 6, 9, 0, tzinfo=UTC)
    assert session["dtend"].dt == datetime(2027, 2, 6, 11, 0, tzinfo=UTC)
    assert str(session["summary"]) == "夜の、いちご狩り; 星"
    assert str(session["location"]) == "あおき農園、広場"
    deadline = events[f"events/night/entry/closes@{host}"]
    assert deadline["dtstart"].dt == date(2026, 12, 13)
    assert deadline["dtend"].dt == date(2026, 12, 14)
    assert str(deadline["summary"]) == "【受付締切 17時】夜の、いちご狩り; 星"
    assert str(events[f"grants/rent/entry/closes@{host}"]["summary"]) == "【受付締切】家賃補助"


def links_to_calendars(html: str) -> list[str]:
    links = BeautifulSoup(html, "html.parser").select("a[href$='.ics']")
    return [f"{link.get_text()} {link['href']}" for link in links]


def test_event_page_leads_to_its_calendar_while_it_takes_place(town: EditablePortfolio) -> None:
    site = "催しと締切のカレンダー（iCal） ../../calendar.ics"
    assert links_to_calendars(built(town, "events/night/index.html")) == ["カレンダーに追加する event.ics", site]
    town.write("berry/collections/events/night.yml", f"{EVENT}override: cancelled\n")
    assert links_to_calendars(built(town, "events/night/index.html")) == [site]


def test_without_dates_there_is_no_calendar(portfolio: EditablePortfolio) -> None:
    assert portfolio.build("berry").problems == ()
    assert not list((portfolio.dist / "berry").rglob("*.ics"))
    assert links_to_calendars((portfolio.dist / "berry/index.html").read_text("utf-8")) == []


def test_uid_stays_and_sequence_grows_with_a_change(town: EditablePortfolio) -> None:
    before = calendar_events(built(town, "events/night/event.ics"))
    town.write("berry/collections/events/night.yml", EVENT.replace("20:00", "21:00") + "updated: 2026-11-20\n")
    after = calendar_events(built(town, "events/night/event.ics"))
    town.write("berry/collections/events/night.yml", EVENT.replace("広場", "公園") + "updated: 2026-11-21\n")
    later = calendar_events(built(town, "events/night/event.ics"))
    assert set(before) == set(after) == set(later)
    for uid in before:
        assert before[uid]["sequence"] < after[uid]["sequence"] < later[uid]["sequence"]


def test_a_session_before_the_others_leaves_theirs_alone(town: EditablePortfolio) -> None:
    before = calendar_events(built(town, "events/night/event.ics"))
    first = "sessions:\n  - {starts: 2027-01-23 10:00, ends: 2027-01-23 11:00}\n"
    more = EVENT.replace("starts: 2027-01-23 18:00\n", "starts: 2027-01-23 10:00\n").replace("sessions:\n", first)
    town.write("berry/collections/events/night.yml", more)
    after = calendar_events(built(town, "events/night/event.ics"))
    assert len(after) == 3
    assert {uid: after[uid]["dtstart"].dt for uid in before} == {uid: before[uid]["dtstart"].dt for uid in before}


@pytest.mark.parametrize("override", ["postponed", "cancelled"])
def test_what_does_not_take_place_is_taken_out_of_calendars(town: EditablePortfolio, override: str) -> None:
    before = calendar_events(built(town, "events/night/event.ics"))
    town.write("berry/collections/events/night.yml", f"{EVENT}override: {override}\n")
    after = calendar_events(built(town, "events/night/event.ics"))
    assert after.keys() == before.keys()
    for uid, event in after.items():
        assert (before[uid]["status"], event["status"]) == ("CONFIRMED", "CANCELLED")
        assert event["sequence"] == before[uid]["sequence"] + 1


def test_an_event_without_a_length_has_no_end(town: EditablePortfolio) -> None:
    """RFC 5545, 3.8.2.2: DTEND must be later than DTSTART."""
    moment = (
        "title: 除夜の鐘\ndescription: 鳴らします。\nvenues: [寺]\nstarts: 2026-12-31 23:45\nends: 2026-12-31 23:45\n"
    )
    town.write("berry/collections/events/bell.yml", moment)
    ((uid, event),) = calendar_events(built(town, "events/bell/event.ics")).items()
    assert uid == "events/bell@berry.berry.example.jp"
    assert event["dtstart"].dt == datetime(2026, 12, 31, 14, 45, tzinfo=UTC)
    assert "dtend" not in event


def test_a_call_and_its_easy_version_are_one_call_for_programs(town: EditablePortfolio) -> None:
    section = call() | {"entry": action(event="guide_download")}
    section.pop("after")
    data = page(section) | {"easy": {"sections": [section]}}
    write_data(town, "berry/pages/call.yml", data)
    kinds = {each["@type"] for each in items(built(town, "call/index.html"))}
    easy = items((town.dist / "berry/call/easy/index.html").read_text("utf-8"))
    assert {each["@type"] for each in easy} == {"BreadcrumbList"}
    assert len(kinds) == 2
    uids = [uid for uid in calendar_events(built(town, "calendar.ics")) if uid.startswith("call")]
    assert uids == [f"call/call/{kind}@berry.berry.example.jp" for kind in ("opens", "closes")]


def test_event_has_the_same_uids_alone_and_in_the_sites_calendar(town: EditablePortfolio) -> None:
    alone = calendar_events(built(town, "events/night/event.ics"))
    together = calendar_events(built(town, "calendar.ics"))
    assert len(alone) == 2
    assert {uid: event.to_ical() for uid, event in alone.items()} == {uid: together[uid].to_ical() for uid in alone}


def test_calendar_does_not_depend_on_the_moment_of_the_build(town: EditablePortfolio) -> None:
    assert built(town, "calendar.ics") == built(town, "calendar.ics", "2027-05-05T05:05")


@given(st.text(max_size=300).filter(lambda text: "\n" not in text and "\r" not in text))
def test_folded_lines_are_short_and_come_back(line: str) -> None:
    pieces = list(_fold(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@pytest.mark.parametrize(
    ("at", "availability"),
    [
        ("2026-11-16T08:59", "PreOrder"),
        ("2026-11-16T09:00", "InStock"),
        ("2026-12-13T17:00", "LimitedAvailability"),
        ("2026-12-13T17:01", "SoldOut"),
    ],
)
def test_event_for_programs_follows_the_clock(town: EditablePortfolio, at: str, availability: str) -> None:
    event = item(built(town, "events/night/index.html", at), "Event")
    assert event["offers"]["availability"] == f"https://schema.org/{availability}"
    assert event["offers"]["validThrough"] == "2026-12-13T17:00:00+09:00"
    assert (event["startDate"], event["endDate"]) == ("2027-01-23T18:00:00+09:00", "2027-02-06T20:00:00+09:00")
    assert event["location"]["address"]["streetAddress"] == "あおき農園"
    assert event["isAccessibleForFree"] is True
    assert event["offers"]["price"] == 0


def test_grant_for_programs_has_its_amount(town: EditablePortfolio) -> None:
    grant = item(built(town, "grants/rent/index.html"), "MonetaryGrant")
    assert grant["amount"] == {"@type": "MonetaryAmount", "currency": "JPY", "maxValue": 1_500_000}
    assert grant["funder"]["@type"] == "GovernmentOrganization"


def test_amount_of_several_numbers_is_not_guessed_at(town: EditablePortfolio) -> None:
    town.replace("berry/collections/grants/rent.yml", "最大150万円", "最大150万円（子育て世帯は200万円）")
    assert "amount" not in item(built(town, "grants/rent/index.html"), "MonetaryGrant")


def test_home_says_who_publishes(town: EditablePortfolio) -> None:
    html = built(town, "index.html")
    assert item(html, "WebSite")["url"] == URL
    organization = item(html, "GovernmentOrganization")
    assert organization["@id"] == item(html, "WebSite")["publisher"]["@id"] == f"{URL}#publisher"
    assert organization["name"] == "試験市"
