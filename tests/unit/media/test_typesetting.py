"""Japanese display text: where lines break, how tight it stands, how large it fits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microsites.media.typesetting import ELLIPSIS, NO_END, NO_START, Box, Style, clean, fit, units
from microsites.pages.typography import phrases_of


def width_of(char: str) -> float:
    """As in most Japanese fonts: full squares, and half ones for western letters."""
    return 0.5 if ord(char) < 0x2E80 else 1.0


STYLE = Style(width_of)
BOX = Box(500, 370, (78, 60, 44, 36), 1.36, 60)


def breaks(*phrases: str, least: int) -> str:
    parts = [unit.text + ("|" if unit.after >= least else "") for unit in units(phrases)]
    return "".join(parts).rstrip("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  花守市\u3000いちご\n狩り ", "花守市 いちご 狩り"),
        ("花\u200b守\u200e市\u202e\ufeff\x07", "花守市"),
        ("葛\U000e0100城・辻\ufe00", "葛城・辻"),
        ("か\u3099き\u3099 e\u0301", "がぎ é"),
        ("\ufa11・\ufa19・髙・𠮷", "\ufa11・\ufa19・髙・𠮷"),
        ("\u200b\u200d", ""),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_phrases_words_and_letters() -> None:
    phrases = ("実証実験プロジェクトの", "募集を", "始めました")
    assert breaks(*phrases, least=2) == "実証実験プロジェクトの|募集を|始めました"
    assert breaks(*phrases, least=1) == "実証実験|プロジェクトの|募集を|始めました"
    assert breaks("いちご苗づくりの日", least=1) == "いちご|苗づくりの|日"
    assert breaks("空き店舗と受け付けます", least=1) == "空き店舗と受け付けます"
    assert breaks("Wi-Fiと1,200円", least=0) == "Wi-Fi|と|1,200|円"
    assert breaks("「夏」（仮）、。", least=0) == "「夏」|（仮）、。"


@pytest.mark.parametrize(
    ("line", "width"),
    [
        ("いちご", 3.0),
        ("「いちご」", 4.0),  # the white halves at both ends do not count
        ("いちご、いちご", 6.75),
        ("夏」「秋", 3.5),
        ("夏」、秋", 3.25),
        ("いちご。", 3.5),
        ("ab c", 2.0),
    ],
)
def test_white_halves_of_brackets_and_commas_close_up(line: str, width: float) -> None:
    assert STYLE.width(line) == pytest.approx(width)


def test_tracking_stands_between_characters_only() -> None:
    assert Style(width_of, 0.1).width("いちご") == pytest.approx(3.2)


def test_short_titles_are_large_and_lines_even() -> None:
    assert fit(("お知らせ",), BOX, STYLE).lines == ("お知らせ",)
    assert fit(("お知らせ",), BOX, STYLE).size == 78
    set_ = fit(("いちご狩りの", "農園と", "料金"), BOX, STYLE)
    assert (set_.size, set_.lines) == (78, ("いちご狩りの", "農園と料金"))
    assert set_.height == pytest.approx(2 * 78 * 1.36)


def test_words_break_before_a_title_gets_small() -> None:
    assert fit(("実証実験プロジェクトの", "募集"), BOX, STYLE).lines == ("実証実験", "プロジェクトの", "募集")
    assert fit(("実証実験プロジェクトの", "募集"), BOX, STYLE).size == 60


def test_a_short_title_stays_whole_where_that_takes_little() -> None:
    # 7 squares fit at 71 pixels: 9 % smaller than what two lines would have.
    box = Box(500, 370, (78, 71, 60, 44), 1.36, 60)
    assert fit(("夜のいちご", "狩り"), box, STYLE).lines == ("夜のいちご狩り",)
    assert fit(("夜のいちご", "狩り"), box, STYLE).size == 71
    # 8 squares only at 60, 23 % smaller: two lines.
    assert fit(("夜のいちご", "狩りの"), box, STYLE).lines == ("夜のいちご", "狩りの")


def test_no_line_of_one_last_character() -> None:
    assert fit(("先輩移住者の", "声"), BOX, STYLE).lines[-1] != "声"


def test_what_does_not_fit_ends_with_an_ellipsis() -> None:
    set_ = fit(("あ" * 200,), BOX, STYLE)
    assert set_.size == 36
    assert len(set_.lines) == 370 // (36 * 1.36)
    assert set_.lines[-1].endswith(ELLIPSIS)
    assert [len(line.rstrip(ELLIPSIS)) for line in set_.lines] == [13] * 7


def test_long_words_are_cut() -> None:
    assert "".join(fit(("a" * 60,), BOX, STYLE).lines) == "a" * 60
    assert (
        "".join(fit(("トランスフォーメーションプラットフォーム",), BOX, STYLE).lines)
        == "トランスフォーメーションプラットフォーム"
    )


JAPANESE = st.text(
    st.sampled_from("花守市いちごのをはプロジェクトー、。「」（）！ 12abc々ゃ・"), min_size=1, max_size=60
)


@given(JAPANESE)
@example("、1々い「 1111、々々々")
def test_no_line_starts_or_ends_where_it_must_not(text: str) -> None:
    title = clean(text)
    lines = fit(phrases_of(title), Box(620, 900, (70, 60, 50, 40), 1.3, 60), STYLE).lines
    assert "".join(lines).replace(" ", "").rstrip(ELLIPSIS) in title.replace(" ", "")
    # A cluster that is wider than a line has to break somewhere.
    if all(STYLE.width(unit.text) * 40 <= 620 for unit in units(phrases_of(title))):
        assert not any(line[0] in NO_START for line in lines[1:] if line)
        assert not any(line[-1] in NO_END for line in lines[:-1] if line)


@given(st.text(max_size=200))
def test_any_text_is_set_within_its_box(text: str) -> None:
    title = clean(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in title)
    set_ = fit((title,), BOX, STYLE)
    assert set_.height <= BOX.height
    assert all(STYLE.width(line) * set_.size <= BOX.width + 1e-6 for line in set_.lines)
