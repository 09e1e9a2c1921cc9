"""Breaks between phrases, readings, and text without its marks."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from microsites.pages.typography import phrases, phrases_of, plain, with_readings

TEXTS = st.text(
    st.sampled_from("あいのはがをにかんア゛ーバス漢字市町年12０（）「」、。！ っゃabC-.&<>\"' \u3000{|}\u200d\u3099"),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("花守市のいちごを食べてみたいです。", ("花守市の", "いちごを", "食べてみたいです。")),
        ("未経験から、三年で自分のハウスへ。", ("未経験から、", "三年で", "自分の", "ハウスへ。")),
        ("令和8年度 実証実験プロジェクトの募集", ("令和8年度 ", "実証実験", "プロジェクトの", "募集")),
        ("第2回説明会（12月4日）の見学コース", ("第2回説明会", "（12月4日）の", "見学コース")),
        ("38,420人が来園しました", ("38,420人が", "来園しました")),
        ("照明で見守る ― 中止", ("照明で", "見守る ", "― ", "中止")),
        ("Web siteを見る", ("Web ", "siteを", "見る")),
        ("", ()),
    ],
)
def test_phrases_of(text: str, expected: tuple[str, ...]) -> None:
    assert phrases_of(text) == expected


@settings(deadline=None)
@given(TEXTS)
def test_phrases_are_the_whole_text_and_no_line_starts_or_ends_wrongly(text: str) -> None:
    found = phrases_of(text)
    assert "".join(found) == plain(text)
    assert all(found)
    for before, after in pairwise(found):
        assert after[0] not in "、。）」！ーっゃ・ \u3000\u3099\u200d"
        assert before[-1] not in "（「"
        assert not (before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum())


@settings(deadline=None)
@given(TEXTS)
def test_markup_says_the_same_as_the_text(text: str) -> None:
    for html in (phrases(text), with_readings(text)):
        soup = BeautifulSoup(html, "html.parser")
        assert {element.name for element in soup.find_all(True)} <= {"wbr", "ruby", "rp", "rt", "span"}
        for element in soup.find_all(["rp", "rt"]):
            element.decompose()
        assert soup.get_text() == plain(text)


def test_readings_are_ruby_with_parentheses_for_browsers_that_know_none() -> None:
    html = "<ruby>花守<rp>（</rp><rt>はなもり</rt><rp>）</rp></ruby>市&amp;"
    assert with_readings("{花守|はなもり}市&") == html
    assert phrases("{花守|はなもり}市&") == html


def test_readings_character_by_character() -> None:
    assert with_readings("{花守|はな|もり}") == (
        "<ruby>花<rp>（</rp><rt>はな</rt><rp>）</rp>守<rp>（</rp><rt>もり</rt><rp>）</rp></ruby>"
    )
    assert with_readings("{花守|は|な|もり}") == "<ruby>花守<rp>（</rp><rt>はなもり</rt><rp>）</rp></ruby>"


@pytest.mark.parametrize(
    "text", ["{漢字", "漢字|かんじ}", "{漢字}", "{|かんじ}", "{漢字|}", "{{漢字|かんじ}|x}", "{漢{字|じ}}", "{{ x|y }}"]
)
def test_what_is_no_reading_stays_as_typed(text: str) -> None:
    assert plain(text) == text
    assert BeautifulSoup(with_readings(text), "html.parser").get_text() == text


def test_breaks_stand_beside_readings_and_never_inside() -> None:
    assert phrases("{花守市|はなもりし}に{住|す}みたい人へ") == (
        "<ruby>花守市<rp>（</rp><rt>はなもりし</rt><rp>）</rp></ruby>に<wbr>"
        "<ruby>住<rp>（</rp><rt>す</rt><rp>）</rp></ruby>みたい<wbr>人へ"
    )
    assert "<wbr>" not in phrases("{花守市のいちごを|よみ}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("課題は、現場にある。試す場所も。", ["課題は、現場にある。", "試す場所も。"]),
        ("「なぜ？」から始める。", []),
        ("本当に！？", []),
        ("一文だけ。", []),
        ("終わり。 次の文", []),
        ("{朝。昼|あさひる}も夜も", []),
        ("{朝|あさ}。{昼|ひる}", ["{朝|あさ}。", "{昼|ひる}"]),
    ],
)
def test_sentences_stay_together(text: str, expected: list[str]) -> None:
    found = BeautifulSoup(phrases(text), "html.parser").select("span.ms-together")
    wanted = [BeautifulSoup(phrases(each), "html.parser") for each in expected]
    assert [each.decode_contents() for each in found] == [each.decode_contents() for each in wanted]


def test_a_space_needs_no_mark() -> None:
    assert phrases("令和8年度 募集") == "令和8年度 募集"


def test_markup_is_not_set_again() -> None:
    assert with_readings(Markup("<b>{漢|かん}</b>")) == "<b>{漢|かん}</b>"


def test_no_text_takes_long() -> None:
    started = time.process_time()
    for text in ("{" * 100_000, "{漢|" * 50_000, "{漢|か" + "|" * 100_000, "（" * 1000, "漢（" * 500):
        with_readings(text)
        plain(text)
        if len(text) < 2000:
            phrases(text)
    assert time.process_time() - started < 5
