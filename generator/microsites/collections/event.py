from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from microsites.content import shapes
from microsites.content.blocks import Entry, Listing, fiscal_year
from microsites.content.fields import Flag, LongText, Model, Text
from microsites.content.moments import Closes, Opens
from microsites.content.refusal import refused
from microsites.content.status import Period, Timeline, followed_by, occurrence, status_at
from microsites.i18n.message import _


class Session(Model):
    """One of several times at which the same event takes place."""

    starts: Opens
    """When it begins."""
    ends: Closes
    """When it ends."""

    @model_validator(mode="after")
    def _in_order(self) -> Session:
        if self.ends < self.starts:
            raise refused(_("ends before it starts"))
        return self


class Event(Entry):
    """Something at a time and a place, with its own way of taking part."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = ({"properties": {"application": {"required": ["closes"]}}},)

    summary: ClassVar[str] = "Something at a time and a place, with capacity, lottery and application period."

    starts: Opens
    """When it begins."""
    ends: Closes
    """When it ends."""
    sessions: tuple[Session, ...] = Field(default=(), max_length=40)
    """Each time, where it takes place several times; ``starts`` and ``ends`` then span the first and the last."""
    online: Flag = False
    """``true`` where it takes place on line only; ``venues`` then names the tool."""
    venues: tuple[Text, ...] = Field(min_length=1, max_length=6)
    """Where it takes place."""
    capacity: Text | None = None
    """``各回20組（1組4名まで）``."""
    lottery: LongText | None = None
    """How places are drawn when there are more applications than places."""
    fee: Text | None = None
    """What it costs."""
    application: Period | None = None
    """When one can apply; it ends before the event does."""
    override: Literal["postponed", "cancelled"] | None = None
    """A decision that beats the clock: it is put off, or does not take place.  Its page stays, without an entry."""
    note: Text | None = None
    """Why, or when instead: shown beside the status."""

    @model_validator(mode="before")
    @classmethod
    def _nobody_applies_to_what_does_not_take_place(cls, data: Any) -> Any:
        follows = {"postponed": "suspended", "cancelled": "cancelled"}
        if isinstance(data, Mapping) and isinstance(data.get("application"), Mapping):
            decided = data.get("override")
            if isinstance(decided, str) and decided in follows and data["application"].get("override") is None:
                return {**data, "application": {**data["application"], "override": follows[decided]}}
        return data

    @model_validator(mode="after")
    def _spans_its_sessions(self) -> Event:
        if self.ends < self.starts:
            raise refused(_("ends before it starts"))
        if self.application is not None and (self.application.closes is None or self.application.closes > self.ends):
            raise refused(_("'application' needs a 'closes' before the event ends"))
        if any(session.starts < self.starts or session.ends > self.ends for session in self.sessions):
            raise refused(_("a session lies outside starts and ends"))
        if len({session.starts for session in self.sessions}) < len(self.sessions):
            raise refused(_("two sessions start at the same moment"))
        return self

    def times(self) -> tuple[tuple[datetime, datetime], ...]:
        """Beginning and end of each time that it takes place."""
        return tuple((session.starts, session.ends) for session in self.sessions) or ((self.starts, self.ends),)

    def listing(self) -> Listing:
        """Earliest first."""
        return Listing(
            (self.starts.isoformat(),), self.starts, self.venues[:1], self.application, fiscal_year(self.starts)
        )

    @property
    def occurrence(self) -> Timeline:
        """When it takes place, or that it does not."""
        return occurrence(self.starts, self.ends, self.override, series=len(self.sessions) > 1)

    def clock(self) -> Timeline:
        """Its application until it begins, then the event itself."""
        if self.application is None or self.override is not None:
            return self.occurrence
        return followed_by(self.application.timeline, self.occurrence, self.starts)

    def timelines(self) -> tuple[Timeline, ...]:
        """The event itself, and what a list shows of it and its application."""
        return self.occurrence, self.clock()

    def moments(self) -> tuple[datetime, ...]:
        """What does not take place moves among what is over all the same, when it would have been."""
        return (self.ends + timedelta(minutes=1),) if self.override is not None else ()

    def takes_part(self, now: datetime) -> bool:
        """While one can apply; without an application, until it is over."""
        if self.override is not None or self.is_over(now):
            return False
        return self.application is None or status_at(self.application, now).open

    def is_over(self, now: datetime) -> bool:
        """After its last minute."""
        return status_at(occurrence(self.starts, self.ends), now).state == "closed"
