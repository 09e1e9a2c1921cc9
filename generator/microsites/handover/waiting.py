"""What the clock will do by itself in the coming months, in the words of a badge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from microsites.content.changes import clocks
from microsites.content.model import Page, Portfolio, Site
from microsites.content.ruby import without_readings
from microsites.content.status import Period, Season, Timeline
from microsites.content.walk import ENTRY_SECTION

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """A page that will look different, though nobody does anything."""

    changes: tuple[tuple[datetime, str], ...]
    """Moment (without zone, in the portfolio's own) and what is shown from then on, in Japanese; at least one."""
    site: str
    page: str
    file: str
    owner: str


def _clocks(page: Page) -> Iterator[Period | Season | Timeline]:
    """Of an entry, what its badge says; it holds the period and the event itself."""
    if page.entry is not None and (clock := page.entry.clock()) is not None:
        yield clock
    yield from (clock for section, clock in clocks(page) if section != ENTRY_SECTION)


def _of_page(page: Page, now: datetime) -> Iterator[tuple[datetime, str]]:
    for section in page.sections:
        name = without_readings(section.heading or section.id)
        if section.show_from is not None and section.show_from > now:
            yield section.show_from, f"「{name}」を掲載"
        if section.show_until is not None and section.show_until + _MINUTE > now:
            yield section.show_until + _MINUTE, f"「{name}」の掲載を終了"
    for clock in _clocks(page):
        before, *stages = clock.timeline.stages
        for stage in stages:
            assert stage.begins is not None, "only the first stage begins with nothing"
            if stage.begins > now and before.label != stage.label:
                yield stage.begins, stage.label
            before = stage


def _of_site(site: Site, now: datetime, until: datetime) -> Iterator[Waiting]:
    for page in site.pages:
        if not page.easy and (changes := sorted({each for each in _of_page(page, now) if each[0] <= until})):
            yield Waiting(
                tuple(changes), site.settings.title, without_readings(page.title), page.source.file, page.owner
            )


def waiting(portfolio: Portfolio, now: datetime, until: datetime) -> tuple[Waiting, ...]:
    """Every page of a public site that changes after ``now`` and up to ``until``; the first change first."""
    sites = (site for site in portfolio.sites if site.settings.measured)
    return tuple(sorted(each for site in sites for each in _of_site(site, now, until)))
