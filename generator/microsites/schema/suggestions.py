"""What a portfolio has that a reference can name: an editor offers it, and accepts what is not there yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from microsites.content.fields import PICTURE_SUFFIXES
from microsites.content.model import Page, Portfolio, Site
from microsites.content.ruby import without_readings
from microsites.measurement.tags import Tags

MAX_CHOICES = 500
"""An editor's list of more is of use to nobody; pages come before their sections."""


class Choice(NamedTuple):
    """Something that can be written, and what it is."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Everything that can be named on one site; empty where nothing is known."""

    pages: tuple[Choice, ...] = ()
    sisters: tuple[Choice, ...] = ()
    assets: tuple[Choice, ...] = ()
    goals: tuple[Choice, ...] = ()
    collections: tuple[tuple[str, str], ...] = ()
    """Name and kind."""
    events: tuple[Choice, ...] = ()
    parameters: tuple[Choice, ...] = ()
    providers: tuple[Choice, ...] = ()
    sites: tuple[Choice, ...] = ()

    @property
    def pictures(self) -> tuple[Choice, ...]:
        """The assets that can be shown."""
        return tuple(each for each in self.assets if PurePosixPath(each.value).suffix.lower() in PICTURE_SUFFIXES)

    def collections_of(self, kinds: tuple[str, ...]) -> tuple[Choice, ...]:
        """The collections of these kinds; all if none is named."""
        return tuple(Choice(name, kind) for name, kind in self.collections if not kinds or kind in kinds)


def _first(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    plain = (Choice(each.value, without_readings(each.words)) for each in choices)
    return tuple(dict.fromkeys(plain))[:MAX_CHOICES]


def _sections(page: Page) -> Iterable[Choice]:
    for section in page.sections:
        yield Choice(f"{page.id}#{section.id}", f"{page.title} › {section.heading or section.type}")


def _of_tags(tags: Tags | None) -> Suggestions:
    if tags is None:
        return Suggestions()
    events = tags.plan.settings.events
    return Suggestions(
        events=_first(Choice(event.name, event.definition.ja) for event in events if event.status != "retired"),
        parameters=_first(Choice(each.name, each.definition.ja) for event in events for each in event.parameters),
        providers=_first(Choice(name, provider.title) for name, provider in tags.providers.items()),
    )


def shared_suggestions(portfolio: Portfolio, tags: Tags | None) -> Suggestions:
    """What can be named in files that belong to no site."""
    known = _of_tags(tags)
    return Suggestions(
        sisters=_sisters(portfolio, None),
        events=known.events,
        parameters=known.parameters,
        providers=known.providers,
        sites=_first(Choice(site.id, site.settings.title) for site in portfolio.sites),
    )


def _sisters(portfolio: Portfolio, but: Site | None) -> tuple[Choice, ...]:
    others = [site for site in portfolio.sites if site is not but]
    homes = (Choice(site.id, site.settings.title) for site in others)
    pages = (
        Choice(f"{site.id}/{page.id}", f"{site.settings.title} › {page.title}")
        for site in others
        for page in site.pages
        if page.id != "index"
    )
    return _first([*homes, *pages])


def site_suggestions(portfolio: Portfolio, tags: Tags | None, site: Site) -> Suggestions:
    """What can be named on a site."""
    known = shared_suggestions(portfolio, tags)
    pages = (Choice(page.id, page.title) for page in site.pages)
    sections = (choice for page in site.pages for choice in _sections(page))
    return Suggestions(
        pages=_first([*pages, *sections]),
        sisters=_sisters(portfolio, site),
        assets=_first(Choice(name, "") for name in sorted(site.assets)),
        goals=_first(Choice(goal.id, goal.name) for goal in site.settings.goals),
        collections=tuple((name, settings.kind) for name, settings in site.settings.collections.items()),
        events=known.events,
        parameters=known.parameters,
        providers=known.providers,
        sites=known.sites,
    )
