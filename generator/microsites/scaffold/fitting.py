"""Fits the buttons of an example to a site: goals and events that it has, places that they may lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microsites.content.fields import REFERENCE_KINDS, Action
from microsites.content.goals import Goal
from microsites.content.model import Site
from microsites.content.plan import Destination, Event
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.measurement.tags import Tags
from microsites.measurement.validation.actions import destination
from microsites.measurement.values import value_fault

_PLACES: Mapping[Destination, tuple[str, str, str]] = {
    "url": ("url", "https://example.jp/", "〔行き先〕を開く"),
    "page": ("page", "index", "トップページを見る"),
    "tel": ("url", "tel:000-000-0000", "電話で問い合わせる"),
    "mailto": ("url", "mailto:info@example.jp", "メールで問い合わせる"),
}
"""Where a button can lead on any site, and what it then says, in the order in which it is tried."""


def fitted_action(action: Mapping[str, Any], site: Site, tags: Tags) -> dict[str, Any]:
    """``action`` with a goal or an event that ``site`` may fire, and a place that this one allows.

    Raises UserError if the plan has no event that a button of this site could fire.
    """
    _key, leads = destination(Action.model_validate(action))
    choices = sorted(
        _choices(site, tags),
        key=lambda choice: (choice[1].name != action.get("event"), leads not in choice[1].fired_by),
    )
    for goal, event in choices:
        place = next((kind for kind in (leads, *_PLACES) if kind in event.fired_by), None)
        params = _params(event, action.get("params", {}))
        if place is None or params is None:
            continue
        kept = {key: value for key, value in action.items() if key not in ("goal", "event", "params", "style")}
        if place != leads:
            key, value, label = _PLACES[place]
            kept = {name: item for name, item in kept.items() if name not in REFERENCE_KINDS}
            kept |= {"label": label, key: value}
        fired = {"goal": goal.id} if goal is not None else {"event": event.name}
        style = {"style": action["style"]} if "style" in action else {}
        return kept | fired | ({"params": params} if params else {}) | style
    message = _("no event of the plan fits a button of site '{site}'", site=site.id)
    hint = _("add one to the plan whose 'fired_by' names page or url")
    raise UserError.at(tags.plan.source.file, message, hint, "BLD069")


def _choices(site: Site, tags: Tags) -> Iterator[tuple[Goal | None, Event]]:
    """Goals first, in the site's order, then what counts for none; nothing that may not be published."""
    live = {event.name: event for event in tags.plan.settings.events if event.status == "live"}
    goals = {goal.event: goal for goal in site.settings.goals}
    yield from ((goal, live[name]) for name, goal in goals.items() if name in live)
    yield from ((None, event) for name, event in live.items() if name not in goals)


def _params(event: Event, given: Mapping[str, Any]) -> dict[str, str] | None:
    """Values that the event asks for: those given, else the plan's examples; None if there is none that fits."""
    values = {}
    for parameter in event.parameters:
        if parameter.personal or not (parameter.required or parameter.name in given):
            continue
        offered = [str(given.get(parameter.name, "")), parameter.example or "", *parameter.values]
        fit = next((value for value in offered if value and value_fault(parameter, value) is None), None)
        if fit is None:
            if parameter.required:
                return None
            continue
        values[parameter.name] = fit
    return values
