"""Google Tag Manager's containers: what their tags wait for, what they send, and where to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from microsites.content.model import Plan
from microsites.content.plan import Event
from microsites.content.yaml_reader import Position
from microsites.manifest import Container, ExpectedProvider

MANAGER = "gtm"
"""The provider whose containers these are."""

GOOGLE_TAGS = {"googtag": "tagId", "gaawc": "measurementId", "gaawe": "measurementIdOverride"}
"""Kinds of tag that send to a Google Analytics ID, and the parameter that says which: the Google tag, the former
configuration tag, the event tag."""

_QUANTIFIER = re.compile(r"[*+?{]")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a custom-event trigger asks of the event's name."""

    kind: str
    """``equals``, ``contains``, ``startswith``, ``endswith``, ``matchregex``; others are not understood."""
    value: str
    negated: bool = False
    any_case: bool = False

    def holds(self, name: str) -> bool | None:
        """Whether the event ``name`` meets it; None where that cannot be told."""
        value = self.value
        if self.any_case and self.kind != "matchregex":
            name, value = name.casefold(), value.casefold()
        met: bool | None
        match self.kind:
            case "equals":
                met = name == value
            case "contains":
                met = value in name
            case "startswith":
                met = name.startswith(value)
            case "endswith":
                met = name.endswith(value)
            case "matchregex":
                met = _search(value, name, any_case=self.any_case)
            case _:
                met = None
        return met if met is None else met is not self.negated


def _search(pattern: str, name: str, *, any_case: bool) -> bool | None:
    """Whether ``pattern`` is found in ``name``; None for what Python may not match in no time, as Google's RE2 does."""
    if len(pattern) > 300 or re.search(r"\)[*+{]|\\[1-9]", pattern) or len(_QUANTIFIER.findall(pattern)) > 4:
        return None
    try:
        return re.search(pattern, name[:200], re.IGNORECASE if any_case else 0) is not None
    except (re.error, OverflowError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class ContainerTrigger:
    """A trigger that waits for an event of the page's own."""

    name: str
    conditions: tuple[Condition, ...]
    limited: bool
    """Whether it asks for more than the name (a page, say): then it fires only sometimes."""
    place: Position

    def fires(self, event: str) -> bool | None:
        """Whether it fires for ``event``; None where that cannot be told."""
        answers = [condition.holds(event) for condition in self.conditions]
        if False in answers:
            return False
        return None if self.limited or None in answers else True

    @property
    def names(self) -> tuple[str, ...]:
        """The events that it waits for by name."""
        return tuple(each.value for each in self.conditions if each.kind == "equals" and not each.negated)


@dataclass(frozen=True, slots=True)
class ContainerTag:
    """A tag that is not paused."""

    name: str
    kind: str
    """``googtag``, ``gaawe``, ``html`` …"""
    triggers: tuple[ContainerTrigger, ...]
    """Its custom-event triggers."""
    event: str | None
    """Of an event tag: the name that it sends; None where only the browser knows."""
    same_name: bool
    """Whether it sends the name of the event that fired it."""
    ids: tuple[tuple[str, str], ...]
    """Provider and ID that it sends to."""
    place: Position

    @property
    def may_load_more(self) -> bool:
        """Whether it loads what nobody here knows.

        That is code of its own, or a Google tag for another product (``AW-``) or for an ID that only the browser
        knows.  An event tag without an ID of its own uses the Google tag's.
        """
        return self.kind not in GOOGLE_TAGS or (self.kind != "gaawe" and not self.ids)

    def fires(self, event: str) -> bool | None:
        """Whether a trigger of it fires for ``event``."""
        answers = {trigger.fires(event) for trigger in self.triggers}
        return True if True in answers else None if None in answers else False


@dataclass(frozen=True, slots=True)
class ContainerExport:
    """A container as its export says."""

    id: str
    """The name of the file."""
    public_id: str
    file: str
    site: str | None
    """In whose folder it lies; None beside ``portfolio.yml``."""
    tags: tuple[ContainerTag, ...]
    place: Position
    """Where the container says its own ID."""

    @property
    def ids(self) -> tuple[tuple[str, str], ...]:
        """Provider and ID of every tag, each once."""
        return tuple(dict.fromkeys(each for tag in self.tags for each in tag.ids))

    def passes(self, event: str) -> bool | None:
        """Whether a tag is fired by ``event``; None where that cannot be told."""
        answers = {tag.fires(event) for tag in self.tags}
        return True if True in answers else None if None in answers else False


def waited_name(event: Event) -> str:
    """The name under which the page tells a container of ``event``."""
    return event.names.get(MANAGER, event.name)


def expected_containers(
    carried: Sequence[ExpectedProvider], containers: Sequence[ContainerExport], plan: Plan
) -> tuple[Container, ...]:
    """The containers among what a site carries, as its manifest holds them; of the others nothing is known."""
    ids = {id_ for each in carried if each.provider == MANAGER for id_ in each.ids}
    return tuple(
        Container(
            id=export.id,
            file=export.file,
            ids=export.ids,
            others=tuple(tag.name for tag in export.tags if tag.may_load_more),
            events=tuple(event.name for event in plan.settings.events if export.passes(waited_name(event)) is True),
        )
        for export in containers
        if export.id in ids
    )
