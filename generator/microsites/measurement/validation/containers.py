"""Containers of the tag manager against the plan: what they wait for, what they send, and where to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from microsites.content.fields import Action
from microsites.content.files import EnvironmentName
from microsites.content.measuring import SITE_SWITCH
from microsites.content.model import Site
from microsites.content.plan import Event
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import Position
from microsites.errors import Problem
from microsites.i18n.message import _
from microsites.manifest import ExpectedProvider
from microsites.measurement.containers import MANAGER, ContainerExport, ContainerTag, waited_name
from microsites.measurement.expectations import automatic_events, event_of
from microsites.measurement.identifiers import PUBLISHED, expected_providers
from microsites.measurement.validation.plan import RUNTIME_EVENTS
from microsites.measurement.validation.scope import Scope


@dataclass(frozen=True, slots=True)
class _Use:
    """A site that carries a container in an environment, with everything that it carries there."""

    site: Site
    environment: EnvironmentName
    carries: tuple[ExpectedProvider, ...]


def container_problems(scope: Scope, containers: tuple[ContainerExport, ...]) -> Iterator[Problem]:
    """Everything in the exports that the plan or the IDs contradict.

    The IDs of the portfolio must have been found right before.
    """
    carried = [
        _Use(site, environment, expected_providers(scope.portfolio, site, environment, scope.providers))
        for site in scope.portfolio.sites
        for environment in PUBLISHED
    ]
    known = {id_ for use in carried for each in use.carries if each.provider == MANAGER for id_ in each.ids}
    seen: dict[tuple[str, str], str] = {}
    for export in containers if MANAGER in scope.providers else ():
        uses = [use for use in carried if _carries(use, MANAGER, export.id) and export.site in (None, use.site.id)]
        yield from _identity(export, uses, known)
        if export.public_id != export.id or not uses:
            continue
        yield from _ids(scope, export, uses, carried)
        yield from _one_environment(export, uses, seen)
        yield from _names(scope, export)
        yield from _missing(scope, export, uses)


def _problem(export: ContainerExport, place: Position, message: str, hint: str) -> Problem:
    return Problem(export.file, place.line, place.column, "CFG032", message, hint)


def _carries(use: _Use, provider: str, id_: str) -> bool:
    return any(each.provider == provider and id_ in each.ids for each in use.carries)


def _identity(export: ContainerExport, uses: list[_Use], known: set[str]) -> Iterator[Problem]:
    if export.public_id != export.id:
        message = _("is the export of container '{id}'", id=export.public_id)
        yield _problem(export, export.place, message, _("name the file {id}.json", id=export.public_id))
    elif not uses:
        message = (
            _("container '{id}' is not used on site '{site}'", id=export.id, site=export.site)
            if export.site
            else _("container '{id}' is not used by any site", id=export.id)
        )
        hint = did_you_mean(export.id, known) or _(
            "add '{manager}: {id}' to the ids of an environment", manager=MANAGER, id=export.id
        )
        yield _problem(export, export.place, message, hint)


def _ids(scope: Scope, export: ContainerExport, uses: list[_Use], carried: list[_Use]) -> Iterator[Problem]:
    """An ID goes by one way only, and belongs to the environment of the container."""
    environments = {use.environment for use in uses}
    for tag in export.tags:
        for provider, id_ in tag.ids:
            title = scope.providers[provider].title
            holders = {use.environment for use in carried if _carries(use, provider, id_)}
            declared = {use.environment for use in uses for each in use.carries if each.provider == provider}
            if any(_carries(use, provider, id_) for use in uses):
                message = _(
                    "tag '{tag}' sends to {id}, which the pages send to as well: every visit counts twice",
                    tag=tag.name,
                    id=id_,
                )
                hint = _("delete the tag here, or '{provider}: {id}' from the ids", provider=provider, id=id_)
                yield _problem(export, tag.place, message, hint)
            elif holders and not holders & environments:
                message = _(
                    "tag '{tag}' sends to {id}, which belongs to {holders}",
                    tag=tag.name,
                    id=id_,
                    holders=", ".join(sorted(holders)),
                )
                yield _problem(
                    export,
                    tag.place,
                    message,
                    _("use an ID of {environments}", environments=", ".join(sorted(environments))),
                )
            elif not holders and declared:
                message = _(
                    "tag '{tag}' sends to {id}, which is no {title} ID of this portfolio",
                    tag=tag.name,
                    id=id_,
                    title=title,
                )
                yield _problem(export, tag.place, message, _("correct the ID, or delete the tag"))


def _one_environment(export: ContainerExport, uses: list[_Use], seen: dict[tuple[str, str], str]) -> Iterator[Problem]:
    """Containers of preview and production must not send to one ID."""
    for environment in sorted({use.environment for use in uses}):
        for tag in export.tags:
            for provider, id_ in tag.ids:
                other = seen.setdefault((provider, id_), environment)
                if other != environment:
                    message = _(
                        "tag '{tag}' sends to {id}, and so does the container of {other}",
                        tag=tag.name,
                        id=id_,
                        other=other,
                    )
                    yield _problem(
                        export, tag.place, message, _("previews would be counted as visitors: use another ID")
                    )


def _names(scope: Scope, export: ContainerExport) -> Iterator[Problem]:
    """Triggers and event tags know no names but the plan's."""
    waited = {waited_name(event): event for event in scope.plan.settings.events}
    told: set[tuple[str, str]] = set()
    for tag in export.tags:
        for trigger in tag.triggers:
            for name in trigger.names:
                if name.startswith("gtm.") or name in RUNTIME_EVENTS or (trigger.name, name) in told:
                    continue
                told.add((trigger.name, name))
                if fault := _name_fault(name, waited, scope):
                    message = _(
                        "trigger '{trigger}' waits for '{name}', {fault}",
                        trigger=trigger.name,
                        name=name,
                        fault=fault[0],
                    )
                    yield _problem(export, trigger.place, message, fault[1])
        yield from _sent_names(scope, export, tag)


def _name_fault(name: str, known: dict[str, Event], scope: Scope) -> tuple[str, str] | None:
    live = [each for each, event in known.items() if event.status != "retired"]
    if name not in known:
        return _("which is not in the tracking plan"), did_you_mean(name, live)
    if known[name].status == "retired":
        heir = next((event.name for event in scope.plan.settings.events if known[name].name in event.replaces), None)
        return _("which is retired"), _("use '{heir}', which replaces it", heir=heir) if heir else _("delete it")
    return None


def _sent_names(scope: Scope, export: ContainerExport, tag: ContainerTag) -> Iterator[Problem]:
    """An event tag sends the plan's name of the event that fires it."""
    google = scope.providers.get("ga4")
    if tag.kind != "gaawe" or google is None or (tag.event is None and not tag.same_name):
        return
    sent = {event.names.get("ga4", event.name): event for event in scope.plan.settings.events}
    firing = [event for event in scope.plan.settings.events if tag.fires(waited_name(event)) is True]
    for event in firing:
        planned, name = event.names.get("ga4", event.name), waited_name(event) if tag.same_name else tag.event
        if name != planned and event.status != "retired":
            message = _(
                "tag '{tag}' sends '{name}' for '{event}'; the plan calls it '{planned}' at {provider}",
                tag=tag.name,
                name=name,
                event=event.name,
                planned=planned,
                provider=google.title,
            )
            yield _problem(export, tag.place, message, _("write '{planned}' as the tag's event name", planned=planned))
    fault = _name_fault(tag.event, sent, scope) if tag.event is not None and not firing else None
    if fault and tag.event not in RUNTIME_EVENTS and tag.event != "page_view":
        yield _problem(
            export,
            tag.place,
            _("tag '{tag}' sends '{event}', {fault}", tag=tag.name, event=tag.event, fault=fault[0]),
            fault[1],
        )


def _missing(scope: Scope, export: ContainerExport, uses: list[_Use]) -> Iterator[Problem]:
    """Where events reach nobody but the container, it must pass every one of them on."""
    alone = [use for use in uses if not any(_receives_all(scope, each) for each in use.carries)]
    for name in dict.fromkeys(name for use in alone for name in _fired(scope, use)):
        event = scope.events.get(name)
        waited = waited_name(event) if event is not None else name
        if export.passes(waited) is False:
            message = _("no trigger with an active tag waits for '{waited}': the event reaches nobody", waited=waited)
            hint = _("add a custom-event trigger '{waited}' and a tag that it fires, then export again", waited=waited)
            yield _problem(export, export.place, message, hint)


def _receives_all(scope: Scope, expected: ExpectedProvider) -> bool:
    provider = scope.providers[expected.provider]
    return not provider.opaque and provider.sends == "all"


def _fired(scope: Scope, use: _Use) -> Iterator[str]:
    """The events that the pages of a site can fire: live ones, and the runtime's own."""
    for page in use.site.pages:
        for part in page.parts:
            if isinstance(part.value, Action):
                name = event_of(part.value, use.site)
                if name in scope.events and scope.events[name].status == "live":
                    yield name
    yield from automatic_events(scope.portfolio, use.site)
    if len([site for site in scope.portfolio.sites if site.settings.measured]) > 1:
        yield SITE_SWITCH
