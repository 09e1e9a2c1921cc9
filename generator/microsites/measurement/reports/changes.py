"""A difference between a published site and the plan as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["added", "removed", "renamed", "changed"]
Thing = Literal["site", "event", "goal", "element", "provider"]


@dataclass(frozen=True, slots=True, order=True)
class Why:
    """What a change does to comparisons, and what to do about it."""

    en: str
    ja: str

    def __add__(self, more: Why) -> Why:
        return Why(f"{self.en}; {more.en}", f"{self.ja}{more.ja}")


NOTHING_BEFORE = Why("there is nothing to compare it with yet", "比べる数がまだありません。")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference."""

    site: str
    """Empty for the tracking plan, which all sites share."""
    thing: Thing
    subject: str
    """The event's name, the goal's id, the element's ``data-track-id``, the provider."""
    kind: Kind
    what: str
    before: str
    after: str
    breaks: bool
    """Whether numbers from before and after may not be compared."""
    why: Why
