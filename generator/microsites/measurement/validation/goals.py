"""Goals and the events that count for them: one event, one goal of a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsites.content.fields import Action
from microsites.content.model import Site
from microsites.content.plan import Event
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.validation.scope import Scope


def retired_fault(event: Event, scope: Scope) -> tuple[str, str] | None:
    """Why a retired event cannot be fired, and which one replaces it; None if it is not retired."""
    if event.status != "retired":
        return None
    heir = next((other.name for other in scope.plan.settings.events if event.name in other.replaces), None)
    hint = _("write '{heir}', which replaces it", heir=heir) if heir else _("choose another event of the tracking plan")
    return _("event '{event}' is retired", event=event.name), hint


def goal_problems(scope: Scope, site: Site) -> Iterator[Problem]:
    """Goals whose event is unknown, retired, or another goal's."""
    counted: dict[str, int] = {}
    for number, goal in enumerate(site.settings.goals):
        path: Path = ("goals", number, "event")
        event = scope.events.get(goal.event)
        if event is None:
            message = _("there is no event '{event}' in the tracking plan", event=goal.event)
            live = [name for name, each in scope.events.items() if each.status != "retired"]
            yield site.source.problem(path, "CFG026", message, did_you_mean(goal.event, live))
        elif fault := retired_fault(event, scope):
            yield site.source.problem(path, "CFG028", *fault)
        if goal.event in counted:
            first = counted[goal.event]
            line = site.source.positions.value(("goals", first, "event")).line
            message = _(
                "event '{event}' counts for goal '{goal}' already (line {line})",
                event=goal.event,
                goal=site.settings.goals[first].id,
                line=line,
            )
            hint = _(
                "providers know key events by name only: define an event of its own in {file}",
                file=scope.plan.source.file,
            )
            yield site.source.problem(path, "CFG028", message, hint)
        counted.setdefault(goal.event, number)


def proposed_problems(scope: Scope, sites: Iterable[Site]) -> Iterator[Problem]:
    """Where an event is used that the plan only proposes: it may be tried, and not be published."""
    hint = _("write 'status: live' in {file} once it is agreed, or publish without it", file=scope.plan.source.file)

    def proposed(name: str | None) -> bool:
        return name is not None and name in scope.events and scope.events[name].status == "proposed"

    for site in sites:
        for number, goal in enumerate(site.settings.goals):
            if proposed(goal.event):
                message = _("event '{event}' is only proposed", event=goal.event)
                yield site.source.problem(("goals", number, "event"), "BLD007", message, hint)
        for page in site.pages:
            for part in page.parts:
                if isinstance(part.value, Action) and proposed(part.value.event):
                    message = _("event '{event}' is only proposed", event=part.value.event)
                    yield page.source.problem((*part.path, "event"), "BLD007", message, hint)
