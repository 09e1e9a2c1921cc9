"""``microsites plan``: goal → event → elements → providers, from the model alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from microsites.content.model import Portfolio, Site
from microsites.manifest import ExpectedElement
from microsites.measurement.expectations import expected_elements
from microsites.measurement.identifiers import PUBLISHED, expected_providers
from microsites.measurement.providers import Providers


@dataclass(frozen=True, slots=True)
class PlannedElement:
    """A call to action that fires an event."""

    track_id: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal with everything that can fire its event."""

    id: str
    name: str
    definition: str
    kind: str
    proxy_for: str | None
    true_count_source: str | None
    baseline: str
    target: str
    owner: str
    event: str
    elements: tuple[PlannedElement, ...]


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An event outside the goals, with the elements that fire it."""

    event: str
    elements: tuple[PlannedElement, ...]


@dataclass(frozen=True, slots=True)
class PlannedProvider:
    """Who receives the events, in which environment."""

    provider: str
    environment: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The spine of one site: purpose → audience → goal → event → element → provider."""

    site: str
    title: str
    purpose: str
    audience: str
    owner: str
    goals: tuple[PlannedGoal, ...]
    other_events: tuple[PlannedEvent, ...]
    providers: tuple[PlannedProvider, ...]


def _planned(elements: list[ExpectedElement]) -> tuple[PlannedElement, ...]:
    return tuple(PlannedElement(element.track_id, element.place.file, element.place.line) for element in elements)


def site_plan(portfolio: Portfolio, site: Site, providers: Providers, now: datetime) -> SitePlan:
    """The plan of ``site``; calls to action that are closed at ``now`` are left out, as they are on the page."""
    elements = [element for page in site.pages for element in expected_elements(page, site, now)]
    goals = tuple(
        PlannedGoal(
            goal.id,
            goal.name,
            goal.definition,
            goal.kind,
            goal.proxy_for,
            goal.true_count_source,
            f"{goal.baseline.value:g} {goal.unit}" if goal.baseline is not None else "none",
            f"{goal.target.value:g} {goal.unit}",
            goal.owner,
            goal.event,
            _planned([element for element in elements if element.goal == goal.id]),
        )
        for goal in site.settings.goals
    )
    others = dict.fromkeys(element.event for element in elements if element.goal is None)
    return SitePlan(
        site.id,
        site.settings.title,
        site.settings.purpose,
        site.settings.audience,
        site.settings.owner,
        goals,
        tuple(
            PlannedEvent(event, _planned([each for each in elements if each.goal is None and each.event == event]))
            for event in others
        ),
        tuple(
            PlannedProvider(expected.provider, environment, expected.ids)
            for environment in PUBLISHED
            for expected in expected_providers(portfolio, site, environment, providers)
        ),
    )


def _element_lines(elements: tuple[PlannedElement, ...]) -> Iterator[str]:
    width = max((len(element.track_id) for element in elements), default=0)
    for element in elements:
        yield f"      {element.track_id:<{width}}  {element.file}:{element.line}"
    if not elements:
        yield "      nothing can fire it now"


def _site_lines(plan: SitePlan) -> Iterator[str]:
    yield f"{plan.site}  {plan.title}"
    yield f"  purpose   {plan.purpose}"
    yield f"  audience  {plan.audience}"
    yield f"  owner     {plan.owner}"
    for goal in plan.goals:
        yield ""
        yield f"  goal {goal.id}  {goal.name}"
        yield f"    counts    {goal.definition}"
        if goal.kind == "proxy":
            yield f"    proxy     for {goal.proxy_for}; the true number: {goal.true_count_source}"
        else:
            yield "    completed the site itself sees it happen"
        yield f"    baseline  {goal.baseline} → target {goal.target}"
        yield f"    owner     {goal.owner}"
        yield f"    event     {goal.event}"
        yield from _element_lines(goal.elements)
    for event in plan.other_events:
        yield ""
        yield f"  event {event.event}  (no goal)"
        yield from _element_lines(event.elements)
    yield ""
    for provider in plan.providers:
        yield f"  provider {provider.provider}  {provider.environment}: {', '.join(provider.ids)}"
    if not plan.providers:
        yield "  no provider: the site is not measured"


def plan_text(plans: tuple[SitePlan, ...]) -> str:
    """The plans to read in a terminal."""
    return "\n\n".join("\n".join(_site_lines(plan)) for plan in plans) + "\n"


def plan_json(plans: tuple[SitePlan, ...]) -> str:
    """The plans for programs."""
    return json.dumps({"sites": [asdict(plan) for plan in plans]}, ensure_ascii=False, indent=2) + "\n"
