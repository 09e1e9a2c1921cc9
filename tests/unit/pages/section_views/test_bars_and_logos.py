"""Shares as words and widths; logos of every shape at one optical size."""

from __future__ import annotations

import pytest
from seen import view_of

from microsites.pages.section_views.partners import AREA, MAX_HEIGHT, MAX_WIDTH, optical_size
from portfolios import EditablePortfolio


def bars(portfolio: EditablePortfolio, *answers: tuple[str, float | int], **question: object) -> list[tuple[str, ...]]:
    section = {
        "type": "survey_result",
        "n": 46,
        "unit": "世帯",
        "respondents": "世帯",
        "period": "冬",
        "method": "郵送",
        "asker": "係",
        "questions": [
            {"question": "問", "answers": [{"label": key, key: value} for key, value in answers], **question},
        ],
    }
    (view,) = view_of(portfolio, section)
    return [(bar.share, bar.count, bar.start, bar.width) for bar in view.bars]


def test_counts_become_whole_percentages_and_exact_widths(portfolio: EditablePortfolio) -> None:
    assert bars(portfolio, ("count", 21), ("count", 25)) == [
        ("46％", "21世帯", "0", "45.65"),
        ("54％", "25世帯", "45.65", "54.35"),
    ]


def test_half_a_percent_is_rounded_up(portfolio: EditablePortfolio) -> None:
    shares = [bar[0] for bar in bars(portfolio, ("count", 1), ("count", 39), n=40)]
    assert shares == ["3％", "98％"]  # 2.5 and 97.5


def test_percentages_stay_as_they_were_given(portfolio: EditablePortfolio) -> None:
    assert bars(portfolio, ("percent", 43.5), ("percent", 56.5)) == [
        ("43.5％", None, "0", "43.5"),
        ("56.5％", None, "43.5", "56.5"),
    ]


@pytest.mark.parametrize(("width", "height"), [(100, 100), (200, 90), (110, 120), (2000, 1500)])
def test_logos_of_usual_shapes_cover_the_same_area(width: int, height: int) -> None:
    w, h = optical_size(width, height)
    assert w * h == pytest.approx(AREA, rel=0.15)
    assert w / h == pytest.approx(width / height, rel=0.03)


@pytest.mark.parametrize(("width", "height"), [(1000, 10), (10, 1000), (1, 1), (16_000, 1)])
def test_extreme_shapes_stay_in_their_tile(width: int, height: int) -> None:
    w, h = optical_size(width, height)
    assert 1 <= w <= MAX_WIDTH
    assert 1 <= h <= MAX_HEIGHT
