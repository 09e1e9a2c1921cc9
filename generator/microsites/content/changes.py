"""When the clock changes a portfolio next, and what: so that a rebuild can be scheduled for that very minute.

What is built for two moments with no change between them is the same, byte for byte, but for the clock that the
manifests name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from microsites.content.blocks import Section
from microsites.content.model import Page, Portfolio, Site
from microsites.content.references import PageTarget
from microsites.content.sister_links import sister_links
from microsites.content.status import STATE_WORDS, Period, Season, Timeline
from microsites.content.walk import ENTRY_SECTION
from microsites.i18n.message import Message, _

_MINUTE = timedelta(minutes=1)

_APPEARS = _("appears")
_DISAPPEARS = _("disappears")
_CHANGES = _("changes")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Something that looks different from a moment on."""

    at: datetime
    """Without zone, in the portfolio's own."""
    site: str
    what: str
    """``call/call: open → closing_soon``: page, section and state, or what happens to it."""


def clocks(page: Page) -> Iterator[tuple[str, Period | Season | Timeline]]:
    """What follows the clock on a page, each with its section."""
    for part in page.parts:
        if isinstance(part.value, Period | Season):
            yield part.section, part.value
    if page.entry is not None:
        for timeline in page.entry.timelines():
            yield ENTRY_SECTION, timeline


def _of_its_time(section: Section, now: datetime) -> Iterator[tuple[datetime, Message]]:
    if section.show_from is not None and section.show_from > now:
        yield section.show_from, _APPEARS
    if section.show_until is not None and section.show_until + _MINUTE > now:
        yield section.show_until + _MINUTE, _DISAPPEARS


def _of_section(section: Section, now: datetime) -> Iterator[tuple[datetime, Message]]:
    yield from _of_its_time(section, now)
    hidden_until = section.show_from - _MINUTE if section.show_from is not None else now
    moment = section.next_moment(max(now, hidden_until))
    if moment is not None and section.shown_at(moment):
        yield moment, _CHANGES


def _of_page(page: Page, site: str, now: datetime) -> Iterator[Change]:
    for section in page.sections:
        for moment, what in _of_section(section, now):
            yield Change(moment, site, _("{place}: {what}", place=f"{page.id}/{section.id}", what=what))
    for day in (page.updated, page.entry.published() if page.entry is not None else None):
        if day is not None and day > now.date():
            yield Change(
                datetime.combine(day, time()), site, _("{page}: its date comes, for feed and footer", page=page.id)
            )
    for moment in page.entry.moments() if page.entry is not None else ():
        if moment > now:
            yield Change(moment, site, _("{place}: {what}", place=f"{page.id}/{ENTRY_SECTION}", what=_CHANGES))
    sections = {section.id: section for section in page.sections}
    for section_id, clock in clocks(page):
        before, *stages = clock.timeline.stages
        for stage in stages:
            assert stage.begins is not None, "only the first stage begins with nothing"
            holder = sections.get(section_id)
            if stage.begins > now and (holder is None or holder.shown_at(stage.begins)):
                yield Change(
                    stage.begins,
                    site,
                    _(
                        "{place}: {before} → {after}",
                        place=f"{page.id}/{section_id}",
                        before=STATE_WORDS[before.state],
                        after=STATE_WORDS[stage.state],
                    ),
                )
                break
            before = stage


def _of_sisters(portfolio: Portfolio, site: Site, now: datetime) -> Iterator[Change]:
    """A link to a sister's section leads to its page while the section is not shown."""
    changing = {
        (sister.id, PageTarget(page.id, section.id)): found
        for sister in portfolio.sites
        if sister.id != site.id
        for page in sister.pages
        for section in page.sections
        if (found := tuple(_of_its_time(section, now)))
    }
    if not changing:
        return
    for name, target in sister_links(portfolio, site) & changing.keys():
        for moment, what in changing[name, target]:
            yield Change(
                moment,
                site.id,
                _("links to {place}: it {what}", place=f"{name}/{target.page}#{target.fragment}", what=what),
            )


def _of_site(site: Site, now: datetime) -> Iterator[Change]:
    for page in site.pages:
        yield from _of_page(page, site.id, now)


def _of_all(portfolio: Portfolio, site: Site, now: datetime) -> Iterator[Change]:
    """What changes on every page of a site."""
    if (emergency := portfolio.settings.emergency) is not None:
        for moment, what in _of_section(emergency, now):
            yield Change(moment, site.id, _("every page: {section} {what}", section=emergency.id, what=what))
    new_year = now.replace(year=now.year + 1, month=1, day=1, hour=0, minute=0)
    yield Change(new_year, site.id, _("every page: the year in the footer"))


def next_changes(portfolio: Portfolio, site: Site, now: datetime) -> tuple[Change, ...]:
    """Everything that changes at the first moment after ``now`` at which anything of ``site`` does, in order.

    ``portfolio`` is whole: what is not shown yet counts too.  ``now`` is without zone, in the portfolio's own.
    """
    return first_of((*_of_all(portfolio, site, now), *_of_site(site, now), *_of_sisters(portfolio, site, now)))


def first_of(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those at the first moment, in order."""
    found = set(changes)
    first = min((change.at for change in found), default=None)
    return tuple(sorted(change for change in found if change.at == first))


def follows_the_clock(portfolio: Portfolio, site: Site) -> bool:
    """Whether a page of ``site`` shows something that a browser must correct between two builds."""
    emergency = portfolio.settings.emergency
    return (emergency is not None and emergency.show_until is not None) or any(
        any(section.show_until is not None for section in page.sections) or next(clocks(page), None) is not None
        for page in site.pages
    )
