"""What changed beside the pages: settings, goals, IDs, what is suppressed, what was received and tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from microsites.content.fields import Model
from microsites.content.files import EnvironmentName, SharedEnvironment
from microsites.content.model import Portfolio, Site
from microsites.digest.leaves import leaves
from microsites.digest.telling import told_all, within
from microsites.digest.values import Detail
from microsites.i18n.message import Message, _, ngettext
from microsites.manifest import CheckSettings, Suppression
from microsites.measurement.identifiers import PUBLISHED

_MOST: Final = 6
"""So many changes of one setting are told; more are counted."""

_E = TypeVar("_E", bound=SharedEnvironment)

_COMPARED = frozenset({"id", "definition", "excludes", "kind", "event", "unit", "period"})
"""Of a goal: what the comparison of the plan tells."""


def _fields(before: Model, after: Model, without: frozenset[str]) -> Iterator[Message]:
    """What differs between two settings, field by field."""
    for name in type(after).model_fields:
        if name not in without:
            others = frozenset(type(after).model_fields) - {name}
            found = list(told_all(leaves(before, others), leaves(after, others)))
            if len(found) > _MOST:
                found = [ngettext("{count} change", "{count} changes", len(found))]
            yield from within(name, found)


def _ids(before: SharedEnvironment | None, after: SharedEnvironment | None, environment: str) -> Iterator[Detail]:
    old = before.ids if before is not None else {}
    new = after.ids if after is not None else {}
    for provider in sorted(old.keys() | new.keys()):
        was, now = old.get(provider), new.get(provider)
        if was != now:
            message = _(
                "ID of {provider} in {environment}: {before} → {after}",
                provider=provider,
                environment=environment,
                before=was or "―",
                after=now or "―",
            )
            yield Detail(message, breaks=was is not None)
    if before is not None and after is not None:
        rest = frozenset({"ids"})
        for told in within(environment, told_all(leaves(before, rest), leaves(after, rest))):
            yield Detail(told, breaks=True)


def _environments(before: Mapping[EnvironmentName, _E], after: Mapping[EnvironmentName, _E]) -> Iterator[Detail]:
    for name in PUBLISHED:
        yield from _ids(before.get(name), after.get(name), name)


def _goals(before: Site, after: Site) -> Iterator[Detail]:
    old = {goal.id: goal for goal in before.settings.goals}
    for goal in after.settings.goals:
        if goal.id in old:
            for message in within(goal.name, _fields(old[goal.id], goal, _COMPARED)):
                yield Detail(message)


def _received(before: Site, after: Site) -> Iterator[Detail]:
    old = {(actual.month, actual.goal): actual for actual in before.actuals}
    new = {(actual.month, actual.goal): actual for actual in after.actuals}
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    if added:
        yield Detail(ngettext("actuals.csv: {count} row added", "actuals.csv: {count} rows added", added))
    if changed:
        yield Detail(ngettext("actuals.csv: {count} row changed", "actuals.csv: {count} rows changed", changed))
    if gone:
        yield Detail(ngettext("actuals.csv: {count} row taken away", "actuals.csv: {count} rows taken away", gone))


def site_settings(before: Site, after: Site) -> tuple[Detail, ...]:
    """What changed in a site's own settings and records."""
    without = frozenset({"goals", "environments"})
    return (
        *(Detail(message) for message in _fields(before.settings, after.settings, without)),
        *_goals(before, after),
        *_environments(before.settings.environments, after.settings.environments),
        *_received(before, after),
        *_tested(before, after),
    )


def _tested(before: Site, after: Site) -> Iterator[Detail]:
    if before.accessibility.test != after.accessibility.test:
        yield Detail(_("accessibility.yml: the results of the test changed"))


def _key(suppression: Suppression) -> tuple[object, ...]:
    return suppression.code, suppression.site, suppression.page, suppression.subject


def _suppressions(before: Iterable[Suppression], after: Iterable[Suppression]) -> Iterator[Detail]:
    old, new = ({_key(each): each for each in every} for every in (before, after))
    for key, each in new.items():
        if key not in old:
            yield Detail(_("checks.yml: {code} is let pass: {reason}", code=each.code, reason=each.reason))
        elif (old[key].reason, old[key].until) != (each.reason, each.until):
            was, now = (f"{one.reason} ({one.until or '―'})" for one in (old[key], each))
            yield Detail(_("checks.yml: {code}: {before} → {after}", code=each.code, before=was, after=now))
    for key, each in old.items():
        if key not in new:
            yield Detail(_("checks.yml: {code} is no longer let pass", code=each.code))


def _strictness(before: CheckSettings, after: CheckSettings) -> Iterator[Detail]:
    if before.fail_on != after.fail_on:
        message = _("checks.yml: fail_on: {before} → {after}", before=before.fail_on, after=after.fail_on)
        yield Detail(message)
    for code in sorted(before.severity.keys() | after.severity.keys()):
        was, now = before.severity.get(code), after.severity.get(code)
        if was != now:
            yield Detail(_("checks.yml: {code}: {before} → {after}", code=code, before=was or "―", after=now or "―"))


def shared_settings(
    before: Portfolio, after: Portfolio, checks: tuple[CheckSettings, CheckSettings]
) -> tuple[Detail, ...]:
    """What changed in ``portfolio.yml`` and ``checks.yml``; ``checks``: before and after."""
    without = frozenset({"environments"})
    return (
        *(Detail(message) for message in _fields(before.settings, after.settings, without)),
        *_environments(before.settings.environments, after.settings.environments),
        *_strictness(*checks),
        *_suppressions(checks[0].suppress, checks[1].suppress),
    )
