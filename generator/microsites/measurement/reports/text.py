"""The plan to read in a terminal, in the language of a catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from microsites.columns import aligned
from microsites.content.goals import Period
from microsites.content.plan import EventStatus
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.lists import listed
from microsites.i18n.message import Message, _
from microsites.manifest import Treatment
from microsites.measurement.reports.plan import (
    ENVIRONMENTS,
    AutomaticCount,
    Counter,
    PlannedElement,
    PlannedEvent,
    PlannedGoal,
    PlannedMeasure,
    PlannedProvider,
    SitePlan,
)

_PERIODS: Final[Mapping[Period, Message]] = MappingProxyType(
    {
        "month": _("per month"),
        "quarter": _("per quarter"),
        "fiscal_year": _("per fiscal year"),
        "season": _("per season"),
        "call": _("per call"),
        "event": _("per event"),
    }
)
_STATUS: Final[Mapping[EventStatus, Message]] = MappingProxyType(
    {"proposed": _("proposed, not sent yet"), "live": _("in use"), "retired": _("retired")}
)
_TREATMENTS: Final[Mapping[Treatment, Message]] = MappingProxyType(
    {
        "at_once": _("works at once"),
        "unless_refused": _("works until refused"),
        "after_consent": _("waits for consent"),
        "cookieless": _("works without cookies until consent"),
    }
)
"""How a tag is written, in the handbook's words."""
_COUNTERS: Final[Mapping[Counter, Message]] = MappingProxyType(
    {"runtime": _("the site's script"), "provider": _("the provider itself")}
)

_Row = tuple[str, str]
"""A label, and what stands behind it: a message, or text that an editor wrote."""


class _Writer:
    def __init__(self, reader: Catalogue) -> None:
        self._reader = reader

    def _say(self, text: str) -> str:
        # What an editor wrote is never looked up: a word of it could be a message, too.
        return self._reader.say(text) if isinstance(text, Message) else text

    def _rows(self, rows: Iterable[_Row], indent: int) -> Iterator[str]:
        return aligned([(self._say(label), self._say(text)) for label, text in rows], indent)

    def site(self, plan: SitePlan) -> Iterator[str]:
        yield f"{plan.site}  {plan.title}"
        head = ((_("purpose"), plan.purpose), (_("audience"), plan.audience), (_("owner"), plan.owner))
        yield from self._rows(head, 2)
        for goal in plan.goals:
            yield self._heading(_("goal {id}  {name}", id=goal.id, name=goal.name))
            yield from self._rows(_goal(goal), 4)
            yield from self._elements(goal.elements)
        for other in plan.other_events:
            yield self._heading(_("no goal"))
            yield from self._rows(_event(other.event), 4)
            yield from self._elements(other.elements)
        if not plan.providers:
            yield self._heading(_("no provider: the site is not measured"))
            return
        yield ""
        yield from self._rows(map(_provider, plan.providers), 2)
        yield self._heading(_("automatic events, and who counts them"))
        yield from self._rows(((count.event, _counters(count)) for count in plan.automatic), 4)

    def _heading(self, message: Message) -> str:
        return f"\n  {self._say(message)}"

    def _elements(self, elements: Sequence[PlannedElement]) -> Iterator[str]:
        if not elements:
            yield " " * 6 + self._say(_("nothing can fire it now"))
        rows = [
            (
                each.track_id,
                f"{each.file}:{each.line}",
                self._say(_("'{label}'", label=each.label)),
                *(f"{name}={value}" for name, value in each.params.items()),
            )
            for each in elements
        ]
        yield from aligned(rows, 6)


def _day(day: date) -> Message:
    return _("{day:%Y-%m-%d}", day=day)


def _goal(goal: PlannedGoal) -> Iterator[_Row]:
    yield _("counts"), goal.definition
    yield _("not counted"), goal.excludes
    if goal.kind == "proxy":
        yield _("kind"), _("proxy: the site sees no more than the click")
        yield _("stands for"), goal.proxy_for or ""
        yield _("true count"), _("from {source}", source=goal.true_count_source)
    else:
        yield _("kind"), _("completed: the site itself sees it happen")
    yield _("baseline"), _("none yet") if goal.baseline is None else _measure(goal, goal.baseline, _read(goal.baseline))
    yield _("target"), _measure(goal, goal.target, _due(goal.target))
    yield _("received"), _received(goal)
    yield _("owner"), goal.owner
    yield _("next review"), _day(goal.next_review)
    yield from _event(goal.event)


def _measure(goal: PlannedGoal, measure: PlannedMeasure, note: Message) -> Message:
    period = _PERIODS[goal.period]
    return _(
        "{number} {unit} {period} ({note})", number=_number(measure.value), unit=goal.unit, period=period, note=note
    )


def _number(value: float) -> str:
    return f"{value:,.12g}"


def _read(measure: PlannedMeasure) -> Message:
    if measure.source is None:
        return _("read on {day}", day=_day(measure.date))
    return _("{source}, read on {day}", source=measure.source, day=_day(measure.date))


def _due(measure: PlannedMeasure) -> Message:
    if measure.source is None:
        return _("by {day}", day=_day(measure.date))
    return _("{source}, by {day}", source=measure.source, day=_day(measure.date))


def _received(goal: PlannedGoal) -> Message:
    last = next((actual for actual in reversed(goal.actuals) if actual.value is not None), None)
    if last is None or last.value is None:
        return _("none yet")
    month = _("{month:%Y-%m}", month=last.month)
    number = _number(last.value)
    return _("{number} {unit} in {month} ({source})", number=number, unit=goal.unit, month=month, source=last.source)


def _event(event: PlannedEvent) -> Iterator[_Row]:
    status, told = _STATUS[event.status], {"name": event.name, "version": event.version, "owner": event.owner}
    yield (
        _("event"),
        _("{name} (version {version}, {status}, owner: {owner})", status=status, **told)
        if event.since is None
        else _(
            "{name} (version {version} since {day}, {status}, owner: {owner})",
            status=status,
            day=_day(event.since),
            **told,
        ),
    )
    for provider, name in event.names.items():
        if name is None:
            yield "", _("not sent to {provider}", provider=provider)
        elif name != event.name:
            yield "", _("called {name} at {provider}", name=name, provider=provider)


def _provider(provider: PlannedProvider) -> _Row:
    traits = [_TREATMENTS[provider.treatment], *([_("what it sends is unknown")] if provider.opaque else [])]
    return (
        _("provider {provider}", provider=provider.provider),
        _(
            "{environment}: {ids} ({traits})",
            environment=ENVIRONMENTS.get(provider.environment, provider.environment),
            ids=listed(provider.ids),
            traits=listed(traits),
        ),
    )


def _counters(count: AutomaticCount) -> str:
    if not count.counted_by:
        return _("nobody")
    return listed(
        _("{provider}: {counter}", provider=provider, counter=_COUNTERS[counter])
        for provider, counter in count.counted_by.items()
    )


def render(plans: Sequence[SitePlan], reader: Catalogue) -> str:
    """The plans of several sites."""
    write = _Writer(reader)
    return "\n\n".join("\n".join(write.site(plan)) for plan in plans) + "\n"
