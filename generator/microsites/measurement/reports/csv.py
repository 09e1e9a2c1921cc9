"""The plan as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from microsites.measurement.reports.plan import PlannedElement, PlannedEvent, PlannedGoal, SitePlan
from microsites.spreadsheet import table

HEAD = (
    "site", "goal", "goal_name", "kind", "goal_owner", "event", "event_version", "event_status", "event_owner",
    "page", "section", "action", "label", "track_id", "params", "file", "line", "names", "ids",
)  # fmt: skip


def _row(plan: SitePlan, goal: PlannedGoal | None, event: PlannedEvent, element: PlannedElement | None) -> list[object]:
    names = "; ".join(f"{provider}: {name or '(not sent)'}" for provider, name in event.names.items())
    ids = "; ".join(f"{each.environment} {each.provider}: {', '.join(each.ids)}" for each in plan.providers)
    of_goal = (goal.id, goal.name, goal.kind, goal.owner) if goal is not None else ("", "", "", "")
    of_element = (
        (
            element.page,
            element.section,
            element.action,
            element.label,
            element.track_id,
            "; ".join(f"{name}={value}" for name, value in element.params.items()),
            element.file,
            element.line,
        )
        if element is not None
        else ("",) * 8
    )
    return [plan.site, *of_goal, event.name, event.version, event.status, event.owner, *of_element, names, ids]


def _rows(plan: SitePlan) -> Iterator[list[object]]:
    for goal in plan.goals:
        for element in goal.elements or (None,):
            yield _row(plan, goal, goal.event, element)
    for other in plan.other_events:
        for element in other.elements:
            yield _row(plan, None, other.event, element)


def render(plans: Sequence[SitePlan]) -> str:
    """One row for each goal and element, then the events outside the goals; a goal without an element has a row too."""
    return table(HEAD, (row for plan in plans for row in _rows(plan)))
