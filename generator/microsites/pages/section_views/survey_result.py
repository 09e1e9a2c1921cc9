"""Answers as bars: shares in words and as widths of a picture that is a hundred wide."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from microsites.pages.section_views.context import SectionContext
from microsites.sections.survey_result import SurveyQuestion, SurveyResult


@dataclass(frozen=True, slots=True)
class BarView:
    """An answer as a bar."""

    label: str
    share: str
    """In words: ``43％``."""
    count: str | None
    """``20世帯``; None where only the share is known."""
    start: str
    """Where it begins in a stacked bar, of 100."""
    width: str
    """Of 100."""
    highlight: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its bars."""

    question: SurveyQuestion
    people: int
    bars: tuple[BarView, ...]


def _rounded(value: Decimal, digits: str) -> str:
    text = str(value.quantize(Decimal(digits), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _question(question: SurveyQuestion, everybody: int, unit: str) -> QuestionView:
    people = question.n or everybody
    bars = []
    start = Decimal(0)
    for answer in question.answers:
        if answer.count is not None:
            share = Decimal(answer.count) * 100 / people
            words, count = _rounded(share, "1"), f"{answer.count:,}{unit}"
        else:
            share = Decimal(str(answer.percent))
            words, count = _rounded(share, "0.1"), None
        bars.append(
            BarView(
                answer.label, f"{words}％", count, _rounded(start, "0.01"), _rounded(share, "0.01"), answer.highlight
            )
        )
        start += share
    return QuestionView(question, people, tuple(bars))


def view(section: SurveyResult, context: SectionContext) -> tuple[QuestionView, ...]:  # noqa: ARG001 - the same for all views
    """Every question with its bars."""
    return tuple(_question(question, section.n, section.unit) for question in section.questions)
