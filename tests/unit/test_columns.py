"""Cells of a terminal begin in the same columns, whatever is written in them."""

from __future__ import annotations

from microsites.columns import aligned, filled_up, width


def test_kanji_and_kana_take_two() -> None:
    assert [width(text) for text in ("ga4", "計測", "ｹｲ", "件/月", "")] == [3, 4, 2, 5, 0]
    assert filled_up("計測", 6) == "計測  "
    assert filled_up("計測サービス", 6) == "計測サービス"


def test_cells_begin_in_the_same_columns() -> None:
    rows = [("目的", "いちご"), ("owner", "x", "y"), ("担当",)]
    assert list(aligned(rows, 1)) == [" 目的   いちご", " owner  x       y", " 担当"]
    assert list(aligned([], 2)) == []
