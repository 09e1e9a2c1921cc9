from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Flag, LongText, Model, Number, Text
from microsites.content.refusal import refused
from microsites.i18n.message import Message, _

People = Annotated[int, Strict(), Field(ge=0, le=100_000_000)]
"""How many answered."""


class Answer(Model):
    """An answer and how many gave it."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = shapes.exactly_one("count", "percent")

    label: Text
    """As it could be chosen."""
    count: People | None = None
    """How many gave it; the share is worked out."""
    percent: Annotated[Number, Field(ge=0, le=100)] | None = None
    """The share in percent, where only that is known: ``43`` or ``43.5``."""
    highlight: Flag = False
    """``true`` makes its bar stand out from the others."""

    @model_validator(mode="after")
    def _one_measure(self) -> Answer:
        if (self.count is None) == (self.percent is None):
            raise refused(_("an answer needs exactly one of count, percent"))
        return self


class SurveyQuestion(Model):
    """A question with its answers."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = (
        {
            "if": shapes.given("layout", {"const": "stacked"}),
            "then": {"properties": {"answers": {"maxItems": 5}, "multiple": {"const": False}}},
        },
    )

    question: Text
    """As it was asked."""
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=20)
    """In the order in which they are shown; all with ``count``, or all with ``percent``."""
    n: Annotated[int, Strict(), Field(ge=1, le=100_000_000)] | None = None
    """How many answered this question, where that is not everybody."""
    multiple: Flag = False
    """``true`` where one could give several answers: the shares then need not add up to 100."""
    layout: Literal["bars", "stacked"] = "bars"
    """``bars``: one for each answer.  ``stacked``: one bar for the whole, for at most five answers."""
    note: LongText | None = None
    """What to keep in mind about this question."""

    @model_validator(mode="after")
    def _one_bar_is_one_whole(self) -> SurveyQuestion:
        if len({answer.count is None for answer in self.answers}) > 1:
            raise refused(_("the answers mix count and percent; use one of them"))
        if self.layout == "stacked" and (self.multiple or len(self.answers) > 5):
            raise refused(_("'stacked' is for at most five answers of which one is given; use 'bars'"))
        return self

    def fault(self, everybody: int) -> Message | None:
        """Why the answers do not fit ``everybody`` who was asked, if they do not."""
        people = self.n or everybody
        if self.n is not None and self.n > everybody:
            return _("n is {n:,}, but only {everybody:,} took part", n=self.n, everybody=everybody)
        counts = [answer.count for answer in self.answers if answer.count is not None]
        if any(count > people for count in counts):
            return _("an answer has more than {people:,} people", people=people)
        if self.multiple:
            return None
        if counts:
            if sum(counts) == people:
                return None
            return _(
                "the counts add up to {sum:,}, not to {people:,}; is 'multiple: true' missing?",
                sum=sum(counts),
                people=people,
            )
        shares = [answer.percent for answer in self.answers if answer.percent is not None]
        # Each share may be rounded by half of its last digit.
        rounding = 0.5 if all(share == round(share) for share in shares) else 0.05
        if abs(sum(shares) - 100) > rounding * len(shares) + 1e-6:
            return _("the percentages add up to {sum:g}, not to 100; is 'multiple: true' missing?", sum=sum(shares))
        return None


class SurveyResult(Section):
    """What a survey found, with everything that is needed to judge it: who, how many, when, how, by whom."""

    summary: ClassVar[str] = "Answers of a survey as bars, with n, period, method and who asked."

    type: Literal["survey_result"]
    n: Annotated[int, Strict(), Field(ge=1, le=100_000_000)]
    """How many answered."""
    respondents: Text
    """Who was asked: ``移住後1〜5年の世帯``."""
    unit: Text = "人"
    """What is counted: ``人``, ``世帯``, ``社``."""
    period: Text
    """When: ``2025年12月1日〜12月20日``."""
    method: Text
    """How: ``郵送とウェブ``."""
    asker: Text
    """Who asked: ``花守市 企画政策課``."""
    questions: tuple[SurveyQuestion, ...] = Field(min_length=1, max_length=12)
    """In the order in which they are shown."""
    note: LongText | None = None
    """What to keep in mind: a small n, who did not answer."""

    @model_validator(mode="after")
    def _adds_up(self) -> SurveyResult:
        for number, question in enumerate(self.questions, 1):
            if fault := question.fault(self.n):
                raise refused(
                    _(
                        "question {number} ('{question}'): {fault}",
                        number=number,
                        question=question.question,
                        fault=fault,
                    )
                )
        return self
