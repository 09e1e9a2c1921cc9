from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from microsites.content.blocks import Entry, Listing
from microsites.content.fields import LongText, Text
from microsites.content.status import Period


class Grant(Entry):
    """Money for those who meet its conditions: amount, conditions, period."""

    summary: ClassVar[str] = "A grant with amount, conditions and a status that follows the clock."

    amount: Text
    """``最大100万円``."""
    rate: Text | None = None
    """``対象経費の2分の1以内``."""
    conditions: tuple[LongText, ...] = Field(min_length=1, max_length=20)
    period: Period
    department: Text

    def listing(self) -> Listing:
        """In hand order, with amount and status."""
        return Listing((self.order,), None, (self.amount,), self.period)
