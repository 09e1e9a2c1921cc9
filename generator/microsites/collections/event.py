from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import Field

from microsites.content.blocks import Entry, Listing
from microsites.content.fields import Closes, LongText, Opens, Text
from microsites.content.status import Period


class Event(Entry):
    """Something at a time and a place, with its own way of taking part."""

    summary: ClassVar[str] = "Something at a time and a place, with capacity, lottery and application period."

    starts: Opens
    ends: Closes
    venues: tuple[Text, ...] = Field(min_length=1, max_length=6)
    capacity: Text | None = None
    """``各回20組（1組4名まで）``."""
    lottery: LongText | None = None
    """How places are drawn when there are more applications than places."""
    fee: Text | None = None
    application: Period | None = None
    """When one can apply."""

    def listing(self) -> Listing:
        """Earliest first."""
        return Listing((self.starts.isoformat(),), self.starts, self.venues[:1], self.application)

    def is_over(self, now: datetime) -> bool:
        """After its end."""
        return self.ends < now
