from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from microsites.content.blocks import Entry, Listing
from microsites.content.fields import Closes, Flag, LongText, Model, Opens, Text
from microsites.content.status import Period


class Session(Model):
    """One of several times at which the same event takes place."""

    starts: Opens
    ends: Closes

    @model_validator(mode="after")
    def _in_order(self) -> Session:
        if self.ends < self.starts:
            raise PydanticCustomError("session_order", "ends before it starts")
        return self


class Event(Entry):
    """Something at a time and a place, with its own way of taking part."""

    summary: ClassVar[str] = "Something at a time and a place, with capacity, lottery and application period."

    starts: Opens
    ends: Closes
    sessions: tuple[Session, ...] = Field(default=(), max_length=40)
    """Each time, where it takes place several times; ``starts`` and ``ends`` then span the first and the last."""
    online: Flag = False
    """``true`` where it takes place on line only; ``venues`` then names the tool."""
    venues: tuple[Text, ...] = Field(min_length=1, max_length=6)
    capacity: Text | None = None
    """``各回20組（1組4名まで）``."""
    lottery: LongText | None = None
    """How places are drawn when there are more applications than places."""
    fee: Text | None = None
    application: Period | None = None
    """When one can apply."""

    @model_validator(mode="after")
    def _spans_its_sessions(self) -> Event:
        if self.ends < self.starts:
            raise PydanticCustomError("event_order", "ends before it starts")
        if any(session.starts < self.starts or session.ends > self.ends for session in self.sessions):
            raise PydanticCustomError("sessions_outside", "a session lies outside starts and ends")
        return self

    def times(self) -> tuple[tuple[datetime, datetime], ...]:
        """Beginning and end of each time that it takes place."""
        return tuple((session.starts, session.ends) for session in self.sessions) or ((self.starts, self.ends),)

    def listing(self) -> Listing:
        """Earliest first."""
        return Listing((self.starts.isoformat(),), self.starts, self.venues[:1], self.application)

    def is_over(self, now: datetime) -> bool:
        """After its end."""
        return self.ends < now
