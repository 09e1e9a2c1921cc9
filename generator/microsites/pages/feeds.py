"""The site's feed: what is new, for readers and programs (Atom, RFC 4287)."""

from __future__ import annotations

from datetime import date, datetime, time
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from microsites.content.blocks import Entry
from microsites.content.model import Page, Portfolio, Site
from microsites.content.status import status_at
from microsites.pages.typography import plain

FEED = "feed.xml"
MAX_ENTRIES = 50

_ATOM = "http://www.w3.org/2005/Atom"


def _published(entry: Entry) -> date | None:
    return entry.published() or entry.updated


def feed_pages(site: Site, now: datetime) -> tuple[Page, ...]:
    """Entries with a day of publication that has come, latest change first; at most :data:`MAX_ENTRIES`."""
    dated = [
        (changed, page)
        for page in site.pages
        if page.entry is not None and (changed := page.entry.dated(now.date())) is not None
    ]
    dated.sort(key=lambda item: (-item[0].toordinal(), item[1].id))
    return tuple(page for _, page in dated[:MAX_ENTRIES])


def last_update(site: Site, now: datetime) -> date | None:
    """The latest day, up to ``now``, on which a page of ``site`` was published or changed, as their editors say."""
    days = [
        day
        for page in site.pages
        for day in (page.updated, page.entry.published() if page.entry is not None else None)
        if day is not None and day <= now.date()
    ]
    return max(days, default=None)


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def _entry(parent: ET.Element, page: Page, url: str, now: datetime, zone: ZoneInfo) -> None:
    def moment(day: date | None) -> str:
        assert day is not None
        return datetime.combine(day, time(), zone).isoformat()

    of = page.entry
    assert of is not None
    entry = ET.SubElement(parent, "entry")
    _text(entry, "title", plain(page.title))
    _text(entry, "id", url + page.address)
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=url + page.address)
    _text(entry, "updated", moment(of.dated(now.date())))
    _text(entry, "published", moment(_published(of)))
    _text(entry, "summary", plain(page.description))
    period = of.listing().period
    if period is not None:
        status = status_at(period, now)
        ET.SubElement(entry, "category", term=status.state, label=status.label)


def atom_feed(portfolio: Portfolio, site: Site, url: str, now: datetime) -> str | None:
    """The feed of ``site`` at ``url``, or None where nothing has a day of publication.

    The feed says only what its entries say: its own time is that of the latest one, never that of the build.
    """
    pages = feed_pages(site, now)
    if not pages:
        return None
    zone = ZoneInfo(portfolio.settings.timezone)
    settings = site.settings
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": portfolio.settings.language})
    _text(root, "title", plain(settings.title))
    _text(root, "subtitle", plain(settings.tagline))
    _text(root, "id", url)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=url + FEED)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=url)
    author = ET.SubElement(root, "author")
    _text(author, "name", plain(f"{portfolio.settings.municipality.name} {settings.owner}"))
    latest = pages[0].entry
    changed = latest.dated(now.date()) if latest is not None else None
    assert changed is not None
    _text(root, "updated", datetime.combine(changed, time(), zone).isoformat())
    for page in pages:
        _entry(root, page, url, now, zone)
    ET.indent(root, "")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"
