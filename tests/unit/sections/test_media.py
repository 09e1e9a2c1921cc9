"""Videos and recordings: what people who cannot hear or see need is asked for; nothing is fetched from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from everything import write_data
from microsites.sections.media import Media
from portfolios import HOME, NEWS, EditablePortfolio

BASE = {"type": "media", "id": "film", "heading": "畑の朝"}
POSTER = {"asset": "photos/field.jpg", "alt": "畑"}
VIDEO = {"asset": "film.mp4"}
OUTSIDE = {"label": "YouTubeで見る", "url": "https://video.example.jp/1"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "exactly one of file, outside"),
        ({"file": VIDEO, "silent": True, "outside": OUTSIDE, "poster": POSTER}, "exactly one of file, outside"),
        ({"file": VIDEO}, r"a video needs 'captions' \(a .vtt file\), or 'silent: true'"),
        ({"file": {"asset": "talk.mp3"}}, "a recording needs 'transcript'"),
        ({"file": {"asset": "film.avi"}, "silent": True}, "ends in .mp4, .webm"),
        ({"file": {"url": "https://video.example.jp/1.mp4"}, "silent": True}, "must be a file of this site"),
        ({"file": VIDEO, "captions": {"asset": "film.srt"}}, "ends in .vtt"),
        ({"outside": OUTSIDE}, "'outside' needs 'poster'"),
        ({"outside": {"label": "見る", "page": "index"}, "poster": POSTER}, "'outside' is a video elsewhere"),
    ],
)
def test_what_is_missing_is_said(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Media.model_validate({**BASE, **fields})


def _section(portfolio: EditablePortfolio, **fields: Any) -> BeautifulSoup:
    for name in ("film.mp4", "film.vtt", "talk.mp3"):
        portfolio.write(f"berry/assets/{name}", b"x")
    write_data(portfolio, HOME, {"title": "題", "description": "説明", "sections": [{**BASE, **fields}]})
    portfolio.replace(NEWS, "(page:index#top)", "(page:index)")
    assert not portfolio.build("berry").problems
    return BeautifulSoup((portfolio.dist / "berry/index.html").read_text("utf-8"), "html.parser")


def test_own_video(portfolio: EditablePortfolio) -> None:
    page = _section(portfolio, file=VIDEO, captions={"asset": "film.vtt"}, poster=POSTER, transcript="朝です。")
    (video,) = page.select("video")
    assert video["preload"] == "none"
    assert not video.has_attr("autoplay")
    assert video.has_attr("controls")
    assert (video.source["src"], video.source["type"]) == ("assets/film.mp4", "video/mp4")
    assert (video.track["src"], video.track["kind"], video.track["srclang"]) == ("assets/film.vtt", "captions", "ja")
    assert int(video["width"]) > int(video["height"]) > 0, "its place is kept free"
    assert (portfolio.dist / "berry" / video["poster"]).is_file()
    assert (portfolio.dist / "berry/assets/film.vtt").is_file()
    assert page.select_one(".ms-media-transcript .ms-prose").get_text(strip=True) == "朝です。"
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy.count("media-src 'self'") == 1


def test_own_recording(portfolio: EditablePortfolio) -> None:
    page = _section(portfolio, file={"asset": "talk.mp3"}, transcript="話です。")
    assert page.audio["src"] == "assets/talk.mp3"
    assert page.audio["aria-label"] == "畑の朝"
    assert not page.select("video")


def test_video_elsewhere_is_a_link_with_an_own_picture(portfolio: EditablePortfolio) -> None:
    page = _section(portfolio, outside=OUTSIDE, poster=POSTER)
    assert page.select_one(".ms-media-card a")["href"] == "https://video.example.jp/1"
    assert not page.select("iframe, video, audio")
    assert "video.example.jp" not in page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
