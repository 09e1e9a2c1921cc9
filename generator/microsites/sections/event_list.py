from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict

from microsites.content.blocks import Section
from microsites.content.fields import Flag, Link, Slug, Text


class EventList(Section):
    """The events of a collection by date, with the months in which they fall as calendars."""

    summary: ClassVar[str] = "Events by date as a list, with a calendar of each month that has one."
    collection_kinds: ClassVar[tuple[str, ...]] = ("event",)

    type: Literal["event_list"]
    collection: Slug
    """The collection's name in ``site.yml``; its kind is ``event``."""
    months: Annotated[int, Strict(), Field(ge=0, le=6)] = 6
    """At most so many months as calendars, months without an event left out; ``0`` shows the list alone."""
    limit: Annotated[int, Strict(), Field(ge=1, le=100)] | None = None
    """At most so many events; all if it is not given."""
    tag: Text | None = None
    """Only events that carry this tag."""
    past: Flag = True
    """``false`` leaves out what is over."""
    more: Link | None = None
    """Where the rest is."""
    empty: Text = "現在、予定されているイベントはありません。"
    """Shown when there is none."""

    def next_moment(self, now: datetime) -> datetime | None:
        """When the present month's calendar goes."""
        if not self.months:
            return None
        first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return (first + timedelta(days=32)).replace(day=1)
