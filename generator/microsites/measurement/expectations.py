"""What each page and element must carry, computed from the model and never from the rendered HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from microsites.content.fields import Action
from microsites.content.measuring import SITE_SEARCH, AutomaticEvent
from microsites.content.model import Page, Plan, Portfolio, Site
from microsites.content.source import Source
from microsites.content.walk import ENTRY_SECTION
from microsites.content.yaml_reader import Path
from microsites.manifest import ExpectedElement, ExpectedEvent, ExpectedGoal, ExpectedParameter, Place


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


def elements_of(page: Page, site: Site, now: datetime) -> tuple[Element, ...]:
    """The tracked elements that ``page`` offers at ``now``, in the file's order."""
    withheld = {(section.id, action) for section in page.sections for action in section.withheld_actions(now)}
    if page.entry is not None:
        withheld |= {(ENTRY_SECTION, action) for action in page.entry.withheld_actions(now)}
    return tuple(
        Element(section, action, path, track_id(page.id, section, action.id), event_of(action, site), action.goal)
        for section, path, action in page.parts
        if isinstance(action, Action) and (section, action.id) not in withheld
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
            definition=goal.definition,
            excludes=goal.excludes,
            event=goal.event,
            kind=goal.kind,
            unit=goal.unit,
            period=goal.period,
            owner=goal.owner,
            place=place(site.source, ("goals", number)),
        )
        for number, goal in enumerate(site.settings.goals)
    )


def expected_events(plan: Plan) -> tuple[ExpectedEvent, ...]:
    """The tracking plan as the manifest holds it."""
    return tuple(
        ExpectedEvent(
            name=event.name,
            definition=event.definition.ja,
            status=event.status,
            version=event.version,
            replaces=event.replaces,
            names=dict(event.names),
            parameters=tuple(
                ExpectedParameter(
                    name=parameter.name,
                    type=parameter.type,
                    required=parameter.required,
                    values=parameter.values,
                    pattern=parameter.pattern,
                    personal=parameter.personal,
                )
                for parameter in event.parameters
            ),
        )
        for event in plan.settings.events
    )


def automatic_events(portfolio: Portfolio, site: Site) -> tuple[AutomaticEvent, ...]:
    """What the runtime of ``site`` counts by itself: as declared, and its own search where it has one."""
    declared = portfolio.settings.measuring.automatic_events
    own = site.settings.search and site.settings.measured and SITE_SEARCH not in declared
    return (*declared, SITE_SEARCH) if own else declared
