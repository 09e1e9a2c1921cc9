"""A table of facts: one that fits stays a table on a phone, of another each row becomes a block with labels."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from everything import write_data
from portfolios import HOME, NEWS, EditablePortfolio


def table(columns: int, words: str = "") -> dict[str, Any]:
    return {
        "type": "data_table",
        "id": "facts",
        "caption": "表",
        "columns": [{"label": f"列{{{number}|れつ}}" if number == 1 else f"列{number}"} for number in range(columns)],
        "rows": [[f"{row}-{number}{words}" for number in range(columns)] for row in range(2)],
    }


LONG = "長い説明が続く、とても長い説明"


@pytest.mark.parametrize(
    ("columns", "words", "stacked"),
    [(2, "", False), (3, LONG * 4, False), (4, "", False), (4, LONG, True), (5, "", True), (8, "", True)],
)
def test_cells_say_their_column_where_rows_become_blocks(
    portfolio: EditablePortfolio, columns: int, words: str, stacked: bool
) -> None:
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [table(columns, words)]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    assert portfolio.build("berry").problems == ()
    found = BeautifulSoup((portfolio.dist / "berry/index.html").read_bytes(), "html.parser").select_one("#facts table")
    assert found is not None
    assert ("ms-stacked" in found["class"]) is stacked
    labels = [cell.get("data-label") for cell in found.select("tbody tr:last-child > *")]
    heads = [head.get_text() for head in found.select("thead th")]
    assert labels[0] is None
    assert labels[1:] == (["列1", *heads[2:]] if stacked else [None] * (columns - 1))
