"""A talk is played on the page where it is a file that browsers play, else linked."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from everything import write_data
from microsites.collections.episode import Episode
from portfolios import SITE, EditablePortfolio


def episode(**changes: Any) -> dict[str, Any]:
    return {
        "title": "題",
        "description": "説明",
        "number": 3,
        "date": "2026-11-13",
        "minutes": 24,
        "media": {"label": "聴く", "url": "https://podcast.example.jp/3"},
        **changes,
    }


@pytest.mark.parametrize(
    ("media", "player"),
    [
        ({"url": "https://podcast.example.jp/3.mp3"}, None),
        ({"asset": "radio/03.mp3"}, "audio"),
        ({"asset": "radio/03.M4A"}, "audio"),
        ({"asset": "talk.webm"}, "video"),
        ({"asset": "talk.pdf"}, None),
    ],
)
def test_own_files_are_played_on_the_page(media: dict[str, str], player: str | None) -> None:
    alternatives = {"transcript": "話", "captions": {"asset": "a.vtt"}}
    assert Episode.model_validate(episode(media={"label": "聴く", **media}, **alternatives)).player == player


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"media": {"label": "聴く", "asset": "03.mp3"}}, "a recording needs 'transcript'"),
        ({"media": {"label": "見る", "asset": "03.mp4"}, "transcript": "話"}, "a video needs 'captions'"),
        ({"captions": {"asset": "03.srt"}}, "ends in .vtt"),
    ],
)
def test_who_cannot_hear_is_asked_for(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Episode.model_validate(episode(**fields))


def test_a_list_shows_the_latest_first_with_number_and_duration() -> None:
    latest, first = (Episode.model_validate(episode(number=number)).listing() for number in (3, 1))
    assert latest.rank < first.rank
    assert (latest.meta, latest.fiscal_year) == (("第3回", "24分"), 2026)


def test_a_talk_without_an_end_is_refused() -> None:
    with pytest.raises(ValidationError, match="less than or equal to 600"):
        Episode.model_validate(episode(minutes=601))


def test_page_plays_the_file_and_its_policy_allows_it(portfolio: EditablePortfolio) -> None:
    portfolio.replace(SITE, "collections:\n", "collections:\n  radio: {kind: episode, path: radio}\n")
    media = {"label": "聴く", "asset": "03.mp3"}
    transcript = "**聞き手**　冬はどうですか。"
    write_data(portfolio, "berry/collections/radio/own.yml", episode(media=media, transcript=transcript))
    write_data(portfolio, "berry/collections/radio/else.yml", episode(number=2))
    portfolio.write("berry/assets/03.mp3", b"ID3")
    portfolio.build("berry")
    own = (portfolio.dist / "berry/radio/own/index.html").read_text("utf-8")
    assert '<audio class="ms-player" controls preload="none" src="../../assets/03.mp3" aria-label="題"></audio>' in own
    assert "media-src &#39;self&#39;" in own or "media-src 'self'" in own
    assert "<strong>聞き手</strong>" in own
    elsewhere = (portfolio.dist / "berry/radio/else/index.html").read_text("utf-8")
    assert "<audio" not in elsewhere
    assert "media-src" not in elsewhere
    assert 'href="https://podcast.example.jp/3"' in elsewhere
