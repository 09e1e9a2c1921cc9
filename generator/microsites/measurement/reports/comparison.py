"""What changed between a published site and the plan as it is now, and what that does to comparisons.

Both sides are seen at the moment for which the published site was built, so that a call that has closed since is
no change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from microsites.content.model import Portfolio, Site
from microsites.i18n.message import _
from microsites.manifest import ExpectedElement, ExpectedEvent, ExpectedGoal, ExpectedProvider, Manifest
from microsites.measurement.expectations import automatic_events, expected_events, expected_goals
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.reports.changes import NOTHING_BEFORE, Change, Kind, Why
from microsites.measurement.reports.event_changes import NEW_SERIES, event_changes, renamed_events, unversioned
from microsites.measurement.reports.plan import ENVIRONMENTS, PlannedElement, elements_at
from microsites.measurement.tags import Tags

_NEW_GOAL = Why(
    "give the changed goal a new id, or raise the version of its event",
    "変えたゴールには新しいidを付けるか、イベントの版を上げます。",
)
_GOAL_FIELDS = {
    "event": Why("another action is counted", "別の行動を数えることになります。"),
    "kind": Why(
        "a click and a completed action are not the same number", "クリックの数と完了の数は、同じ数ではありません。"
    ),
    "unit": Why("the number counts something else", "数えるものの単位が変わりました。"),
    "period": Why("a month's number and a season's are not the same", "数える期間が変わりました。"),
}
_GOAL_WORDS = {
    "definition": Why("what is counted is described differently", "数えるものの説明が変わりました。"),
    "excludes": Why("what is left out changed", "数えないものが変わりました。"),
}


def _goals(
    site: str,
    before: Manifest,
    after: Sequence[ExpectedGoal],
    events: Sequence[ExpectedEvent],
    renamed: Mapping[str, str],
) -> Iterator[Change]:
    old = {goal.id: goal for goal in before.goals}
    new = {goal.id: goal for goal in after}
    told = {event.name: event for event in before.events}
    tells = {event.name: event for event in events}
    for name, goal in old.items():
        if name not in new:
            why = Why(
                "its baseline, target and actuals have no successor", "基準値、目標値、実績を引き継ぐものがありません。"
            )
            yield Change(site, "goal", name, "removed", "goal", goal.name, "", True, why)
            continue
        for field, why in (_GOAL_FIELDS | _GOAL_WORDS).items():
            was, now = str(getattr(goal, field)), str(getattr(new[name], field))
            if was == now or (field == "event" and renamed.get(was) == now):
                continue
            breaks = field in _GOAL_FIELDS or unversioned(told.get(goal.event), tells.get(new[name].event))
            yield Change(
                site, "goal", name, "changed", field, was, now, breaks, why + (_NEW_GOAL if breaks else NEW_SERIES)
            )
    for name in new.keys() - old.keys():
        why = NOTHING_BEFORE
        yield Change(site, "goal", name, "added", "goal", "", new[name].name, False, why)


def _followed(site: Site, before: Manifest) -> Iterator[tuple[str, str]]:
    """The event that each element fired, and the one that it fires now."""
    now = {element.track_id: element.event for page in site.pages for element in elements_at(page, site, None)}
    for page in before.pages:
        for element in page.elements:
            if element.track_id in now:
                yield element.event, now[element.track_id]


def _same_action(gone: ExpectedElement, new: PlannedElement) -> bool:
    return (gone.goal, gone.params) == (new.goal, new.params) and (gone.goal is not None or gone.event == new.event)


def _moved(gone: Iterable[ExpectedElement], new: Sequence[PlannedElement]) -> dict[str, PlannedElement]:
    """Track id that is gone → the only new element that does the same on the same page or in the same file."""
    moved = {}
    for element in gone:
        near = [
            each
            for each in new
            if _same_action(element, each)
            and (each.file == element.place.file or each.track_id.split("/")[-1] == element.track_id.split("/")[-1])
        ]
        if len(near) == 1:
            moved[element.track_id] = near[0]
    taken = [element.track_id for element in moved.values()]
    return {name: element for name, element in moved.items() if taken.count(element.track_id) == 1}


def _elements(site: Site, before: Manifest, renamed: Mapping[str, str]) -> Iterator[Change]:
    moment = datetime.fromisoformat(before.clock).replace(tzinfo=None)
    old = {element.track_id: element for page in before.pages for element in page.elements}
    written = {element.track_id: element for page in site.pages for element in elements_at(page, site, None)}
    offered = {element.track_id for page in site.pages for element in elements_at(page, site, moment)}
    gone = [element for name, element in old.items() if name not in written]
    new = [element for name, element in written.items() if name in offered and name not in old]
    moved = _moved(gone, new)
    for element in gone:
        name = element.track_id
        counts = f"goal {element.goal}" if element.goal else f"event {element.event}"
        if name in moved:
            why = Why(
                "reports by track_id show another button from here on",
                "track_id別の集計では、ここから別のボタンになります。",
            )
            yield Change(site.id, "element", name, "renamed", "data-track-id", name, moved[name].track_id, True, why)
        else:
            why = Why(
                f"one way less to {counts}: a fall may come from this alone",
                "送るボタンが一つ減りました。数が減っても、それだけが理由かもしれません。",
            )
            yield Change(site.id, "element", name, "removed", "element", counts, "", element.goal is not None, why)
    for name, was in old.items():
        if name not in written:
            continue
        now = written[name]
        if was.event != now.event and renamed.get(was.event) != now.event:
            why = Why(
                "the same button counts as something else from here on",
                "同じボタンが、ここから別の行動として数えられます。",
            )
            yield Change(site.id, "element", name, "changed", "event", was.event, now.event, True, why)
        elif was.goal != now.goal:
            why = Why(
                "the same button counts for another goal from here on",
                "同じボタンが、ここから別のゴールに数えられます。",
            )
            yield Change(site.id, "element", name, "changed", "goal", was.goal or "", now.goal or "", True, why)
        if was.event == now.event and was.params != now.params:
            why = Why(
                "rows of a report by this parameter shift; the event's number does not",
                "このパラメーター別の集計は行が変わりますが、イベントの数は変わりません。",
            )
            yield Change(
                site.id, "element", name, "changed", "params", _params(was.params), _params(now.params), False, why
            )
    arrived = {element.track_id for element in moved.values()}
    for added in new:
        if added.track_id not in arrived:
            counts = f"goal {added.goal}" if added.goal else f"event {added.event}"
            why = Why(
                f"one way more to {counts}: a rise may come from this alone",
                "送るボタンが一つ増えました。数が増えても、それだけが理由かもしれません。",
            )
            yield Change(site.id, "element", added.track_id, "added", "element", "", counts, False, why)


def _params(params: dict[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in params.items())


_RECIPIENT_FIELDS = {
    "linked_hosts": Why(
        "a step to a sister site begins a new visit, or no longer does",
        "姉妹サイトへ移ったときに、訪問が分かれるかどうかが変わります。",
    ),
    "counts": Why(
        "these actions come from the provider itself or from the site's script, and the two do not count alike",
        "自動イベントを数えるものが変わりました。計測サービスとサイトでは、数え方が同じではありません。",
    ),
    "options": Why("the numbers may go somewhere else from here on", "数の届く先が、ここから変わることがあります。"),
}


def _recipients(site: str, before: Sequence[ExpectedProvider], after: Sequence[ExpectedProvider]) -> Iterator[Change]:
    """What changed at providers that stay: which hosts share a visit, who counts what, where it goes."""
    old = {each.provider: each for each in before}
    for each in after:
        for field, why in _RECIPIENT_FIELDS.items() if each.provider in old else ():
            was, now = (_listed(getattr(provider, field)) for provider in (old[each.provider], each))
            if was != now:
                yield Change(site, "provider", each.provider, "changed", field, was, now, True, why)


def _listed(value: Sequence[str] | Mapping[str, str | bool]) -> str:
    parts = [f"{name}={item}" for name, item in value.items()] if isinstance(value, Mapping) else value
    return ", ".join(sorted(parts))


def _automatic_events(site: Site, portfolio: Portfolio, before: Manifest) -> Iterator[Change]:
    was, now = set(before.automatic_events), set(automatic_events(portfolio, site))
    for name in was - now:
        why = Why("it is no longer counted", "ここから数えられなくなります。")
        yield Change(site.id, "event", name, "removed", "automatic event", name, "", True, why)
    for name in now - was:
        yield Change(site.id, "event", name, "added", "automatic event", "", name, False, NOTHING_BEFORE)


def _providers(portfolio: Portfolio, site: Site, before: Manifest, tags: Tags) -> Iterator[Change]:
    expected = expected_providers(portfolio, site, before.environment, tags.providers)
    treated = {each.provider: each.treatment for each in before.providers}
    for each in expected:
        was_treated = treated.get(each.provider, each.treatment)
        if was_treated != each.treatment:
            why = Why(
                "whose visits are counted changes: a rise or fall may come from this alone",
                "数えられる人の範囲が変わります。数の増減は、それだけが理由かもしれません。",
            )
            yield Change(
                site.id, "provider", each.provider, "changed", "consent", was_treated, each.treatment, True, why
            )
    yield from _recipients(site.id, before.providers, expected)
    old = {each.provider: each.ids for each in before.providers}
    new = {each.provider: each.ids for each in expected}
    for name in old.keys() | new.keys():
        was, now = ", ".join(old.get(name, ())), ", ".join(new.get(name, ()))
        if was == now:
            continue
        kind: Kind = "removed" if name not in new else "added" if name not in old else "changed"
        lost = set(old.get(name, ())) - set(new.get(name, ()))
        why = (
            Why("the numbers go somewhere else from here on", "数の届く先が、ここから変わります。")
            if lost
            else NOTHING_BEFORE
        )
        where = ENVIRONMENTS.get(before.environment, before.environment)
        what = _("IDs in {environment}", environment=where)
        yield Change(site.id, "provider", name, kind, what, was, now, bool(lost), why)


def compare(
    portfolio: Portfolio, sites: Sequence[Site], tags: Tags, before: Sequence[Manifest], *, whole: bool
) -> tuple[Change, ...]:
    """What changed since the manifests ``before``, the tracking plan first; with ``whole``, missing sites count too."""
    events = expected_events(tags.plan)
    known = {site.id: site for site in sites}
    followed = defaultdict(set)
    for manifest in before:
        if manifest.site in known:
            for was, now in _followed(known[manifest.site], manifest):
                followed[was].add(now)
    changes: set[Change] = set()
    for manifest in before:
        renamed = renamed_events(manifest.events, events, followed)
        changes.update(event_changes(manifest.events, events, renamed))
        site = known.get(manifest.site)
        if site is None:
            why = Why("all its numbers end here", "このサイトの数は、ここで終わります。")
            changes.add(Change(manifest.site, "site", manifest.site, "removed", "site", manifest.title, "", True, why))
            continue
        changes.update(_goals(site.id, manifest, expected_goals(site), events, renamed))
        changes.update(_elements(site, manifest, renamed))
        changes.update(_providers(portfolio, site, manifest, tags))
        changes.update(_automatic_events(site, portfolio, manifest))
    if whole:
        for name in known.keys() - {manifest.site for manifest in before}:
            why = NOTHING_BEFORE
            changes.add(Change(name, "site", name, "added", "site", "", known[name].settings.title, False, why))
    return tuple(sorted(changes))
