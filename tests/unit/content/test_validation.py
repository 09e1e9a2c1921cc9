"""What an editor is told when a value is not what the model wants."""

from __future__ import annotations

from typing import Any

import pytest

from microsites.collections import ENTRY_KINDS
from microsites.content.fields import Action, Model, Picture, Reference
from microsites.content.files import PortfolioFile, SiteFile
from microsites.content.source import Source
from microsites.content.status import Period
from microsites.content.validation import did_you_mean, validate
from microsites.content.yaml_reader import read_yaml
from microsites.sections import SECTION_TYPES


def judge(model: type[Model], text: str) -> tuple[Any, list[tuple[str, str, str, str]]]:
    """The model, and ``(line:column, code, message, hint)`` of every problem."""
    document = read_yaml(text, "page.yml")
    problems: list[Any] = []
    value = validate(model, document.data, Source("page.yml", document.positions), problems)
    assert (value is None) == bool(problems)
    return value, [(f"{p.line}:{p.column}", p.code, p.message, p.hint) for p in sorted(problems)]


def only(model: type[Model], text: str) -> tuple[str, str, str, str]:
    _, problems = judge(model, text)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("heros", ["hero", "faq"], "did you mean 'hero'?"),
        ("ｈｅｒｏ", ["hero", "faq"], "did you mean 'hero'?"),
        ("zzz", ["hero", "faq"], "known: faq, hero"),
        ("zzz", [f"name{number}" for number in range(21)], ""),
        ("zzz", [], ""),
    ],
)
def test_did_you_mean(word: str, known: list[str], said: str) -> None:
    assert did_you_mean(word, known) == said


def test_unknown_key_stands_at_the_key_and_is_compared_with_its_own_model() -> None:
    text = "type: hero\nid: a\nheading: x\npicture: {asset: a.jpg, alt: x, credits: y}\n"
    assert only(SECTION_TYPES["hero"], text) == (
        "4:33",
        "CFG003",
        "unknown key 'credits'",
        "did you mean 'credit'?",
    )


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("picture: {asset：a.jpg}", "4:11", "there is a full-width '：'; YAML wants a half-width ':'"),
        ("picture: {asset:a.jpg}", "4:11", "put a space after ':'"),
        ("picture: {asset: a.jpg, alt: 1,200}", "4:32", "a comma ends the value before"),
        ("lead-text:", "4:1", "did you mean 'lead'?"),
        ("pic ture:", "4:1", "did you mean 'picture'?"),
        ("picture: {asset: a.jpg, al-t: }", "4:25", "did you mean 'alt'?"),
        ("見出し（大）:", "4:1", "known: "),
        ("-lead: x", "4:1", "did you mean 'lead'?"),
        ("picture: {asset: a.jpg, alt 畑}", "4:25", "put ': ' behind 'alt'"),
        ("picture: {朝の畑 asset: a.jpg}", "4:11", "put a comma and a space before 'asset'"),
        ("picture: {朝の畑、asset: a.jpg}", "4:11", "put a comma and a space before 'asset'"),
        ("\u00a0lead: x", "4:1", "there is an invisible character (U+00A0)"),
    ],
)
def test_a_slip_that_makes_a_key_is_named(line: str, place: str, said: str) -> None:
    _, problems = judge(SECTION_TYPES["hero"], f"type: hero\nid: a\nheading: x\n{line}\n")
    assert any(at == place and code == "CFG003" and hint.startswith(said) for at, code, _, hint in problems), problems


def test_a_key_after_a_full_width_space_looks_right_and_is_not() -> None:
    text = "type: hero\nid: a\nheading: x\n　lead: y\n"
    assert only(SECTION_TYPES["hero"], text)[2:] == (
        "unknown key '　lead'",
        "there is a full-width space; YAML wants half-width ones",
    )


def test_missing_key_stands_where_its_parent_starts() -> None:
    place, code, message, hint = only(
        SECTION_TYPES["cta"],
        "type: cta\nid: a\nheading: x\nactions:\n  - {id: b, url: 'https://a.example.jp', event: x}\n",
    )
    assert (place, code, message) == ("5:5", "CFG004", "'label' is missing")
    assert hint == "add the line 'label: …' here"


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("no", "must be true or false, but 'no' is text", "write false"),
        ("No", "must be true or false, but 'No' is text", "write false"),
        ("off", "must be true or false, but 'off' is text", "write false"),
        ("yes", "must be true or false, but 'yes' is text", "write true"),
        ("'true'", "must be true or false, but 'true' is text", "write true or false, without quotes"),
        ("1", "must be true or false, not a number", "write true or false, without quotes"),
        ("[]", "must be true or false, not a list", "write true or false, without quotes"),
    ],
)
def test_only_true_and_false_are_flags(written: str, message: str, hint: str) -> None:
    _, problems = judge(SiteFile, f"measured: {written}\n")
    assert ("1:11", "CFG005", f"'measured' {message}", hint) in problems


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("'1,200円'", "must be a number, not text", "write digits without quotes, commas or units: 1200"),
        ("１２００", "must be a number, not text", "write digits without quotes, commas or units: 1200"),
        ("多数", "must be a number, not text", "write digits without quotes, commas or units: 12.5"),
        ("1〜2", "must be a number, not text", "write digits without quotes, commas or units: 12.5"),
    ],
)
def test_a_number_in_a_text_is_found(written: str, message: str, hint: str) -> None:
    _, problems = judge(SiteFile, f"goals:\n  - target: {{value: {written}, date: 2027-01-31}}\n")
    assert (f"'value' {message}", hint) in [problem[2:] for problem in problems]


class TestDates:
    NEWS = "title: a\ndescription: b\ndate: {}\n"

    @pytest.mark.parametrize(
        ("written", "message"),
        [
            ("2026-02-30", "2026-02-30 does not exist in the calendar"),
            ("2026-13-01", "2026-13-01 does not exist in the calendar"),
            ("2027-02-29", "2027-02-29 does not exist in the calendar"),
            ("2026/11/01", "is not a date; write it as 2026-11-01"),
            ("2026-1-1", "is not a date; write it as 2026-01-01"),
            ("令和8年11月1日", "is not a date; write it as 2026-11-01"),
            ("20261101", "is not a date; write it as 2026-11-01"),
            ("２０２６年１１月１日", "is not a date; write it as 2026-11-01"),
            ("令和元年5月1日(水)", "is not a date; write it as 2019-05-01"),
            ("2026/13/01", "is not a date; write it as 2027-01-31"),
            ("86400", "is not a date; write it as 2027-01-31"),
            ("2026.11", "is not a date; write it as 2027-01-31"),
            ("true", "is not a date; write it as 2027-01-31"),
            ("[]", "is not a date; write it as 2027-01-31"),
        ],
    )
    def test_refused(self, written: str, message: str) -> None:
        place, code, said, _ = only(ENTRY_KINDS["news"], self.NEWS.format(written))
        assert (place, code) == ("3:7", "CFG005")
        assert message in said

    def test_leap_day_exists_in_its_year(self) -> None:
        value, problems = judge(ENTRY_KINDS["news"], self.NEWS.format("2028-02-29"))
        assert not problems
        assert value.date.isoformat() == "2028-02-29"

    @pytest.mark.parametrize(
        ("key", "written", "moment"),
        [
            ("opens", "2026-06-01", "2026-06-01T00:00:00"),
            ("closes", "2026-06-01", "2026-06-01T23:59:00"),
            ("closes", "2026-06-01 17:00", "2026-06-01T17:00:00"),
            ("opens", "2026-06-01T09:30", "2026-06-01T09:30:00"),
        ],
    )
    def test_moments(self, key: str, written: str, moment: str) -> None:
        value, problems = judge(Period, f"{key}: {written}")
        assert not problems
        assert getattr(value, key).isoformat() == moment
        assert getattr(value, key).tzinfo is None

    @pytest.mark.parametrize("written", ["2026-06-01 24:00", "2026-06-01 17時", "2026-06-01 17:00:00", "2026-06-31"])
    def test_moments_that_are_none(self, written: str) -> None:
        assert only(Period, f"opens: 2026-05-01\ncloses: {written}")[0] == "2:9"

    @pytest.mark.parametrize(
        ("key", "written", "meant"),
        [
            ("opens", "9:00", "2026-06-30 09:00"),
            ("opens", "９：３０", "2026-06-30 09:30"),
            ("opens", "午後5時半", "2026-06-30 17:30"),
            ("opens", "午後12時", "2026-06-30 12:00"),
            ("opens", "17時15分", "2026-06-30 17:15"),
            ("opens", "24:00", "2026-07-01 00:00"),
            ("closes", "24:00", "2026-06-30 23:59"),
            ("closes", "24時", "2026-06-30 23:59"),
            ("closes", "17:0０", "2026-06-30 17:00"),
            ("closes", "24:30", "2026-06-30 17:00"),
            ("closes", "正午", "2026-06-30 17:00"),
        ],
    )
    def test_time_is_given_back_as_it_is_written(self, key: str, written: str, meant: str) -> None:
        message = only(Period, f"{key}: 2026-06-30 {written}")[2]
        assert message == f"'{key}' is not a time; write it as {meant}"

    @pytest.mark.parametrize("written", ["２０２６-11-01", "2026-11-0１"])
    def test_full_width_digits_are_no_date_as_the_schema_says(self, written: str) -> None:
        assert "is not a date; write it as 2026-11-01" in only(ENTRY_KINDS["news"], self.NEWS.format(written))[2]

    @pytest.mark.parametrize("written", ["20270131", "2027.01", "1800000000", "true"])
    def test_number_is_never_a_moment(self, written: str) -> None:
        place, code, message, _ = only(Period, f"closes: {written}")
        assert (place, code) == ("1:9", "CFG005")
        assert "2027-01-31" in message

    def test_period_that_ends_before_it_starts(self) -> None:
        assert "closes before it opens" in only(Period, "opens: 2026-06-02\ncloses: 2026-06-01")[2]


class TestText:
    @pytest.mark.parametrize(
        ("field", "written", "right"),
        [
            ("heading", "{花守｜はなもり}", "{花守|はなもり}"),
            ("heading", "｛花守|はなもり｝", "{花守|はなもり}"),
            ("lead", "{花守｜はな｜もり}", "{花守|はな|もり}"),
        ],
    )
    def test_reading_with_full_width_signs_is_given_back_as_it_is_written(
        self, field: str, written: str, right: str
    ) -> None:
        text = f'type: hero\nid: a\nheading: x\n{field}: "次は{written}市"\n'.replace("heading: x\nheading", "heading")
        message = f"'{field}' holds '{written}', which would be shown as it is typed; write {right}"
        assert only(SECTION_TYPES["hero"], text)[1:3] == ("CFG005", message)

    @pytest.mark.parametrize("written", ["{花守|はなもり}市", "花守市｜移住", "｛案｝", "{花守｜Hanamori}"])
    def test_other_bars_and_braces_are_text(self, written: str) -> None:
        value, problems = judge(SECTION_TYPES["hero"], f'type: hero\nid: a\nheading: "{written}"\n')
        assert not problems
        assert value.heading == written

    @pytest.mark.parametrize(
        ("written", "text"),
        [
            ("2026", "2026"),
            ("0123", "0123"),
            ("1.50", "1.50"),
            ("no", "no"),
            ("2026-11-01", "2026-11-01"),
            ("'a '", "a"),
        ],
    )
    def test_is_taken_as_typed(self, written: str, text: str) -> None:
        value, problems = judge(SECTION_TYPES["hero"], f"type: hero\nid: a\nheading: {written}\n")
        assert not problems
        assert value.heading == text

    @pytest.mark.parametrize(
        ("written", "message"),
        [
            ("true", "must be text"),
            ("[a]", "must be text"),
            ("{a: b}", "must be text"),
            ("", "is empty"),
            ("''", "is empty"),
            ("' '", "is empty"),
            ("'　'", "is empty"),
            ('"a\\nb"', "must be on one line"),
            ('"a\\u0007b"', "control character"),
            ("あ" * 201, "is too long: 201 characters, at most 200 fit"),
        ],
    )
    def test_is_refused(self, written: str, message: str) -> None:
        place, code, said, _ = only(SECTION_TYPES["hero"], f"type: hero\nid: a\nheading: {written}\n")
        assert (place[:2], code) == ("3:", "CFG005")
        assert message in said

    @pytest.mark.parametrize("written", ["''", "' '", "'　'"])
    def test_paragraph_of_nothing_is_refused(self, written: str) -> None:
        text = f"title: a\ndescription: {written}\ndate: 2026-01-01\n"
        assert "is empty" in only(ENTRY_KINDS["news"], text)[2]


@pytest.mark.parametrize("written", ["'5'", "true", "no", "1.5", "[]"])
def test_whole_number_is_strict(written: str) -> None:
    text = f"title: a\ndescription: b\ndate: 2026-01-01\norder: {written}\n"
    assert only(ENTRY_KINDS["news"], text)[:2] == ("4:8", "CFG005")


@pytest.mark.parametrize("written", ["true", "'100'", "多い", "-1", "9" + "9" * 400])
def test_figure_of_a_goal_is_a_number(written: str) -> None:
    _, problems = judge(SiteFile, f"goals:\n  - baseline: {{value: {written}, unit: 件}}\n")
    assert [problem for problem in problems if problem[0] == "2:23" and problem[1] == "CFG005"], problems


@pytest.mark.parametrize("written", ["100", "99.5", "0"])
def test_figure_of_a_goal_may_have_decimals(written: str) -> None:
    _, problems = judge(SiteFile, f"goals:\n  - baseline: {{value: {written}, unit: 件}}\n")
    assert not [problem for problem in problems if problem[0] == "2:23"]


class TestReference:
    @pytest.mark.parametrize("text", ["{}", "{page: a, url: 'https://a.example.jp/'}", "{page: a, site: b, asset: c}"])
    def test_needs_exactly_one_target(self, text: str) -> None:
        assert "needs exactly one of page, site, asset, url" in only(Reference, text)[2]

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://a.example.jp/",
            "//evil.example.jp/",
            "/access/",
            "access",
            "https://",
            "https:///path",
            " https://a.example.jp/",
            "https://a.example.jp/a b",
            "java\\tscript:alert(1)",
            "http://[::1",
        ],
    )
    def test_url_that_is_refused(self, url: str) -> None:
        place, code, message, _ = only(Reference, f'url: "{url}"')
        assert (place, code) == ("1:6", "CFG005")
        assert message.startswith("'url' ")

    @pytest.mark.parametrize(
        "url",
        ["https://a.example.jp/", "http://a.example.jp/?q=%E3%81%84#x", "mailto:a@example.jp", "tel:000-000-0000"],
    )
    def test_url_that_is_taken(self, url: str) -> None:
        assert judge(Reference, f"url: '{url}'")[0].url == url


class TestAction:
    BASE = "{{id: a, label: b, url: 'https://a.example.jp/', {}}}"

    @pytest.mark.parametrize("more", ["style: primary", "goal: a, event: b"])
    def test_needs_a_goal_or_an_event(self, more: str) -> None:
        assert "an action needs exactly one of goal, event" in only(Action, self.BASE.format(more))[2]

    def test_parameters_are_text_as_typed(self) -> None:
        value, _ = judge(Action, self.BASE.format("event: x, params: {item: 01, done: no}"))
        assert value.params == {"item": "01", "done": "no"}

    def test_parameter_name_is_judged_at_its_key(self) -> None:
        text = self.BASE.format("event: x, params: {品目: a}")
        assert only(Action, text)[:2] == (f"1:{text.index('品目') + 1}", "CFG005")

    @pytest.mark.parametrize("id_", ["Top", "a b", "a/b", "予約", "-a", "a--b", ""])
    def test_id_is_a_slug(self, id_: str) -> None:
        text = self.BASE.replace("id: a", f"id: '{id_}'").format("event: x")
        assert only(Action, text)[:2] == ("1:6", "CFG005")


def test_picture_may_be_decorative_but_must_say_so() -> None:
    assert judge(Picture, "{asset: a.jpg, alt: ''}")[0].alt == ""
    assert only(Picture, "{asset: a.jpg}")[2] == "'alt' is missing"


@pytest.mark.parametrize(
    ("data", "message"), [("", "is empty"), ("- a", "not a list"), ("a", "not text"), ("5", "not a number")]
)
def test_file_that_is_no_mapping(data: str, message: str) -> None:
    place, code, said, hint = only(PortfolioFile, data)
    assert (place, code) == ("1:1", "CFG005")
    assert message in said
    assert hint == "it needs: name, municipality"


def test_everything_that_is_wrong_is_told_at_once() -> None:
    _, problems = judge(SECTION_TYPES["hero"], "type: hero\nheading: []\npoints: x\nfoo: 1\n")
    assert [(place, code) for place, code, *_ in problems] == [
        ("1:1", "CFG004"),
        ("2:10", "CFG005"),
        ("3:9", "CFG005"),
        ("4:1", "CFG003"),
    ]


def test_models_are_frozen() -> None:
    value, _ = judge(Picture, "{asset: a.jpg, alt: ''}")
    with pytest.raises(Exception, match="frozen"):
        value.alt = "x"


def test_table_rows_are_as_wide_as_its_head() -> None:
    text = "type: data_table\nid: a\ncaption: x\ncolumns: [{label: a}, {label: b}]\nrows: [[1, 2], [3]]\n"
    assert "row 2 has 1 cells, but there are 2 columns" in only(SECTION_TYPES["data_table"], text)[2]


def test_card_leads_one_way() -> None:
    link = "{label: a, url: 'https://a.example.jp/'}"
    action = "{id: b, label: a, url: 'https://a.example.jp/', event: x}"
    text = f"type: card_grid\nid: a\ncards: [{{title: x, link: {link}, action: {action}}}]\n"
    assert "a card has a link or an action, not both" in only(SECTION_TYPES["card_grid"], text)[2]
