"""Travel times in words and as bars."""

from __future__ import annotations

from dataclasses import dataclass

from microsites.pages.section_views.context import SectionContext
from microsites.sections.access import Access


@dataclass(frozen=True, slots=True)
class Bar:
    """A travel time."""

    origin: str
    by: str | None
    duration: str
    percent: float
    """Of the longest."""


@dataclass(frozen=True, slots=True)
class AccessView:
    """What is worked out from minutes."""

    bars: tuple[Bar, ...]
    durations: tuple[str | None, ...]
    """Of each way."""


def duration(minutes: int) -> str:
    """``118`` → ``1時間58分``."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours}時間" if hours else "") + (f"{rest}分" if rest else "")


def view(section: Access, context: SectionContext) -> AccessView:  # noqa: ARG001 - the same for all sections
    """Bars as long as the travel times are, in the editor's order."""
    longest = max((time.minutes for time in section.travel_times), default=1)
    return AccessView(
        tuple(
            Bar(time.origin, time.by, duration(time.minutes), round(time.minutes / longest * 100, 1))
            for time in section.travel_times
        ),
        tuple(duration(way.minutes) if way.minutes is not None else None for way in section.ways),
    )
