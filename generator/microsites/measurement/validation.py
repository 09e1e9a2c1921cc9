"""Holds content against the tracking plan and the providers: names, goals, parameters, IDs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from microsites.content.fields import Action
from microsites.content.files import EnvironmentName, SharedEnvironment
from microsites.content.model import Page, Plan, Portfolio, Site
from microsites.content.plan import Event
from microsites.content.source import Source
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.measurement.expectations import track_id
from microsites.measurement.identifiers import PUBLISHED
from microsites.measurement.providers import NameLimits, Provider
from microsites.measurement.tags import Tags

RUNTIME_PARAMETERS = ("track_id", "goal")
"""What ``runtime.js`` adds to the parameters of every event."""

_Environments = Mapping[EnvironmentName, SharedEnvironment]


def _declared(portfolio: Portfolio) -> list[tuple[Source, _Environments]]:
    """The environments of the portfolio and of every site, each with its file."""
    return [
        (portfolio.source, portfolio.settings.environments),
        *((site.source, site.settings.environments) for site in portfolio.sites),
    ]


def _name_fault(name: str, limits: NameLimits | None, title: str) -> tuple[str, str] | None:
    if limits is None:
        return None
    if len(name) > limits.max_length:
        return f"'{name}' is {len(name)} characters long; {title} accepts {limits.max_length}", "shorten it"
    if name in limits.reserved:
        return f"'{name}' is reserved: {title} collects it by itself", "give it a name of its own"
    for prefix in limits.reserved_prefixes:
        if name.startswith(prefix):
            return f"'{name}' starts with '{prefix}', which {title} keeps for itself", "choose another beginning"
    if not re.fullmatch(limits.pattern, name):
        return f"'{name}' is not a name that {title} accepts", f"it must match {limits.pattern}"
    return None


def _plan_problems(plan: Plan, used: list[Provider]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, event in enumerate(plan.settings.events):
        path: Path = ("events", number, "name")
        if event.name in seen:
            line = plan.source.positions.value(("events", seen[event.name], "name")).line
            message = f"event '{event.name}' is defined twice (first in line {line})"
            yield plan.source.problem(path, "CFG021", message, "one name for one thing: delete one of the two")
        seen.setdefault(event.name, number)
        for provider in used:
            if fault := _name_fault(event.name, provider.event_names, provider.title):
                yield plan.source.problem(path, "CFG022", *fault)
        for place, parameter in enumerate(event.parameters):
            if parameter.name in RUNTIME_PARAMETERS:
                message = f"'{parameter.name}' is set by the runtime itself, on every event"
                at: Path = ("events", number, "parameters", place, "name")
                yield plan.source.problem(at, "CFG022", message, "give the parameter another name")
        for provider in used:
            for place, parameter in enumerate(event.parameters):
                if fault := _name_fault(parameter.name, provider.parameter_names, provider.title):
                    yield plan.source.problem(("events", number, "parameters", place, "name"), "CFG022", *fault)


def _ids_in(source: Source, environments: _Environments, providers: dict[str, Provider]) -> Iterator[Problem]:
    for environment, settings in environments.items():
        for name, value in settings.ids.items():
            path: Path = ("environments", environment, "ids", name)
            if name not in providers:
                message = f"there is no provider '{name}'"
                yield source.problem(path, "CFG023", message, did_you_mean(name, providers), key=True)
            elif not providers[name].id_regex.fullmatch(value):
                provider = providers[name]
                hint = f"it looks like {provider.id_example}"
                yield source.problem(path, "CFG023", f"'{value}' is not an ID of {provider.title}", hint)


def _topology_problems(portfolio: Portfolio) -> Iterator[Problem]:
    stream = portfolio.settings.stream
    shared = {name for settings in portfolio.settings.environments.values() for name in settings.ids}
    if stream == "site" and shared:
        environment = next(name for name, settings in portfolio.settings.environments.items() if settings.ids)
        hint = "move the IDs into each site.yml, or write 'stream: both'"
        path: Path = ("environments", environment, "ids")
        yield portfolio.source.problem(path, "CFG024", "'stream: site' means that no ID is shared", hint, key=True)
    if stream == "portfolio":
        for site in portfolio.sites:
            for environment, settings in site.settings.environments.items():
                for name in settings.ids:
                    if name in shared:
                        path = ("environments", environment, "ids", name)
                        message = f"'stream: portfolio' means one {name} ID for all sites, but this site has its own"
                        hint = "delete the line, or write 'stream: both' in portfolio.yml"
                        yield site.source.problem(path, "CFG024", message, hint, key=True)


def _environment_problems(portfolio: Portfolio) -> Iterator[Problem]:
    """An ID belongs to one environment: else previews are counted as visitors."""
    owner: dict[tuple[str, str], str] = {}
    for environment in PUBLISHED:
        for source, environments in _declared(portfolio):
            settings = environments.get(environment)
            for name, value in settings.ids.items() if settings else ():
                other = owner.setdefault((name, value), environment)
                if other != environment:
                    path: Path = ("environments", environment, "ids", name)
                    message = f"'{value}' is used in {other} too: previews would be counted as visitors"
                    yield source.problem(path, "CFG024", message, f"use another ID in {environment}")


def _parameter_problems(
    action: Action, event: Event, path: Path, page: Page, used: list[Provider]
) -> Iterator[Problem]:
    known = {parameter.name: parameter for parameter in event.parameters}
    for name, value in action.params.items():
        at: Path = (*path, "params", name)
        if name not in known:
            message = f"event '{event.name}' has no parameter '{name}'"
            yield page.source.problem(at, "CFG025", message, did_you_mean(name, known), key=True)
        for provider in used:
            if provider.parameter_value_max_length is not None and len(value) > provider.parameter_value_max_length:
                message = f"'{name}' is {len(value)} characters long; {provider.title} accepts {provider.parameter_value_max_length}"
                yield page.source.problem(at, "CFG025", message, "shorten it")
    for name, parameter in known.items():
        if parameter.required and name not in action.params:
            hint = f"add 'params: {{{name}: {parameter.example or '…'}}}'"
            yield page.source.problem(path, "CFG025", f"event '{event.name}' needs the parameter '{name}'", hint)


def _page_problems(page: Page, site: Site, events: dict[str, Event], used: list[Provider]) -> Iterator[Problem]:
    goals = {goal.id: goal for goal in site.settings.goals}
    for section, path, action in page.parts:
        if not isinstance(action, Action):
            continue
        if action.goal is not None:
            if action.goal not in goals:
                message = f"there is no goal '{action.goal}' in {site.source.file}"
                yield page.source.problem((*path, "goal"), "CFG026", message, did_you_mean(action.goal, goals))
                continue
            name = goals[action.goal].event
        else:
            assert action.event is not None
            name = action.event
            if name not in events:
                message = f"there is no event '{name}' in the tracking plan"
                yield page.source.problem((*path, "event"), "CFG026", message, did_you_mean(name, events))
                continue
        element = track_id(page.id, section, action.id)
        for provider in used:
            if provider.parameter_value_max_length is not None and len(element) > provider.parameter_value_max_length:
                message = f"'{element}' is {len(element)} characters long; {provider.title} keeps {provider.parameter_value_max_length}"
                yield page.source.problem(
                    (*path, "id"), "CFG025", message, "shorten the ids of page, section or action"
                )
        if name in events:
            yield from _parameter_problems(action, events[name], path, page, used)


def measurement_problems(portfolio: Portfolio, tags: Tags) -> Iterator[Problem]:
    """Everything in the content that contradicts the plan, the providers or itself."""
    providers = dict(tags.providers)
    everything = _declared(portfolio)
    names = {name for _, environments in everything for settings in environments.values() for name in settings.ids}
    used = [providers[name] for name in sorted(names) if name in providers]
    yield from _plan_problems(tags.plan, used)
    for source, environments in everything:
        yield from _ids_in(source, environments, providers)
    yield from _topology_problems(portfolio)
    yield from _environment_problems(portfolio)
    events = {event.name: event for event in tags.plan.settings.events}
    for site in portfolio.sites:
        for number, goal in enumerate(site.settings.goals):
            if goal.event not in events:
                message = f"there is no event '{goal.event}' in the tracking plan"
                path: Path = ("goals", number, "event")
                yield site.source.problem(path, "CFG026", message, did_you_mean(goal.event, events))
        for page in site.pages:
            yield from _page_problems(page, site, events, used)
