from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import ClassVar

from pydantic import Field, model_validator

from microsites.content.blocks import Entry, Listing, fiscal_year
from microsites.content.fields import Link, LongText, Text
from microsites.content.moments import Date
from microsites.content.refusal import refused
from microsites.content.status import Period, status_at
from microsites.i18n.message import _


class Grant(Entry):
    """Money for those who meet its conditions: amount, conditions, period."""

    summary: ClassVar[str] = "A grant with amount, conditions and a status that follows the clock."

    amount: Text
    """``最大100万円``."""
    rate: Text | None = None
    """``対象経費の2分の1以内``."""
    target: Text | None = None
    """For whom, in a line for tables: ``39歳以下の方、子育て世帯``; the first of the conditions if it is not given."""
    conditions: tuple[LongText, ...] = Field(min_length=1, max_length=20)
    """What one must fulfil."""
    period: Period
    """When one can apply; gives the status."""
    department: Text
    """Where one applies."""
    ends: Date | None = None
    """Last day of the scheme itself, where it runs out; the deadline for applications is in ``period``."""
    replaced_by: Link | None = None
    """The scheme that follows this one: ``{label: まちなか開業補助金, page: grants/opening}``."""

    @model_validator(mode="after")
    def _ends_after_it_opens(self) -> Grant:
        if self.ends is not None and self.period.opens is not None and self.ends < self.period.opens.date():
            raise refused(_("'ends' is before the period opens"))
        return self

    def listing(self) -> Listing:
        """In hand order, with amount and status."""
        first = self.period.opens or self.period.closes
        return Listing((self.order,), None, (self.amount,), self.period, fiscal_year(first) if first else None)

    def moments(self) -> tuple[datetime, ...]:
        """Tables say of a scheme that it ends, and the day after its last one that it ended."""
        return (datetime.combine(self.ends, time()) + timedelta(days=1),) if self.ends is not None else ()

    def has_ended(self, now: datetime) -> bool:
        """Whether the scheme itself has run out at ``now``."""
        return self.ends is not None and self.ends < now.date()

    def is_over(self, now: datetime) -> bool:
        """When nobody can apply any more."""
        return status_at(self.period, now).state in ("closed", "closed_early", "cancelled")
