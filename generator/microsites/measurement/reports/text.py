"""The plan to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from microsites.measurement.reports.plan import (
    AutomaticCount,
    PlannedElement,
    PlannedEvent,
    PlannedGoal,
    PlannedMeasure,
    SitePlan,
)


def _elements(elements: Sequence[PlannedElement]) -> Iterator[str]:
    width = max((len(element.track_id) for element in elements), default=0)
    for element in elements:
        params = "".join(f"  {name}={value}" for name, value in element.params.items())
        yield f"      {element.track_id:<{width}}  {element.file}:{element.line}  「{element.label}」{params}"
    if not elements:
        yield "      nothing can fire it now"


def _event(event: PlannedEvent) -> Iterator[str]:
    since = f" since {event.since}" if event.since is not None else ""
    yield f"    event     {event.name}  version {event.version}{since}, {event.status}, owner {event.owner}"
    for provider, name in event.names.items():
        if name != event.name:
            yield f"              at {provider}: {name or 'not sent'}"


def _measure(measure: PlannedMeasure | None, goal: PlannedGoal) -> str:
    if measure is None:
        return "none"
    source = f", {measure.source}" if measure.source else ""
    return f"{measure.value:,.12g} {goal.unit} ({measure.date}{source})"


def _goal(goal: PlannedGoal) -> Iterator[str]:
    yield f"  goal {goal.id}  {goal.name}"
    yield f"    counts    {goal.definition}"
    yield f"    not       {goal.excludes}"
    if goal.kind == "proxy":
        yield f"    proxy     a click, for {goal.proxy_for}; the true number: {goal.true_count_source}"
    else:
        yield "    completed the site itself sees it happen"
    yield f"    baseline  {_measure(goal.baseline, goal)}"
    yield f"    target    {_measure(goal.target, goal)}, per {goal.period.replace('_', ' ')}"
    last = next((actual for actual in reversed(goal.actuals) if actual.value is not None), None)
    if last is not None and last.value is not None:
        yield f"    received  {last.value:,.12g} {goal.unit} in {last.month:%Y-%m} ({last.source})"
    yield f"    owner     {goal.owner}, next review {goal.next_review}"
    yield from _event(goal.event)
    yield from _elements(goal.elements)


def _automatic(count: AutomaticCount) -> str:
    who = [
        f"{provider}: {'by itself' if counter == 'provider' else 'runtime'}"
        for provider, counter in count.counted_by.items()
    ]
    return ", ".join(who) or "nobody"


def _site(plan: SitePlan) -> Iterator[str]:
    yield f"{plan.site}  {plan.title}"
    yield f"  purpose   {plan.purpose}"
    yield f"  audience  {plan.audience}"
    yield f"  owner     {plan.owner}"
    for goal in plan.goals:
        yield ""
        yield from _goal(goal)
    for other in plan.other_events:
        yield ""
        yield "  no goal"
        yield from _event(other.event)
        yield from _elements(other.elements)
    yield ""
    for provider in plan.providers:
        opaque = ", what it sends is unknown" if provider.opaque else ""
        ids = ", ".join(provider.ids)
        yield f"  provider {provider.provider}  {provider.environment}: {ids} ({provider.treatment}{opaque})"
    if not plan.providers:
        yield "  no provider: the site is not measured"
        return
    yield ""
    yield "  automatic events, and who counts them"
    for count in plan.automatic:
        yield f"    {count.event:<16}  {_automatic(count)}"


def render(plans: Sequence[SitePlan]) -> str:
    """The plans of several sites."""
    return "\n\n".join("\n".join(_site(plan)) for plan in plans) + "\n"
