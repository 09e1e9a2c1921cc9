"""What changed in the tracking plan, and whether the events' numbers can still be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from microsites.content.plan import ParameterType
from microsites.i18n.lists import listed
from microsites.i18n.message import Message, _
from microsites.manifest import ExpectedEvent, ExpectedParameter
from microsites.measurement.reports.changes import NOTHING_BEFORE, Change, Why


def unversioned(before: ExpectedEvent | None, after: ExpectedEvent | None) -> bool:
    """Whether a change of the event was not told by a higher version."""
    return before is None or after is None or after.version <= before.version


NEW_SERIES = Why(
    "the version was raised: start a new series, and mark the change in the reports",
    "版は上がっています。系列を分け、報告に変更の月を記します。",
)
_RAISE = Why(
    "raise 'version' in plan.yml, and mark the month of the change in the reports",
    "plan.ymlのversionを上げ、報告に変更の月を記します。",
)


_TYPES: Final[Mapping[ParameterType, Message]] = MappingProxyType({"text": _("text"), "number": _("number")})


def _parameter(parameter: ExpectedParameter) -> str:
    words: list[str] = [_TYPES[parameter.type]]
    words += [_("required")] if parameter.required else []
    words += [_("never sent")] if parameter.personal else []
    words += [_("one of {values}", values=listed(parameter.values))] if parameter.values else []
    words += [_("matches {pattern}", pattern=parameter.pattern)] if parameter.pattern else []
    return listed(words)


def _changed(before: ExpectedEvent, after: ExpectedEvent) -> Iterator[Change]:
    breaks = unversioned(before, after)

    def change(what: str, old: str, new: str, why: Why, *, harmless: bool = False) -> Change:
        ending = _RAISE if breaks else NEW_SERIES
        return Change(
            "",
            "event",
            after.name,
            "changed",
            what,
            old,
            new,
            breaks and not harmless,
            why if harmless else why + ending,
        )

    if before.definition != after.definition:
        yield change(
            "definition",
            before.definition,
            after.definition,
            Why("the name stayed, the meaning did not", "名前は同じで、意味が変わりました。"),
        )
    if before.status != after.status:
        yield change(
            "status",
            before.status,
            after.status,
            Why("its numbers begin or end here", "数はここから始まるか、ここで終わります。"),
            harmless=True,
        )
    if before.version > after.version:
        yield change(
            "version", str(before.version), str(after.version), Why("a version never falls", "版は下げられません。")
        )
    elif before.version < after.version:
        why = Why("numbers of the two versions are not compared", "2つの版の数は比べません。")
        yield change("version", str(before.version), str(after.version), why, harmless=True)
    old = {parameter.name: parameter for parameter in before.parameters}
    new = {parameter.name: parameter for parameter in after.parameters}
    for name in old.keys() | new.keys():
        if name not in old:
            why = Why("reports before this have no value for it", "これより前の報告には、この値がありません。")
            yield change(_("parameter {name}", name=name), "", _parameter(new[name]), why, harmless=True)
        elif name not in new:
            yield change(
                _("parameter {name}", name=name),
                _parameter(old[name]),
                "",
                Why("reports by this parameter end", "このパラメーター別の集計は、ここで終わります。"),
            )
        elif _parameter(old[name]) != _parameter(new[name]):
            why = Why(
                "rows of a report by this parameter mean something else",
                "このパラメーター別の集計で、行の意味が変わります。",
            )
            yield change(_("parameter {name}", name=name), _parameter(old[name]), _parameter(new[name]), why)
    for provider in before.names.keys() | after.names.keys():
        told, tells = before.names.get(provider, before.name), after.names.get(provider, after.name)
        if told != tells:
            yield change(
                _("name at {provider}", provider=provider),
                told,
                tells,
                Why(
                    "the provider shows two events, each with half of the year",
                    "計測サービスには2つのイベントが現れ、1年が二つに分かれます。",
                ),
            )


def renamed_events(
    before: Sequence[ExpectedEvent], after: Sequence[ExpectedEvent], followed: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Event that is gone → its new name: as the plan says, else as the buttons show.

    ``followed``: event → the events that the same buttons fire now.
    """
    old = {event.name for event in before}
    new = {event.name: event for event in after if event.name not in old}
    names = {event.name for event in after}
    renamed = {name: event.name for event in new.values() for name in event.replaces if name in old - names}
    for name in old - names - renamed.keys():
        heirs = set(followed.get(name, ()))
        if len(heirs) == 1 and heirs <= new.keys() - set(renamed.values()):
            renamed[name] = heirs.pop()
    return renamed


def event_changes(
    before: Sequence[ExpectedEvent], after: Sequence[ExpectedEvent], renamed: Mapping[str, str]
) -> Iterator[Change]:
    """What changed in the tracking plan."""
    old = {event.name: event for event in before}
    new = {event.name: event for event in after}
    for name, event in old.items():
        if name in new:
            yield from _changed(event, new[name])
        elif name in renamed:
            why = Why(
                "a year of comparison breaks silently: providers show two events, so add their numbers in every report",
                "そのままでは前の年と比べられません。計測サービスには2つのイベントが現れるため、報告では足し合わせます。",
            )
            if name not in new[renamed[name]].replaces:
                why += Why(
                    f"write 'replaces: [{name}]' at its successor",
                    f"後を継ぐイベントに replaces: [{name}] と書きます。",
                )
            yield Change("", "event", name, "renamed", "name", name, renamed[name], True, why)
        else:
            why = Why(
                "its numbers end without a word; write 'status: retired', or name it in 'replaces' of its successor",
                "何も告げずに数が終わります。status: retired と書くか、後を継ぐイベントのreplacesに書きます。",
            )
            yield Change("", "event", name, "removed", "event", name, "", True, why)
    for name in new.keys() - old.keys() - set(renamed.values()):
        yield Change("", "event", name, "added", "event", "", name, False, NOTHING_BEFORE)
