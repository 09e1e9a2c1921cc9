"""Whether a page carries the IDs that it must carry.  One judgement for the TAG rules and for the coverage figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from microsites.check.detect import Detection, State
from microsites.manifest import Container
from microsites.measurement.providers import Providers, Role

Absence = Literal["absent", "gated", "commented", "without loader"]

Verdict = Literal["instrumented", "unknown", "missing"]
"""``unknown``: only a tag manager that nobody can look into would carry what is expected."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What every page of a site must carry."""

    ids: Mapping[str, tuple[str, ...]]
    """By provider."""
    providers: Providers
    declared: bool
    """There is a manifest: no other provider may be active, and only those wait for consent that it names."""
    waiting: frozenset[str] = frozenset()
    """Providers whose tags must wait for consent."""
    containers: Mapping[str, Container] = field(default_factory=dict)
    """What is known of the inside of tag managers, by their ID."""

    def states(self, provider: str) -> tuple[State, ...]:
        """How a tag of ``provider`` may be written to count as carried."""
        if provider in self.waiting or not self.declared:
            return ("active", "gated")
        return ("active",)

    def roles(self, provider: str) -> frozenset[Role]:
        """The parts that a tag of ``provider`` can have."""
        return frozenset(signature.role for signature in self.providers[provider].signatures)

    def sending_role(self, provider: str) -> Role:
        """Which part of the tag makes hits go to an ID."""
        return "config" if "config" in self.roles(provider) else "loader"


@dataclass(frozen=True, slots=True)
class Missing:
    """An expected ID that nothing sends to."""

    provider: str
    id: str
    why: Absence
    detection: Detection | None
    """The trace that is there nevertheless: switched off, or waiting for consent."""


@dataclass(frozen=True, slots=True)
class Behind:
    """An expected ID that only a tag manager can send to, and nobody here knows whether it does."""

    provider: str
    id: str
    manager: Detection


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An ID that is configured, or whose loader is fetched, more than once."""

    role: str
    count: int
    second: Detection


@dataclass(frozen=True, slots=True)
class PageTags:
    """A page's tags against what is expected of it."""

    missing: tuple[Missing, ...]
    behind: tuple[Behind, ...]
    strangers: tuple[Detection, ...]
    """IDs that are not expected, of providers that are."""
    uninvited: tuple[Detection, ...]
    """Traces of providers that are not expected at all."""
    duplicates: tuple[Duplicate, ...]
    ungated: tuple[Detection, ...]
    """Active tags that must wait for consent."""

    @property
    def verdict(self) -> Verdict:
        """``instrumented``: every expected ID is carried exactly once, as it must be, and no other."""
        if self.missing or self.strangers or self.uninvited or self.duplicates or self.ungated:
            return "missing"
        return "unknown" if self.behind else "instrumented"


def judge(found: Iterable[Detection], expected: Expectations) -> PageTags:
    """Compare the tags of a page with the IDs that are expected on it."""
    found = tuple(found)
    # What is commented out does nothing; what waits for consent will.
    alive = [detection for detection in found if detection.state != "commented"]
    strangers = _first_of_each(
        d
        for d in alive
        if d.provider in expected.ids
        and d.id
        and d.id not in expected.ids[d.provider]
        # Any loader will do: gtag.js is fetched once, whichever ID its address names.
        and (d.role != "loader" or expected.sending_role(d.provider) == "loader")
    )
    missing: list[Missing] = []
    behind: list[Behind] = []
    for provider, ids in expected.ids.items():
        faults = [fault for identifier in ids if (fault := _missing(provider, identifier, found, expected))]
        # A wrong ID that stands where the right one should is one fault, not two.
        replaced = len({d.id for d in strangers if d.provider == provider and d.role != "noscript"})
        gone = [fault for fault in faults if isinstance(fault, Behind) or fault.why == "absent"][:replaced]
        missing += [fault for fault in faults if isinstance(fault, Missing) and fault not in gone]
        behind += [fault for fault in faults if isinstance(fault, Behind) and fault not in gone]
    uninvited = _first_of_each(d for d in alive if expected.declared and d.provider not in expected.ids)
    ungated = _first_of_each(d for d in alive if d.provider in expected.waiting and d.state == "active")
    return PageTags(
        missing=tuple(missing),
        behind=tuple(behind),
        strangers=strangers,
        uninvited=uninvited,
        duplicates=tuple(_duplicates(d for d in alive if d.state == _judged_state(d, expected))),
        ungated=ungated,
    )


def _judged_state(detection: Detection, expected: Expectations) -> State:
    if detection.provider in expected.waiting:
        return "gated"
    return "active" if expected.declared else detection.state


def _missing(
    provider: str, identifier: str, found: tuple[Detection, ...], expected: Expectations
) -> Missing | Behind | None:
    states = expected.states(provider)
    ours = [d for d in found if d.provider == provider]
    named = [d for d in ours if d.role == expected.sending_role(provider) and d.id == identifier]
    if not any(d.state in states for d in named):
        switched_off = next(iter(sorted(named, key=lambda d: d.state != "gated")), None)
        why: Absence = "absent" if switched_off is None else _why(switched_off)
        if why != "gated":
            managers = [d for d in found if d.state != "commented" and expected.providers[d.provider].opaque and d.id]
            if any((provider, identifier) in _inside(d, expected) for d in managers):
                return None
            opaque = [d for d in managers if d.id not in expected.containers and d.provider != provider]
            if opaque:
                return Behind(provider, identifier, opaque[0])
        return Missing(provider, identifier, why, switched_off)
    if "loader" in expected.roles(provider) and not any(d.role == "loader" and d.state in states for d in ours):
        return Missing(provider, identifier, "without loader", next(d for d in named if d.state in states))
    return None


def _inside(manager: Detection, expected: Expectations) -> tuple[tuple[str, str], ...]:
    container = expected.containers.get(manager.id)
    return container.ids if container else ()


def _why(detection: Detection) -> Absence:
    return "gated" if detection.state == "gated" else "commented"


def _first_of_each(detections: Iterator[Detection]) -> tuple[Detection, ...]:
    firsts: dict[tuple[str, str], Detection] = {}
    for detection in detections:
        firsts.setdefault((detection.provider, detection.id), detection)
    return tuple(firsts.values())


def _duplicates(judged: Iterable[Detection]) -> Iterator[Duplicate]:
    groups: dict[tuple[str, str, State, Role], list[Detection]] = defaultdict(list)
    for detection in judged:
        groups[(detection.provider, detection.id, detection.state, detection.role)].append(detection)
    # A whole snippet pasted twice doubles loader and config: one fault, and the config is what counts twice.
    reported = set()
    for (provider, identifier, _, role), group in sorted(groups.items()):
        if identifier and len(group) > 1 and (provider, identifier) not in reported:
            reported.add((provider, identifier))
            yield Duplicate(role, len(group), group[1])
