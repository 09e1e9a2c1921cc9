"""Calls to action against the plan: the event, where it may stand, the values that it carries."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from microsites.content.fields import REFERENCE_KINDS, Action
from microsites.content.model import Page, Site
from microsites.content.plan import Destination, Event
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.expectations import track_id
from microsites.measurement.validation.goals import retired_fault
from microsites.measurement.validation.scope import Scope
from microsites.measurement.values import personal_data, sent_length, value_fault

_PLACES: dict[Destination, str] = {
    "page": _("a page of the site"),
    "site": _("a sister site"),
    "asset": _("a file"),
    "url": _("a web address"),
    "tel": _("a telephone number"),
    "mailto": _("a mail address"),
}


def destination(action: Action) -> tuple[str, Destination]:
    """The key that says where ``action`` leads, and the kind of place."""
    key = next(kind for kind in REFERENCE_KINDS if getattr(action, kind) is not None)
    if key == "url" and action.url is not None:
        scheme = urlsplit(action.url).scheme.lower()
        return key, "tel" if scheme == "tel" else "mailto" if scheme == "mailto" else "url"
    kinds: dict[str, Destination] = {"page": "page", "site": "site", "asset": "asset"}
    return key, kinds[key]


def action_problems(scope: Scope, site: Site, page: Page) -> Iterator[Problem]:
    """Calls to action of ``page`` that the plan does not allow as they are."""
    for section, path, action in page.parts:
        if not isinstance(action, Action):
            continue
        found = _event_of(scope, site, page, action, path)
        if isinstance(found, Problem):
            yield found
            continue
        yield from _length_problems(scope, page, action, section, path)
        if found is not None:
            yield from _destination_problems(page, action, found, path)
            yield from _parameter_problems(scope, page, action, found, path)


def _event_of(scope: Scope, site: Site, page: Page, action: Action, path: Path) -> Event | Problem | None:
    """The event of ``action``, or why it has none; None where the goal's own line is to blame."""
    goals = {goal.id: goal for goal in site.settings.goals}
    if action.goal is not None:
        if action.goal in goals:
            return scope.events.get(goals[action.goal].event)
        message = _("there is no goal '{goal}' in {file}", goal=action.goal, file=site.source.file)
        return page.source.problem((*path, "goal"), "CFG026", message, did_you_mean(action.goal, goals))
    assert action.event is not None
    at: Path = (*path, "event")
    event = scope.events.get(action.event)
    if event is None:
        message = _("there is no event '{event}' in the tracking plan", event=action.event)
        live = [name for name, each in scope.events.items() if each.status != "retired"]
        return page.source.problem(at, "CFG026", message, did_you_mean(action.event, live))
    if fault := retired_fault(event, scope):
        return page.source.problem(at, "CFG028", *fault)
    for goal in goals.values():
        if goal.event == action.event:
            message = _("event '{event}' counts for goal '{goal}'", event=action.event, goal=goal.id)
            hint = _("write 'goal: {goal}'; if it is another thing, use another event", goal=goal.id)
            return page.source.problem(at, "CFG028", message, hint)
    return event


def _destination_problems(page: Page, action: Action, event: Event, path: Path) -> Iterator[Problem]:
    key, kind = destination(action)
    if kind not in event.fired_by:
        message = _("event '{event}' is not for a link to {place}", event=event.name, place=_PLACES[kind])
        hint = _(
            "the plan allows it for: {kinds}; use another event, or add '{kind}' to fired_by",
            kinds=", ".join(event.fired_by),
            kind=kind,
        )
        yield page.source.problem((*path, key), "CFG029", message, hint)


def _length_problems(scope: Scope, page: Page, action: Action, section: str, path: Path) -> Iterator[Problem]:
    """The runtime's own parameters have to fit too."""
    element = track_id(page.id, section, action.id)
    for provider in scope.used:
        limit = provider.parameter_value_max_length
        if limit is not None and sent_length(element, provider) > limit:
            length = sent_length(element, provider)
            message = _(
                "'{element}' is {length} characters long as it is sent; {provider} keeps {limit}",
                element=element,
                length=length,
                provider=provider.title,
                limit=limit,
            )
            yield page.source.problem((*path, "id"), "CFG025", message, _("shorten the ids of page, section or action"))


def _parameter_problems(scope: Scope, page: Page, action: Action, event: Event, path: Path) -> Iterator[Problem]:
    known = {parameter.name: parameter for parameter in event.parameters}
    for name, value in action.params.items():
        at: Path = (*path, "params", name)
        if name not in known:
            message = _("event '{event}' has no parameter '{name}'", event=event.name, name=name)
            yield page.source.problem(at, "CFG025", message, did_you_mean(name, known), key=True)
        elif fault := value_fault(known[name], value):
            yield page.source.problem(at, "CFG025", *fault)
        if kind := personal_data(value):
            message = _("'{name}' looks like {kind}: personal data is never sent", name=name, kind=kind)
            yield page.source.problem(at, "CFG025", message, _("write an identifier of the thing instead"))
        for provider in scope.used:
            limit = provider.parameter_value_max_length
            if limit is not None and sent_length(value, provider) > limit:
                length = sent_length(value, provider)
                values = {"name": name, "length": length, "provider": provider.title, "limit": limit}
                message = (
                    _("'{name}' is {length} characters long; {provider} accepts {limit}", **values)
                    if length == len(value)
                    else _(
                        "'{name}' is {length} characters long as it is sent (a kanji is nine); "
                        "{provider} accepts {limit}",
                        **values,
                    )
                )
                yield page.source.problem(at, "CFG025", message, _("shorten it"))
    for name, parameter in known.items():
        if parameter.required and name not in action.params:
            hint = _("add 'params: {{{name}: {example}}}'", name=name, example=parameter.example or "…")
            yield page.source.problem(
                path, "CFG025", _("event '{event}' needs the parameter '{name}'", event=event.name, name=name), hint
            )
