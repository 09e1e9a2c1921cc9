from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict

from microsites.content.blocks import Entry, Listing
from microsites.content.fields import Link, Markdown, Model, Text
from microsites.content.moments import Date


class Report(Model):
    """A progress report."""

    date: Date
    """Of which day."""
    title: Text
    """What it is about."""
    text: Markdown
    """What was done and seen."""
    link: Link | None = None
    """The full report."""


class Project(Entry):
    """An adopted project with its reports, failures included."""

    summary: ClassVar[str] = "An adopted project: who, which theme, what came out, with dated reports."

    fiscal_year: Annotated[int, Strict(), Field(ge=1990, le=2100)]
    """The year, April to March, in which it was adopted."""
    company: Text
    """Who did it."""
    theme: Text
    """What it was about."""
    stage: Literal["running", "finished", "stopped"]
    """``running``, ``finished``, or ``stopped`` before its end."""
    outcome: Text
    """What is known now, in one sentence; also when it failed."""
    reports: tuple[Report, ...] = Field(default=(), max_length=40)
    """What was reported, day by day."""

    def listing(self) -> Listing:
        """Latest fiscal year first, then in hand order."""
        meta = (f"{self.fiscal_year}年度", self.company)
        return Listing((-self.fiscal_year, self.order), None, meta, fiscal_year=self.fiscal_year)
