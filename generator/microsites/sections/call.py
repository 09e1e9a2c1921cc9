from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from microsites.content.blocks import Fact, Section
from microsites.content.fields import Action, Link, LongText, Model, Text
from microsites.content.moments import Closes, Date
from microsites.content.refusal import refused
from microsites.content.status import Period, status_at
from microsites.i18n.message import _


class Milestone(Model):
    """A date in the schedule of a call."""

    label: Text
    """What happens."""
    date: Date | None = None
    """On which day."""
    text: Text | None = None
    """Where no day is set yet: ``10月中旬``."""


class Call(Section):
    """A public call (公募): status, period, conditions, schedule, documents and the entry.

    The status follows the clock; a closed call keeps its text and loses its entry button.
    """

    summary: ClassVar[str] = "A public call with status, conditions, schedule, documents and entry."

    type: Literal["call"]
    heading: Text
    """What is called for."""
    period: Period
    """When entries are taken."""
    facts: tuple[Fact, ...] = Field(default=(), max_length=20)
    """Cap, rate, number of awards: what a reader looks for first."""
    eligibility: tuple[LongText, ...] = Field(default=(), max_length=20)
    """Who can apply."""
    exclusions: tuple[LongText, ...] = Field(default=(), max_length=20)
    """Who and what cannot."""
    eligible_costs: tuple[Fact, ...] = Field(default=(), max_length=20)
    """Kind of cost and what counts."""
    criteria: tuple[Fact, ...] = Field(default=(), max_length=20)
    """Criterion and weight or meaning."""
    schedule: tuple[Milestone, ...] = Field(default=(), max_length=20)
    """From the first day to the decision."""
    documents: tuple[Link, ...] = Field(default=(), max_length=20)
    """Guidelines and forms."""
    questions_until: Closes | None = None
    """The deadline of the Q&A, which is not that of the call."""
    entry: Action
    """The call to action while the call is open."""
    after: Link | None = None
    """Where to go when it is closed: last year's results, a newsletter."""

    @model_validator(mode="after")
    def _questions_while_it_is_open(self) -> Call:
        opens, closes, until = self.period.opens, self.period.closes, self.questions_until
        if until is not None and ((opens is not None and until < opens) or (closes is not None and until > closes)):
            raise refused(_("'questions_until' lies outside the period of the call"))
        return self

    @property
    def questions(self) -> Period | None:
        """When questions are taken: from the call's beginning to their own deadline."""
        if self.questions_until is None:
            return None
        return self.period.model_copy(update={"closes": self.questions_until, "note": None})

    def next_moment(self, now: datetime) -> datetime | None:
        """The next change of its questions' status."""
        return status_at(self.questions, now).changes if self.questions is not None else None

    def withheld_actions(self, now: datetime) -> frozenset[str]:
        """The entry, unless the call is open."""
        return frozenset() if status_at(self.period, now).open else frozenset({self.entry.id})
