"""A comparison is whole: a value for each option, one highlight."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from microsites.sections.comparison import Comparison


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
