"""The tracking plan itself: one name for one thing, here and at every provider."""

from __future__ import annotations

from collections.abc import Iterator

from microsites.content.measuring import AUTOMATIC_EVENTS, SITE_SWITCH
from microsites.content.plan import Event, Parameter
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Path
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.measurement.derived import RUNTIME_PARAMETERS
from microsites.measurement.validation.names import name_fault
from microsites.measurement.validation.scope import Scope
from microsites.measurement.values import value_fault

RUNTIME_EVENTS = (*AUTOMATIC_EVENTS, SITE_SWITCH)
"""Names that the runtime gives to what it counts by itself."""


def plan_problems(scope: Scope) -> Iterator[Problem]:
    """Everything in the plan that contradicts itself, the runtime or a provider in use."""
    yield from _definitions(scope)
    yield from _earlier_names(scope)
    yield from _provider_names(scope)
    yield from _shared_names(scope)
    for number, event in enumerate(scope.plan.settings.events):
        yield from _parameters(scope, event, ("events", number, "parameters"))


def _line(scope: Scope, path: Path) -> int:
    return scope.plan.source.positions.value(path).line


def _definitions(scope: Scope) -> Iterator[Problem]:
    source = scope.plan.source
    seen: dict[str, int] = {}
    for number, event in enumerate(scope.plan.settings.events):
        path: Path = ("events", number, "name")
        if event.name in seen:
            line = _line(scope, ("events", seen[event.name], "name"))
            message = _("event '{event}' is defined twice (first in line {line})", event=event.name, line=line)
            yield source.problem(path, "CFG021", message, _("one name for one thing: delete one of the two"))
        seen.setdefault(event.name, number)
        if event.name in RUNTIME_EVENTS:
            message = _("'{event}' is an automatic event of the runtime", event=event.name)
            yield source.problem(path, "CFG022", message, _("give the event another name"))


def _earlier_names(scope: Scope) -> Iterator[Problem]:
    source = scope.plan.source
    heirs: dict[str, str] = {}
    for number, event in enumerate(scope.plan.settings.events):
        for place, name in enumerate(event.replaces):
            path: Path = ("events", number, "replaces", place)
            former = scope.events.get(name)
            if name in heirs:
                message = _("'{name}' is replaced by '{heir}' already", name=name, heir=heirs[name])
                yield source.problem(path, "CFG021", message, _("one thing has one new name: delete one of the two"))
            elif former is not None and former.status != "retired":
                line = _line(scope, ("events", scope.plan.settings.events.index(former), "name"))
                message = _("'{name}' is still an event of its own (line {line})", name=name, line=line)
                yield source.problem(path, "CFG021", message, _("write 'status: retired' there, or delete it here"))
            heirs.setdefault(name, event.name)


def _provider_names(scope: Scope) -> Iterator[Problem]:
    source = scope.plan.source
    for number, event in enumerate(scope.plan.settings.events):
        for name in event.names:
            if name not in scope.providers:
                path: Path = ("events", number, "names", name)
                message = _("there is no provider '{name}'", name=name)
                yield source.problem(path, "CFG023", message, did_you_mean(name, scope.providers), key=True)
        for provider in scope.used:
            sent = provider.name_of(event)
            if sent is not None and (fault := name_fault(sent, provider.event_names, provider.title)):
                yield source.problem(_name_path(number, event, provider.name), "CFG022", *fault)


def _name_path(number: int, event: Event, provider: str) -> Path:
    return ("events", number, "names", provider) if provider in event.names else ("events", number, "name")


def _shared_names(scope: Scope) -> Iterator[Problem]:
    """Two events with one name at a provider can never be told apart in its reports."""
    events = [(number, event) for number, event in enumerate(scope.plan.settings.events) if event.status != "retired"]
    named = {name for _, event in events for name in event.names if name in scope.providers}
    for name in sorted(named):
        provider = scope.providers[name]
        holders: dict[str, str] = dict.fromkeys(RUNTIME_EVENTS, _("an automatic event"))
        for number, event in events:
            sent = provider.name_of(event)
            if sent is None or event.name in RUNTIME_EVENTS:
                continue
            holder = holders.setdefault(sent, f"'{event.name}'")
            if holder != f"'{event.name}'":
                message = _(
                    "'{event}' and {holder} are both called '{sent}' at {provider}",
                    event=event.name,
                    holder=holder,
                    sent=sent,
                    provider=provider.title,
                )
                hint = _("they could not be told apart there: give one of them another name")
                yield scope.plan.source.problem(_name_path(number, event, name), "CFG022", message, hint)


def _parameters(scope: Scope, event: Event, path: Path) -> Iterator[Problem]:
    source = scope.plan.source
    seen: set[str] = set()
    for place, parameter in enumerate(event.parameters):
        at: Path = (*path, place, "name")
        if parameter.name in seen:
            message = _("parameter '{parameter}' is given twice", parameter=parameter.name)
            yield source.problem(at, "CFG021", message, _("delete one of the two"))
        seen.add(parameter.name)
        if parameter.name in RUNTIME_PARAMETERS:
            message = _("'{parameter}' is set by the runtime itself, on every event", parameter=parameter.name)
            yield source.problem(at, "CFG022", message, _("give the parameter another name"))
        for provider in scope.used:
            if fault := name_fault(parameter.name, provider.parameter_names, provider.title):
                yield source.problem(at, "CFG022", *fault)
        for key, index, contradiction in _contradictions(parameter):
            where: Path = (*path, place, key) if index is None else (*path, place, key, index)
            yield source.problem(where, "CFG027", *contradiction)
    for provider in scope.used:
        total = len(event.parameters) + len(RUNTIME_PARAMETERS)
        if provider.parameters_max is not None and total > provider.parameters_max:
            message = _(
                "'{event}' has {total} parameters with track_id and goal; {provider} accepts {parameters_max}",
                event=event.name,
                total=total,
                provider=provider.title,
                parameters_max=provider.parameters_max,
            )
            yield source.problem(path, "CFG027", message, _("leave some out"), key=True)


def _contradictions(parameter: Parameter) -> Iterator[tuple[str, int | None, tuple[str, str]]]:
    """Key and index of what contradicts another line of the same parameter, and what is wrong with it."""
    if parameter.required and parameter.personal:
        message = _("'{parameter}' is required, but personal data is never sent", parameter=parameter.name)
        yield "required", None, (message, _("delete 'required' or 'personal'"))
    form = parameter.model_copy(update={"values": ()})
    for index, value in enumerate(parameter.values):
        if value in parameter.values[:index]:
            yield "values", index, (_("'{value}' is given twice", value=value), _("delete one of the two"))
        elif fault := value_fault(form, value):
            yield "values", index, fault
    if parameter.example is not None and (fault := value_fault(parameter, parameter.example)):
        yield "example", None, fault
