from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, Strict

from microsites.content.blocks import Entry, Listing, fiscal_year
from microsites.content.fields import Markdown, Model, Text
from microsites.content.moments import Date


class Exchange(Model):
    """One question and its answer."""

    question: Text
    """What was asked."""
    answer: Markdown
    """What was said."""


class Interview(Entry):
    """Somebody who did it tells how it was; numbered."""

    summary: ClassVar[str] = "A numbered interview: who, from where, since when, question and answer."

    number: Annotated[int, Strict(), Field(ge=1, le=999)]
    """Which interview it is; the latest comes first."""
    person: Text
    """``佐野さん一家（30代・3人家族）``."""
    came_from: Text | None = None
    """Where they lived before."""
    since: Text | None = None
    """Since when they live here."""
    work: Text | None = None
    """What they do now."""
    date: Date
    """When they were asked."""
    exchanges: tuple[Exchange, ...] = Field(min_length=1, max_length=30)
    """Questions and answers."""

    def published(self) -> Date:
        """Its date."""
        return self.date

    def listing(self) -> Listing:
        """Latest number first."""
        meta = (f"Vol.{self.number}", self.person)
        return Listing((-self.number,), None, meta, fiscal_year=fiscal_year(self.date))
