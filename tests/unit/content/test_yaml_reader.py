"""YAML as this product accepts it: positions, scalars of YAML 1.2, and everything that is refused."""

from __future__ import annotations

from typing import Any

import pytest

from microsites.content import yaml_reader
from microsites.content.scalars import FloatScalar, IntScalar
from microsites.content.yaml_reader import Position, YamlError, read_yaml


def refusal(text: str, line_offset: int = 0) -> tuple[str, str, str]:
    """``(line:column, message, hint)`` of the error that ``text`` is answered with."""
    with pytest.raises(YamlError) as caught:
        read_yaml(text, "page.yml", line_offset)
    problem = caught.value.problem
    assert problem.file == "page.yml"
    assert problem.code == "CFG001"
    return f"{problem.line}:{problem.column}", problem.message, problem.hint


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # Text, though YAML 1.1 saw true, false, a date, a time, an octal number or a merge.
        ("no", "no"),
        ("No", "No"),
        ("yes", "yes"),
        ("on", "on"),
        ("OFF", "OFF"),
        ("y", "y"),
        ("tRUE", "tRUE"),
        ("2027-01-31", "2027-01-31"),
        ("2027-01-31 17:00", "2027-01-31 17:00"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("1.2.3", "1.2.3"),
        ("+", "+"),
        (".", "."),
        ("=", "="),
        ("12人", "12人"),
        ("-", [None]),
        # Constants.
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("''", ""),
        ("'true'", "true"),
        ('"12"', "12"),
    ],
)
def test_scalar_follows_yaml_1_2_core(written: str, read: Any) -> None:
    value = read_yaml(f"key: {written}" if written != "-" else "key:\n  -", "f").data["key"]
    assert value == read
    assert type(value) is type(read)


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [
        ("12", 12, IntScalar),
        ("-7", -7, IntScalar),
        ("+7", 7, IntScalar),
        ("0123", 123, IntScalar),
        ("0o17", 15, IntScalar),
        ("0xFf", 255, IntScalar),
        ("1.50", 1.5, FloatScalar),
        (".5", 0.5, FloatScalar),
        ("1e3", 1000.0, FloatScalar),
        ("-1.5E-2", -0.015, FloatScalar),
    ],
)
def test_number_keeps_the_characters_that_were_typed(written: str, number: float, kind: type) -> None:
    value = read_yaml(f"key: {written}", "f").data["key"]
    assert (value, value.text) == (number, written)
    assert type(value) is kind


def test_number_beyond_all_bounds_still_knows_its_characters() -> None:
    assert read_yaml(f"key: {'9' * 400}", "f").data["key"].text == "9" * 400


@pytest.mark.parametrize("written", ["1e99999", ".inf", "-.INF", ".nan", "0x" + "f" * 400])
def test_number_without_bound_stays_text(written: str) -> None:
    assert read_yaml(f"key: {written}", "f").data["key"] == written


def test_positions_count_code_points_from_one() -> None:
    document = read_yaml("日本: 'いちご🍓'\nリスト: [甲, 🍓乙, {丙: 丁}]\n", "f")
    at = document.positions
    assert at.key(("日本",)) == Position(1, 1)
    assert at.value(("日本",)) == Position(1, 5)
    assert at.value(("リスト", 1)) == Position(2, 10)
    assert at.key(("リスト", 2, "丙")) == Position(2, 15)
    assert at.value(("リスト", 2, "丙")) == Position(2, 18)


def test_position_of_a_missing_value_is_that_of_its_parent() -> None:
    at = read_yaml("a:\n  b:\n    c: 1\n", "f").positions
    assert at.value(("a", "b", "nothing", 3)) == Position(3, 5)
    assert at.key(("a", "b", "nothing")) == Position(3, 5)
    assert at.key(("a", "b", "c")) == Position(3, 5)
    assert at.value(("a", "b", "c")) == Position(3, 8)


@pytest.mark.parametrize("indicator", ["|", "|-", "|+", "|2"])
def test_line_within_a_block_is_exact(indicator: str) -> None:
    document = read_yaml(f"title: x\nbody: {indicator}\n  一行目\n\n  三行目\n", "f")
    assert document.data["body"].split("\n")[2] == "三行目"
    assert document.positions.line_within(("body",), 2) == Position(5, 1)


def test_line_within_a_quoted_text_is_where_the_text_starts() -> None:
    assert read_yaml('a: 1\nbody: "x\\ny"\n', "f").positions.line_within(("body",), 1) == Position(2, 7)


def test_line_offset_moves_every_position() -> None:
    document = read_yaml("a: 1\nb: |\n  x\n", "f", line_offset=10)
    assert document.positions.value(("a",)) == Position(11, 4)
    assert document.positions.key(("b",)) == Position(12, 1)
    assert document.positions.line_within(("b",), 0) == Position(13, 1)
    assert refusal("a: *x", 10)[0] == "11:4"


@pytest.mark.parametrize("text", ["", "\n\n", "# 何もない\n", "---\n"])
def test_empty_text_is_nothing(text: str) -> None:
    assert read_yaml(text, "f").data is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: &x 1\n", "1:4", "'&x' is an anchor"),
        ("題: 1\n節: *x\n", "2:4", "'*x' is an alias"),
        ("a: 1\n&x b: 2\n", "2:1", "'&x' is an anchor"),
        ("a: !!str 1\n", "1:4", "'tag:yaml.org,2002:str' is a tag"),
        ("a: !x 1\n", "1:4", "'!x' is a tag"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "1:4",
            "'tag:yaml.org,2002:python/object/apply:os.system' is a tag",
        ),
        ("a: 1\n<<: {b: 2}\n", "2:1", "'<<' is a merge key"),
        ("a: 1\n---\nb: 2\n", "2:1", "a second document starts here ('---')"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "'a' is given twice (first in line 1)"),
        ("x:\n  - {甲: 1, 甲: 2}\n", "2:12", "'甲' is given twice (first in line 2)"),
        ("'a': 1\na: 2\n", "2:1", "'a' is given twice (first in line 1)"),
        ("? [a, b]\n: 1\n", "1:3", "a key must be a word, not a list or a mapping"),
        ("? {a: b}\n: 1\n", "1:3", "a key must be a word, not a list or a mapping"),
    ],
)
def test_refused_with_its_place(text: str, place: str, message: str) -> None:
    assert refusal(text)[:2] == (place, message)


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a:\n\tb: 1\n", 2, "there is a tab; indent with spaces"),
        ("a: 1\nb：2\n", 2, "there is a full-width '：'; YAML wants a half-width ':'"),
        ("a: 1\nb:2\nc: 3\n", 2, "put a space after ':'"),
        ("a: b: c\n", 1, "text that holds ': ' goes in quotes"),
        ("a: 1\n   b: 2\n", 2, ""),
        ("a: [1, 2\n", 1, "the bracket that starts here is not closed"),
        ("a:\n  - b\n　- c\n  d: e\n", 4, "there is a full-width space"),
        ("a: {b: 1， c: 2}\nd: [\n", 1, "there is a full-width '，'; YAML wants a half-width ','"),
        ("a: ｛b: 1}\n", 1, "there is a full-width '｛'; YAML wants a half-width '{'"),
        ("- 1\n－ 2\n- 3\n", 2, "there is a full-width '－'; YAML wants a half-width '-'"),
        ("a: @x\n", 1, "text that starts with a sign such as @, % or ` goes in quotes"),
        ("a: ご注意：冬は b: c\n", 1, "text that holds ': ' goes in quotes"),
    ],
)
def test_malformed_text_is_met_with_a_guess(text: str, line: int, hint: str) -> None:
    place, message, given = refusal(text)
    assert abs(int(place.split(":")[0]) - line) <= 1
    assert message.startswith("is not valid YAML: ")
    assert hint in given
    assert given


@pytest.mark.parametrize("mark", ['"', "'"])
def test_open_quotation_is_shown_where_it_starts(mark: str) -> None:
    place, _, hint = refusal(f"題: 一\n名: {mark}開いたまま\n次: 1\n")
    assert (place, hint) == ("2:4", "the quotation that starts here is not closed")


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        # The next quotation mark closes it, and the fault is noticed behind that.
        ('a: "題\nb: "言葉"\n', "1:4", "the quotation that starts here is not closed"),
        ('a: "題\nb: 言葉\nc: 1\nd: "二"\n', "1:4", "the quotation that starts here is not closed"),
        ("a: '題\nb: '言葉'\n", "1:4", "the quotation that starts here is not closed"),
        ('a:\n  - b: "題\n  - b: "二"\n', "2:8", "the quotation that starts here is not closed"),
        ('a: "題\nb:\n  c: "#C2183A"\n  d: "#2E7D4F"\n', "1:4", "the quotation that starts here is not closed"),
        ("a: {b: 1, c: 2\nd:\n  - e\n", "1:4", "the bracket that starts here is not closed"),
        ("a:\n  - {b: 1, c: 2\n  - {b: 3}\n", "2:5", "the bracket that starts here is not closed"),
        ("a: [1, [2, 3]\nb: 1\n", "1:4", "the bracket that starts here is not closed"),
        ('a: "題"、言葉\n', "1:7", "the text goes on behind its quotation mark"),
        ("a: '言葉' と言葉\n", "1:8", "the text goes on behind its quotation mark"),
        ("a: [重要] お知らせ\n", "1:4", "text that starts with a bracket goes in quotes"),
        ("a: {重要} お知らせ\n", "1:4", "text that starts with a bracket goes in quotes"),
        ("a: *重要* お知らせ\n", "1:4", "text that starts with a sign such as *, & or !"),
        ("a: &; 2026\n", "1:4", "text that starts with a sign such as *, & or !"),
        ("a: > 重要\n", "1:4", "text that starts with | or > goes in quotes"),
        ("a: |重要\n", "1:4", "text that starts with | or > goes in quotes"),
        ("a:\n  b: 1\n  - b: 2\n", "3:3", "an item of a list starts here"),
        ('a: {b: "x" c: "y"}\n', "1:11", "a comma is missing here"),
        ('a: ["x" "y"]\n', "1:8", "a comma is missing here"),
        ('a: "C:\\dir"\n', "1:7", "text with a backslash goes in single quotes"),
        # A comma forgotten before a key, or typed as it is on a Japanese keyboard.
        ("- {a: 予約 url: x}\n", "1:10", "put a comma before 'url', or text that holds ': ' in quotes"),
        ("- {a: x b: y, c: z}\n", "1:9", "put a comma before 'b'"),
        ("- {a: 予約、url: x}\n", "1:9", "put a half-width ', ' in place of '、' before 'url'"),
        ("- {a: 予約、 url: x}\n", "1:9", "put a half-width ', ' in place of '、' before 'url'"),
        ("- {a: 時間: 10時}\n", "1:9", "text that holds ': ' goes in quotes"),
        # A list whose dash is none, or stands too near.
        ("a:\n  -type: b\n    id: c\n", "2:3", "put a space after '-'"),
        ("a:\n  ー type: b\n    id: c\n", "2:3", "there is a full-width 'ー'; YAML wants a half-width '-'"),
        ("a:\n  –type: b\n    id: c\n", "2:3", "there is a full-width '–'; YAML wants a half-width '-'"),
        # What was copied from a web page or a chat.
        ("a:\n  - b: 1\n\u00a0\u00a0\u00a0\u00a0c: 2\n    d: 3\n", "3:1", "there is an invisible character (U+00A0)"),
        ("a:\n  - b: 1\n    \u200bc: 2\n   d: 3\n", "3:5", "there is an invisible character (U+200B)"),
        ("a: 1\nb:\u00a0二\nc: 3\n", "2:3", "there is an invisible character (U+00A0)"),
        # What stands above the fault is not the cause.
        ("a: [b: 1]\nc:2\nd: e\n", "2:2", "put a space after ':'"),
        ('a: "一行目\n  注意: 二行目"\nb:2\nc: 3\n', "3:2", "put a space after ':'"),
        ('a: "x": y\n', "1:7", "text that holds ': ' goes in quotes"),
        ("a:\n  - 時間：10時\n  - *重要* x\n", "3:5", "text that starts with a sign such as *"),
        ("- *重要：注意*\n", "1:3", "text that starts with a sign such as *"),
        ("a:\n  - b: 1\n - b: 2\n", "3:2", "check the indentation"),
        ("a:\n  - b: 1\n    - c: 2\n", "3:5", "check the indentation"),
        ("a:\n  - b: 1\n    c: 2\n   - b: 3\n", "4:4", "check the indentation"),
        ("a:\n- b: 1\n  - c: 2\n", "3:3", "check the indentation"),
        ("a:\n  b: 1\n- c: 2\n", "3:1", "check the indentation"),
    ],
)
def test_cause_is_shown_where_it_stands(text: str, place: str, hint: str) -> None:
    at, _, given = refusal(text)
    assert at == place
    assert hint in given


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 暮らし #1\n", "1:8"),
        ("a: みんなの写真 #花守いちご\nb: 1\n", "1:11"),
        ("c: #C2183A\n", "1:4"),
        ("- a\n- b #1 # 注\n", "2:5"),
        ("a: b\t#x\n", "1:6"),
        ("{a: b #1\n}\n", "1:7"),
        ("a: |\n  本文 #1\nb: c #2\n", "3:6"),
    ],
)
def test_what_would_be_cut_off_as_a_comment_is_refused(text: str, place: str) -> None:
    assert refusal(text) == (
        place,
        "what follows this '#' would not be read: for YAML it is a comment",
        "put the text in quotes; a comment has a space behind its '#'",
    )


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b # 注 #1\n", {"a": "b"}),
        ("#a: b #1\na: b\n", {"a": "b"}),
        ("  # b #1\na: b\n", {"a": "b"}),
        ("a: b\n#- c\n#\n##d\n", {"a": "b"}),
        ("a: b ## 注\n", {"a": "b"}),
        ("a: {b: 1} #x\n", {"a": {"b": 1}}),
        ('a: "b" #x\n', {"a": "b"}),
        ("a: #題\n  - b\n", {"a": ["b"]}),
        ("--- #x\na: b\n", {"a": "b"}),
        ("a: [b, #c\n d]\n", {"a": ["b", "d"]}),
        ("a: b #\n", {"a": "b"}),
        ('a: "b #1" # 注\n', {"a": "b #1"}),
        ("a: 'b #1'\n", {"a": "b #1"}),
        ('a: "b\n  c #1"\n', {"a": "b c #1"}),
        ("a: |\n  b #1\n  #2\n", {"a": "b #1\n#2\n"}),
        ("a: >-\n  b #1\n", {"a": "b #1"}),
        ("a: b#1\n", {"a": "b#1"}),
        ("a: https://example.jp/#b\n", {"a": "https://example.jp/#b"}),
    ],
)
def test_comments_and_texts_with_the_sign_are_read(text: str, data: object) -> None:
    assert read_yaml(text, "f").data == data


@pytest.mark.parametrize("character", ["\x01", "\x7f", "\x1b", "\ufffe"])
def test_control_character_is_refused_at_its_place(character: str) -> None:
    place, message, _ = refusal(f"題: 一\n名: 二{character}\n")
    assert place == "2:5"
    assert message == "holds a character that YAML does not allow"


@pytest.mark.parametrize(
    ("text", "place"),
    [("[" * 30_000, "1:31"), ("{a: " * 30_000, "1:121"), ("- " * 5_000, "1:61")],
)
def test_deep_nesting_is_refused_at_its_bound(text: str, place: str) -> None:
    assert refusal(text)[:2] == (place, "is nested more than 30 levels deep")


def test_depth_just_below_the_bound_is_read() -> None:
    assert read_yaml("[" * 30 + "]" * 30, "f").data != []


def test_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_EVENTS", 100)
    place, message, hint = refusal("".join(f"- {number}\n" for number in range(200)))
    assert (place, message, hint) == ("99:3", "holds more than 100 values", "split the file")


@pytest.mark.parametrize("text", ["a: 1\n...\n", "%YAML 1.2\n---\na: 1\n", "---\na: 1\n", "a: 1", "{a: 1,}"])
def test_other_ways_to_write_a_document(text: str) -> None:
    assert read_yaml(text, "f").data == {"a": 1}


def test_special_words_as_keys_are_text() -> None:
    data = read_yaml("no: 1\n2027: 2\ntrue: 3\nnull: 4\n'<<': 5\n", "f").data
    assert data == {"no": 1, "2027": 2, "true": 3, "null": 4, "<<": 5}


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_lines_end_where_an_editor_ends_them(mark: str) -> None:
    """Signs that desktop publishing leaves in a text: no editor counts a line for them."""
    document = read_yaml(f"a: b{mark}c # d{mark}e\nf: g\n", "page.yml")
    assert document.data == {"a": "b c", "f": "g"}
    assert document.positions.value(("f",)) == Position(2, 4)


def test_a_cause_in_the_line_before_is_where_an_editor_must_look() -> None:
    assert refusal("title： a\nb: c\n")[0] == "1:6"
    assert refusal("a: 1\nb:2\nc: 3\n")[0] == "2:2"
