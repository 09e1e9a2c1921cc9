"""The plan of a site as frozen values: goal → event → elements → providers, from the model alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, Literal

from microsites.content.actuals import Actual
from microsites.content.fields import Action
from microsites.content.goals import Goal, Period
from microsites.content.measuring import AUTOMATIC_EVENTS, SITE_SEARCH, SITE_SWITCH, Category
from microsites.content.model import Page, Portfolio, Site
from microsites.content.plan import Event, EventStatus, ParameterType
from microsites.content.ruby import without_readings
from microsites.i18n.message import Message, _
from microsites.manifest import ExpectedProvider, Treatment
from microsites.measurement.expectations import automatic_events, elements_of, event_of, place, track_id
from microsites.measurement.identifiers import PUBLISHED, expected_providers
from microsites.measurement.providers import Provider
from microsites.measurement.tags import Tags

ENVIRONMENTS: Final[Mapping[str, Message]] = MappingProxyType({"preview": _("preview"), "production": _("production")})
"""What readers call the environments in which something is received."""

Counter = Literal["runtime", "provider"]
"""Who counts an automatic event: the product's own runtime, or the provider's tag by itself."""


@dataclass(frozen=True, slots=True)
class PlannedElement:
    """A call to action that fires an event."""

    track_id: str
    event: str
    goal: str | None
    page: str
    page_title: str
    section: str
    action: str
    label: str
    params: dict[str, str]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PlannedParameter:
    """A parameter of an event."""

    name: str
    definition: str
    type: ParameterType
    required: bool
    personal: bool
    """Shown here, and never sent."""


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An event of the tracking plan."""

    name: str
    definition: str
    definition_en: str | None
    owner: str
    status: EventStatus
    version: int
    since: date | None
    names: dict[str, str | None]
    """Provider in use → the event's name there; None where it is not sent."""
    parameters: tuple[PlannedParameter, ...]


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A baseline or a target, in the goal's unit and period."""

    value: float
    date: date
    source: str | None


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal with everything that can fire its event, and what was received."""

    id: str
    name: str
    definition: str
    excludes: str
    kind: Literal["completed", "proxy"]
    proxy_for: str | None
    true_count_source: str | None
    unit: str
    period: Period
    baseline: PlannedMeasure | None
    target: PlannedMeasure
    owner: str
    next_review: date
    event: PlannedEvent
    elements: tuple[PlannedElement, ...]
    actuals: tuple[Actual, ...]


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """An event outside the goals, with the elements that fire it."""

    event: PlannedEvent
    elements: tuple[PlannedElement, ...]


@dataclass(frozen=True, slots=True)
class PlannedProvider:
    """Who receives the events, in which environment."""

    provider: str
    title: str
    environment: str
    ids: tuple[str, ...]
    category: Category
    treatment: Treatment
    opaque: bool
    """What it loads and sends cannot be read from the page."""


@dataclass(frozen=True, slots=True)
class AutomaticCount:
    """An event that no call to action fires, and who counts it for each provider in use."""

    event: str
    counted_by: dict[str, Counter]
    """Empty: nobody counts it."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The spine of one site: purpose → audience → goal → event → element → provider."""

    site: str
    title: str
    purpose: str
    audience: str
    owner: str
    goals: tuple[PlannedGoal, ...]
    other_events: tuple[OtherEvent, ...]
    providers: tuple[PlannedProvider, ...]
    automatic: tuple[AutomaticCount, ...]


def elements_at(page: Page, site: Site, now: datetime | None) -> tuple[PlannedElement, ...]:
    """The calls to action that ``page`` offers at ``now``; with None, all that are written."""
    offered = None if now is None else {element.track_id for element in elements_of(page, site, now)}
    found = []
    for section, path, action in page.parts:
        if not isinstance(action, Action):
            continue
        name = track_id(page.id, section, action.id)
        if offered is None or name in offered:
            at = place(page.source, path)
            element = PlannedElement(
                track_id=name,
                event=event_of(action, site),
                goal=action.goal,
                page=page.id,
                page_title=without_readings(page.title),
                section=section,
                action=action.id,
                label=without_readings(action.label),
                params=dict(action.params),
                file=at.file,
                line=at.line,
            )
            found.append(element)
    return tuple(found)


def provider_name(event: Event, provider: Provider) -> str | None:
    """What ``event`` is called at ``provider``; None if it is not sent there, or no longer."""
    return None if event.status == "retired" else provider.name_of(event)


def planned_event(event: Event, providers: Iterable[Provider]) -> PlannedEvent:
    """``event`` with its names at ``providers``."""
    return PlannedEvent(
        event.name,
        event.definition.ja,
        event.definition.en,
        event.owner,
        event.status,
        event.version,
        event.since,
        {provider.name: provider_name(event, provider) for provider in providers},
        tuple(
            PlannedParameter(each.name, each.definition.ja, each.type, each.required, each.personal)
            for each in event.parameters
        ),
    )


def _goal(goal: Goal, event: PlannedEvent, elements: list[PlannedElement], site: Site) -> PlannedGoal:
    baseline = goal.baseline
    return PlannedGoal(
        id=goal.id,
        name=goal.name,
        definition=goal.definition,
        excludes=goal.excludes,
        kind=goal.kind,
        proxy_for=goal.proxy_for,
        true_count_source=goal.true_count_source,
        unit=goal.unit,
        period=goal.period,
        baseline=PlannedMeasure(baseline.value, baseline.date, baseline.source) if baseline is not None else None,
        target=PlannedMeasure(goal.target.value, goal.target.date, goal.target.source),
        owner=goal.owner,
        next_review=goal.next_review,
        event=event,
        elements=tuple(elements),
        actuals=tuple(actual for actual in site.actuals if actual.goal == goal.id),
    )


def _automatic(
    portfolio: Portfolio, site: Site, expected: Iterable[ExpectedProvider], tags: Tags
) -> tuple[AutomaticCount, ...]:
    at_runtime = (*automatic_events(portfolio, site), SITE_SWITCH)
    counts = []
    for name in (*AUTOMATIC_EVENTS, SITE_SWITCH):
        counted_by: dict[str, Counter] = {}
        for each in expected:
            # The search of the site counts itself, whatever the provider is declared to count.
            if name in each.counts and not (name == SITE_SEARCH and site.settings.search):
                counted_by[each.provider] = "provider"
            # The plan gives these no names, so a provider that gets named events gets none of them.
            elif name in at_runtime and tags.providers[each.provider].sends == "all":
                counted_by[each.provider] = "runtime"
        counts.append(AutomaticCount(name, counted_by))
    return tuple(counts)


def site_plan(portfolio: Portfolio, site: Site, tags: Tags, now: datetime | None) -> SitePlan:
    """The plan of ``site``; calls to action that are closed at ``now`` are left out, as they are on the page.

    With None the clock is left out, and everything is in that is written.
    """
    expected = [
        (environment, each)
        for environment in PUBLISHED
        for each in expected_providers(portfolio, site, environment, tags.providers)
    ]
    used = {each.provider: each for _environment, each in expected}
    providers = [tags.providers[name] for name in used]
    events = {event.name: planned_event(event, providers) for event in tags.plan.settings.events}
    elements = [element for page in site.pages for element in elements_at(page, site, now)]
    others = dict.fromkeys(element.event for element in elements if element.goal is None)
    return SitePlan(
        site=site.id,
        title=site.settings.title,
        purpose=site.settings.purpose,
        audience=site.settings.audience,
        owner=site.settings.owner,
        goals=tuple(
            _goal(goal, events[goal.event], [each for each in elements if each.goal == goal.id], site)
            for goal in site.settings.goals
        ),
        other_events=tuple(
            OtherEvent(events[name], tuple(each for each in elements if each.goal is None and each.event == name))
            for name in others
        ),
        providers=tuple(
            PlannedProvider(
                each.provider,
                tags.providers[each.provider].title,
                environment,
                each.ids,
                each.category,
                each.treatment,
                tags.providers[each.provider].opaque,
            )
            for environment, each in expected
        ),
        automatic=_automatic(portfolio, site, used.values(), tags),
    )
