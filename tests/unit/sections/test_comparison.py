"""A comparison is whole: a value for each option, one highlight."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from everything import write_data
from microsites.sections.comparison import Comparison
from portfolios import HOME, NEWS, EditablePortfolio


def comparison(**changes: Any) -> dict[str, Any]:
    return {
        "type": "comparison",
        "id": "ways",
        "caption": "ちがい",
        "options": [{"label": "借りる", "highlight": "まず"}, {"label": "買う"}],
        "rows": [{"label": "費用", "values": ["5万円", "300万円"]}],
        **changes,
    }


def test_values_keep_the_order_of_the_options() -> None:
    section = Comparison.model_validate(comparison())
    assert [option.label for option in section.options] == ["借りる", "買う"]
    assert section.rows[0].values == ("5万円", "300万円")


def test_a_row_with_a_value_too_many_is_named() -> None:
    rows = [{"label": "費用", "values": ["1", "2"]}, {"label": "期間", "values": ["1", "2", "3"]}]
    with pytest.raises(ValidationError, match=r"row 2 \('期間'\) has 3 values, but there are 2 options"):
        Comparison.model_validate(comparison(rows=rows))


def test_only_one_option_stands_out() -> None:
    options = [{"label": "借りる", "highlight": "まず"}, {"label": "買う", "highlight": "次に"}]
    with pytest.raises(ValidationError, match="only one option can be highlighted"):
        Comparison.model_validate(comparison(options=options))


def test_more_than_three_options_belong_into_a_table() -> None:
    options = [{"label": str(number)} for number in range(4)]
    with pytest.raises(ValidationError, match="at most 3 items"):
        Comparison.model_validate(comparison(options=options, rows=[{"label": "費用", "values": ["1", "2", "3"]}]))


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (None, "2026年9月30日（水）現在の内容です。"),
        ("花守市 住宅課", "出典：花守市 住宅課（2026年9月30日（水）時点）"),
    ],
)
@pytest.mark.parametrize("faq", [False, True])
def test_when_it_was_true_is_printed_once(
    portfolio: EditablePortfolio, source: str | None, printed: str, *, faq: bool
) -> None:
    """With a source and without one, here and under questions."""
    questions = {"type": "faq", "id": "faq", "questions": [{"question": "問", "answer": "答"}]}
    section = {**(questions if faq else comparison()), "as_of": "2026-09-30"}
    if source:
        section["source"] = source
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [section]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    assert not portfolio.build("berry").problems
    page = BeautifulSoup((portfolio.dist / "berry/index.html").read_text("utf-8"), "html.parser")
    assert [each.get_text() for each in page.select(".ms-source")] == [printed]
