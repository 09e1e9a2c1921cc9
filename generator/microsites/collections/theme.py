from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from microsites.content.blocks import Entry, Listing
from microsites.content.fields import LongText, Text


class Theme(Entry):
    """A task that a department sets in a call."""

    summary: ClassVar[str] = "A task that a department sets: the problem, what is wanted, what the town provides."

    number: Text
    """Its number: ``01``."""
    department: Text
    """Who sets the task."""
    problem: LongText
    """What is difficult today."""
    wanted: tuple[LongText, ...] = Field(min_length=1, max_length=12)
    """What kind of proposals are looked for."""
    provides: tuple[LongText, ...] = Field(default=(), max_length=12)
    """Places, data and people that the town brings in."""

    def listing(self) -> Listing:
        """By number."""
        return Listing((self.number,), None, (f"テーマ{self.number}", self.department))
