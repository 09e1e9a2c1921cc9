"""What each page and element must carry, computed from the model and never from the rendered HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from microsites.content.fields import Action
from microsites.content.model import Page, Site
from microsites.content.source import Source
from microsites.content.walk import walk
from microsites.content.yaml_reader import Path
from microsites.manifest import ExpectedElement, ExpectedGoal, Place

ENTRY_SECTION = "entry"
"""Stands for the section in the ``data-track-id`` of an entry's own actions."""


@dataclass(frozen=True, slots=True)
class Element:
    """A call to action on a page: where it stands and what it fires."""

    section: str
    action: Action
    path: Path
    track_id: str
    event: str
    goal: str | None


def track_id(page: str, section: str, action: str) -> str:
    """``page/section/action``: never an ordinal, since reordering must not break comparisons."""
    return f"{page}/{section}/{action}"


def event_of(action: Action, site: Site) -> str:
    """The event that ``action`` fires: its own, or that of its goal.  Raises KeyError for an unknown goal."""
    if action.event is not None:
        return action.event
    for goal in site.settings.goals:
        if goal.id == action.goal:
            return goal.event
    raise KeyError(action.goal)


def actions_of(page: Page, now: datetime) -> Iterator[tuple[str, Path, Action]]:
    """Every action that ``page`` offers at ``now``, as ``(section id, path in the YAML, action)``."""
    for number, section in enumerate(page.sections):
        withheld = section.withheld_actions(now)
        for path, part in walk(section, ("sections", number)):
            if isinstance(part, Action) and part.id not in withheld:
                yield section.id, path, part
    if page.entry is not None:
        for path, part in walk(page.entry):
            if isinstance(part, Action):
                yield ENTRY_SECTION, path, part


def elements_of(page: Page, site: Site, now: datetime) -> tuple[Element, ...]:
    """The tracked elements of ``page``, in the file's order."""
    return tuple(
        Element(section, action, path, track_id(page.id, section, action.id), event_of(action, site), action.goal)
        for section, path, action in actions_of(page, now)
    )


def expected_elements(page: Page, site: Site, now: datetime) -> tuple[ExpectedElement, ...]:
    """The same as the manifest holds it."""
    return tuple(
        ExpectedElement(
            track_id=element.track_id,
            event=element.event,
            goal=element.goal,
            params=dict(element.action.params),
            place=place(page.source, element.path),
        )
        for element in elements_of(page, site, now)
    )


def place(source: Source, path: Path) -> Place:
    """The line of a value, as the manifest holds it."""
    at = source.positions.value(path)
    return Place(file=source.file, line=at.line, column=at.column)


def expected_goals(site: Site) -> tuple[ExpectedGoal, ...]:
    """The goals of ``site`` as the manifest holds them."""
    return tuple(
        ExpectedGoal(
            id=goal.id,
            name=goal.name,
            event=goal.event,
            kind=goal.kind,
            owner=goal.owner,
            place=place(site.source, ("goals", number)),
        )
        for number, goal in enumerate(site.settings.goals)
    )
