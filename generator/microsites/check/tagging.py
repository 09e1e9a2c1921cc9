"""Whether a page carries the IDs that it must carry.  One judgement for the TAG rules and for the coverage figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from microsites.check.detect import Detection
from microsites.check.site import SiteUnderCheck

Absence = Literal["absent", "gated", "commented", "without loader"]


@dataclass(frozen=True, slots=True)
class Missing:
    """An expected ID that nothing sends to."""

    provider: str
    id: str
    why: Absence
    detection: Detection | None
    """The trace that is there nevertheless: switched off, or waiting for consent."""


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
    strangers: tuple[Detection, ...]
    """Active IDs that are not expected, of providers that are."""
    uninvited: tuple[Detection, ...]
    """Active traces of providers that are not expected at all."""
    duplicates: tuple[Duplicate, ...]

    @property
    def instrumented(self) -> bool:
        """Every expected ID is active exactly once, and no other."""
        return not (self.missing or self.strangers or self.uninvited or self.duplicates)


def judged_pages(site: SiteUnderCheck) -> Iterator[tuple[str, PageTags]]:
    """Yield path and judgement of every page that a visitor stays on."""
    for path, document in site.documents.items():
        if not document.redirect:
            yield path, judge(site, path)


def judge(site: SiteUnderCheck, page: str) -> PageTags:
    """Compare the tags of ``page`` with the IDs that are expected on it."""
    expected = site.expected_ids
    found = site.detections.get(page, ())
    active = [detection for detection in found if detection.state == "active"]
    strangers = _first_of_each(
        d for d in active if d.provider in expected and d.id and d.id not in expected[d.provider]
    )
    missing: list[Missing] = []
    for provider, ids in expected.items():
        # A wrong ID that stands where the right one should is one fault, not two.
        role = _sending_role(site, provider)
        replaced = {d.id for d in active if (d.provider, d.role) == (provider, role)} - set(ids)
        faults = [fault for identifier in ids if (fault := _missing(site, provider, identifier, found))]
        gone = [fault for fault in faults if fault.why == "absent"]
        missing += [fault for fault in faults if fault not in gone[: len(replaced)]]
    uninvited: tuple[Detection, ...] = ()
    if site.manifest is not None:
        uninvited = _first_of_each(d for d in active if d.provider not in expected)
    return PageTags(tuple(missing), strangers, uninvited, tuple(_duplicates(active)))


def _missing(site: SiteUnderCheck, provider: str, identifier: str, found: tuple[Detection, ...]) -> Missing | None:
    ours = [d for d in found if d.provider == provider]
    named = [d for d in ours if d.role == _sending_role(site, provider) and d.id == identifier]
    if not any(d.state == "active" for d in named):
        switched_off = next(iter(sorted(named, key=lambda d: d.state != "gated")), None)
        why: Absence = "absent" if switched_off is None else _why(switched_off)
        return Missing(provider, identifier, why, switched_off)
    # Any active loader of the provider will do: gtag.js is fetched once, whichever ID its address names.
    if "loader" in _roles(site, provider) and not any(d.role == "loader" and d.state == "active" for d in ours):
        return Missing(provider, identifier, "without loader", next(d for d in named if d.state == "active"))
    return None


def _roles(site: SiteUnderCheck, provider: str) -> set[str]:
    return {signature.role for signature in site.providers[provider].signatures}


def _sending_role(site: SiteUnderCheck, provider: str) -> str:
    """Which part of the snippet makes hits go to an ID."""
    return "config" if "config" in _roles(site, provider) else "loader"


def _why(detection: Detection) -> Absence:
    return "gated" if detection.state == "gated" else "commented"


def _first_of_each(detections: Iterator[Detection]) -> tuple[Detection, ...]:
    firsts: dict[tuple[str, str], Detection] = {}
    for detection in detections:
        firsts.setdefault((detection.provider, detection.id), detection)
    return tuple(firsts.values())


def _duplicates(active: list[Detection]) -> Iterator[Duplicate]:
    groups: dict[tuple[str, str, str], list[Detection]] = defaultdict(list)
    for detection in active:
        groups[(detection.provider, detection.id, detection.role)].append(detection)
    # A whole snippet pasted twice doubles loader and config: one fault, and the config is what counts twice.
    reported = set()
    for (provider, identifier, role), group in sorted(groups.items()):
        if identifier and len(group) > 1 and (provider, identifier) not in reported:
            reported.add((provider, identifier))
            yield Duplicate(role, len(group), group[1])
