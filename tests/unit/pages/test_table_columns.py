"""The shares of a table's columns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsites.pages.table_columns import SHARES, shares
from microsites.resources import theme_directory

TEXTS = st.text(alphabet="ab_ -いちご狩り、。", max_size=200)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([["項目", "版"], ["内容", "第1版"]], (13, 12)),
        ([["項目"], ["内容" * 100]], (3, 22)),
        ([["name", "event_application_click"], ["説明", "長い" * 40], ["所", "12か所"]], (9, 13, 3)),
        ([["a" * 60], ["b" * 60]], (13, 12)),
        ([["a" * 90], ["b" * 30]], (18, 7)),
        ([[""], [""]], (13, 12)),
        ([["a"]], (25,)),
    ],
)
def test_shares(columns: list[list[str]], expected: tuple[int, ...]) -> None:
    assert shares(columns) == expected


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=SHARES))
def test_the_whole_width_is_dealt(columns: list[list[str]]) -> None:
    dealt = shares(columns)
    assert sum(dealt) == SHARES
    assert min(dealt) >= 1


def test_more_columns_than_parts() -> None:
    assert shares([["a"]] * (SHARES + 5)) == (1,) * (SHARES + 5)


def test_every_share_has_its_width_in_the_stylesheet() -> None:
    css = (theme_directory() / "styles" / "prose.css").read_text(encoding="utf-8")
    widths = {int(number): float(width) for number, width in re.findall(r"\.ms-w(\d+) \{ width: ([\d.]+)% \}", css)}
    assert widths == {number: number * 100 / SHARES for number in range(1, SHARES)}
