from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict

from microsites.content.blocks import Entry, Listing
from microsites.content.fields import Date, Link, Markdown, Model, Text


class Report(Model):
    """A progress report."""

    date: Date
    title: Text
    text: Markdown
    link: Link | None = None


class Project(Entry):
    """An adopted project with its reports, failures included."""

    summary: ClassVar[str] = "An adopted project: who, which theme, what came out, with dated reports."

    fiscal_year: Annotated[int, Strict(), Field(ge=1990, le=2100)]
    company: Text
    theme: Text
    stage: Literal["running", "finished", "stopped"]
    outcome: Text
    """What is known now, in one sentence; also when it failed."""
    reports: tuple[Report, ...] = Field(default=(), max_length=40)

    def listing(self) -> Listing:
        """Latest fiscal year first, then in hand order."""
        meta = (f"{self.fiscal_year}年度", self.company)
        return Listing((-self.fiscal_year, self.order), None, meta, fiscal_year=self.fiscal_year)
