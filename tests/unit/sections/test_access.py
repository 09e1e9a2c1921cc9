"""Ways to a place: minutes in words and as bars of the right length."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from everything import write_data
from microsites.pages.section_views.access import duration
from microsites.sections.access import Access
from portfolios import HOME, NEWS, EditablePortfolio

SECTION = {
    "type": "access",
    "id": "access",
    "heading": "行き方",
    "travel_times": [{"origin": "県都", "minutes": 30}, {"origin": "首都圏", "by": "特急", "minutes": 120}],
    "ways": [{"mode": "bus", "title": "駅からバスで", "minutes": 65, "last": "20時42分", "steps": ["乗る", "降りる"]}],
}


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "1分"), (59, "59分"), (60, "1時間"), (118, "1時間58分"), (1440, "24時間")]
)
def test_minutes_in_words(minutes: int, words: str) -> None:
    assert duration(minutes) == words


@pytest.mark.parametrize("minutes", [0, 1441, "38"])
def test_minutes_are_whole_and_within_a_day(minutes: object) -> None:
    with pytest.raises(ValidationError):
        Access.model_validate({**SECTION, "travel_times": [{"origin": "県都", "minutes": minutes}]})


def test_nothing_to_say_is_an_error() -> None:
    with pytest.raises(ValidationError, match="needs 'ways' or 'travel_times'"):
        Access.model_validate({"type": "access", "id": "a", "parking": "10台"})


def test_bars_are_as_long_as_the_times(portfolio: EditablePortfolio) -> None:
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [SECTION]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    assert not portfolio.build("berry").problems
    page = BeautifulSoup((portfolio.dist / "berry/index.html").read_text("utf-8"), "html.parser")
    assert [bar["width"] for bar in page.select(".ms-access-bar rect")] == ["25.0", "100.0"]
    assert [text.get_text(strip=True) for text in page.select(".ms-access-times dd")] == ["30分", "2時間"]
    (way,) = page.select(".ms-access-ways > li")
    assert way.svg["aria-label"] == "バス"
    assert way.select_one(".ms-access-duration").get_text() == "所要時間1時間5分"
    assert [fact.get_text() for fact in way.select("dt")] == ["最終"]
    assert [step.get_text() for step in way.select("ol li")] == ["乗る", "降りる"]
    assert not page.select(".ms-access-notes, .ms-access-links, .ms-access-timetable"), "nothing empty is printed"
