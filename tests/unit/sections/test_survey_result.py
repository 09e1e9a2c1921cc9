"""A survey's answers fit the number of people who gave them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from microsites.sections.survey_result import SurveyResult


def survey(*answers: dict[str, Any], n: int = 46, **question: Any) -> dict[str, Any]:
    labelled = [{"label": f"答え{number}", **answer} for number, answer in enumerate(answers)]
    return {
        "type": "survey_result",
        "id": "it",
        "n": n,
        "respondents": "世帯",
        "period": "2025年12月",
        "method": "郵送",
        "asker": "係",
        "questions": [{"question": "問", "answers": labelled, **question}],
    }


@pytest.mark.parametrize(
    "data",
    [
        survey({"count": 40}, {"count": 6}),
        survey({"count": 40}, {"count": 4}, multiple=True),
        survey({"percent": 33}, {"percent": 33}, {"percent": 33}),
        survey({"percent": 33.3}, {"percent": 33.3}, {"percent": 33.3}),
        survey({"percent": 80}, {"percent": 70}, multiple=True),
    ],
)
def test_what_adds_up_is_accepted(data: dict[str, Any]) -> None:
    assert SurveyResult.model_validate(data).n == 46


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (survey({"count": 40}, {"count": 5}), r"question 1 \('問'\): the counts add up to 45, not to 46; is 'multiple"),
        (survey({"percent": 60}, {"percent": 42}), "the percentages add up to 102, not to 100"),
        (survey({"percent": 60.5}, {"percent": 39.1}), "the percentages add up to 99.6, not to 100"),
        (survey({"count": 47}, {"count": 1}, multiple=True), "an answer has more than 46 people"),
        (survey({"count": 47}, {"count": 1}), r"an answer has more than 46 people(?!; is)"),
        (survey({"count": 40}, {"count": 7}, {"count": 0}, multiple=False), "add up to 47, not to 46"),
        (survey({"count": 46}, {"percent": 0}), "the answers mix count and percent"),
        (survey({"count": 46}, {}), "an answer needs exactly one of count, percent"),
        (survey({"count": 46, "percent": 100}, {"count": 0}), "an answer needs exactly one of count, percent"),
        (survey(*({"percent": 20},) * 6, layout="stacked"), "'stacked' is for at most five answers"),
        (survey({"count": 1}, {"count": 1}, layout="stacked", multiple=True), "'stacked' is for at most five answers"),
    ],
)
def test_what_does_not_add_up_is_named(data: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        SurveyResult.model_validate(data)


def test_a_question_is_not_answered_by_more_than_took_part() -> None:
    data = survey({"count": 40}, {"count": 10})
    data["questions"][0]["n"] = 50
    with pytest.raises(ValidationError, match="n is 50, but only 46 took part"):
        SurveyResult.model_validate(data)
