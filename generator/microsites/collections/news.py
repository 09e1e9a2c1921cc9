from __future__ import annotations

from typing import ClassVar

from microsites.content.blocks import Entry, Listing, fiscal_year
from microsites.content.fields import Text
from microsites.content.moments import Date


class News(Entry):
    """A dated announcement."""

    summary: ClassVar[str] = "A dated announcement; newest first."

    date: Date
    """Of the announcement; the newest comes first."""
    category: Text | None = None
    """``イベント``, ``交通``."""

    def published(self) -> Date:
        """Its date."""
        return self.date

    def listing(self) -> Listing:
        """Newest first."""
        meta = (self.category,) if self.category else ()
        return Listing((-self.date.toordinal(),), self.date, meta, fiscal_year=fiscal_year(self.date))
