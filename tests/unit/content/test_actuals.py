"""``actuals.csv``: what spreadsheets really save is read, and what cannot be meant is named with its place."""

from __future__ import annotations

import csv
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsites.build.portfolio import read_portfolio
from microsites.content.actuals import Actual, read_actuals
from microsites.content.csv_reader import MAX_CELLS, MAX_ROWS, read_csv
from microsites.content.goals import Goal
from microsites.content.yaml_reader import YamlError
from microsites.errors import Problem
from portfolios import EditablePortfolio

HEAD = "month,goal,value,source,cause,next_action\n"
WITH_TRUE = "年月,ゴール,実績,真の件数,出典,要因,次の一手\n"


def goal(goal_id: str, kind: str = "completed") -> Goal:
    proxy = {"proxy_for": "予約の成立", "true_count_source": "協議会の集計"} if kind == "proxy" else {}
    return Goal.model_validate(
        {
            "id": goal_id,
            "name": f"{goal_id}の名前",
            "definition": "数えるもの",
            "excludes": "数えないもの",
            "kind": kind,
            "event": "guide_download",
            "unit": "件",
            "period": "month",
            "target": {"value": 100, "date": date(2027, 3, 31)},
            "owner": "観光係",
            "next_review": date(2027, 4, 15),
            **proxy,
        }
    )


GOALS = (goal("guide"), goal("booking", "proxy"))


def read(folder: Path, content: str | bytes) -> tuple[tuple[Actual, ...], list[Problem]]:
    site = folder / "berry"
    site.mkdir(exist_ok=True)
    (site / "actuals.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    problems: list[Problem] = []
    return read_actuals(site, GOALS, problems), problems


def actual(folder: Path, content: str | bytes) -> Actual:
    actuals, problems = read(folder, content)
    assert problems == []
    [only] = actuals
    return only


def problem(folder: Path, content: str | bytes) -> tuple[str, str, str]:
    _, problems = read(folder, content)
    assert len(problems) == 1, problems
    [only] = problems
    assert only.code == "CFG015"
    return f"{only.file}:{only.line}:{only.column}", only.message, only.hint


class TestWhatIsUnderstood:
    def test_whole_row(self, tmp_path: Path) -> None:
        assert actual(tmp_path, HEAD + "2026-10,guide,1200,GA4,雨が少なかった,続ける\n") == Actual(
            date(2026, 10, 1), "guide", 1200.0, None, "GA4", "雨が少なかった", "続ける", 2
        )

    def test_japanese_names_and_true_count(self, tmp_path: Path) -> None:
        row = actual(tmp_path, WITH_TRUE + "2026-10,booking,300,41,GA4,理由,次\n")
        assert (row.value, row.true_count, row.source) == (300, 41, "GA4")

    def test_order_of_columns_is_free(self, tmp_path: Path) -> None:
        row = actual(tmp_path, "要因,実績,Goal,出典,次の一手,年月\n理由,5,guide,GA4,次,2026-10\n")
        assert (row.month, row.value, row.cause) == (date(2026, 10, 1), 5, "理由")

    def test_what_excel_saves(self, tmp_path: Path) -> None:
        """Byte-order mark, CRLF, cells of several lines, empty columns and rows behind the table."""
        text = (
            WITH_TRUE.strip()
            + ",,,\r\n"
            + '2026/10/1,booking,"1,200",,GA4,"雨の日,\r\n""平日""",次,,,\r\n'
            + ",,,,,,,\r\n" * 3
        )
        row = actual(tmp_path, b"\xef\xbb\xbf" + text.encode())
        assert (row.month, row.value, row.true_count) == (date(2026, 10, 1), 1200, None)
        assert row.cause == '雨の日,\n"平日"'

    @pytest.mark.parametrize(
        "month",
        [
            "2026-10",
            "2026/10",
            "2026.10",
            "2026年10月",
            "２０２６年１０月",
            "2026-10-01",
            "2026年10月1日",
            " 2026 年 10 月 ",
        ],
    )
    def test_months(self, tmp_path: Path, month: str) -> None:
        assert actual(tmp_path, HEAD + f"{month},guide,1,GA4,,\n").month == date(2026, 10, 1)

    @pytest.mark.parametrize(
        ("value", "number"), [("0", 0), ("１２００", 1200), ('"1,234,567"', 1234567), ("12.5", 12.5), (" 7 ", 7)]
    )
    def test_numbers(self, tmp_path: Path, value: str, number: float) -> None:
        assert actual(tmp_path, HEAD + f"2026-10,guide,{value},GA4,,\n").value == number

    def test_empty_value_is_not_zero(self, tmp_path: Path) -> None:
        assert actual(tmp_path, HEAD + "2026-10,guide,,,タグがなかった,\n").value is None

    def test_formula_in_a_text_is_text(self, tmp_path: Path) -> None:
        assert actual(tmp_path, HEAD + '2026-10,guide,1,GA4,"=HYPERLINK(""x"")",\n').cause == '=HYPERLINK("x")'

    def test_rows_come_in_the_order_of_months(self, tmp_path: Path) -> None:
        rows, problems = read(
            tmp_path, HEAD + "2026-10,guide,2,GA4,,\n2026-09,guide,1,GA4,,\n2026-09,booking,3,GA4,,\n"
        )
        assert problems == []
        assert [(row.month.month, row.goal) for row in rows] == [(9, "guide"), (9, "booking"), (10, "guide")]

    def test_no_file_is_no_problem(self, tmp_path: Path) -> None:
        problems: list[Problem] = []
        assert read_actuals(tmp_path, GOALS, problems) == ()
        assert problems == []

    def test_empty_file_has_no_rows(self, tmp_path: Path) -> None:
        assert read(tmp_path, "") == ((), [])

    @given(
        cells=st.lists(
            st.lists(st.text(st.characters(blacklist_characters="\r\0", codec="utf-8")), min_size=1, max_size=5),
            max_size=6,
        )
    )
    def test_reads_what_the_standard_library_writes(self, cells: list[list[str]]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(cells)
        wanted = []
        for row in cells:
            while row and not row[-1].strip():
                row = row[:-1]  # noqa: PLW2901
            wanted += [tuple(row)] if row else []
        found = read_csv(text.getvalue(), "x.csv")
        assert [tuple(cell.text for cell in row) for row in found] == wanted
        lines = text.getvalue().split("\n")
        for row in found:
            for cell in row:
                rest = lines[cell.at.line - 1][cell.at.column - 1 :]
                assert rest.startswith(('"', cell.text))


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("rows", "place", "message", "hint"),
        [
            ("2026-10,guid,1,GA4,,\n", "2:9", "there is no goal 'guid'", "did you mean 'guide'?"),
            ("2026-10,guideの名前,1,GA4,,\n", "2:9", "there is no goal 'guideの名前'", "write its id: guide"),
            ("2026-10,,1,GA4,,\n", "2:9", "the row has no goal", "known: booking, guide"),
            (",guide,1,GA4,,\n", "2:1", "the row has no month", "2026-10"),
            ("2026-13,guide,1,GA4,,\n", "2:1", "'2026-13' is not a month", "write it as 2026-10"),
            ("令和8年4月,guide,1,GA4,,\n", "2:1", "is not a month", "write it as 2026-04"),
            ("R8.4,guide,1,GA4,,\n", "2:1", "is not a month", "write it as 2026-04"),
            ("Apr-26,guide,1,GA4,,\n", "2:1", "is not a month", "write it as 2026-04"),
            ("26-Apr,guide,1,GA4,,\n", "2:1", "is not a month", "write it as 2026-04"),
            ("202604,guide,1,GA4,,\n", "2:1", "is not a month", "write it as 2026-04"),
            ("2026-04-15,guide,1,GA4,,\n", "2:1", "is not a month", "write it as 2026-04"),
            ("2026-10,guide,多い,GA4,,\n", "2:15", "'多い' is not a number", "why in 'cause'"),
            ("2026-10,guide,1200件,GA4,,\n", "2:15", "'1200件' is not a number", "write 1200, without '件'"),
            ("2026-10,guide,-3,GA4,,\n", "2:15", "'-3' is less than nothing", "from 0"),
            ("2026-10,guide,=1+2,GA4,,\n", "2:15", "'=1+2' is a formula", "write its result"),
            ("2026-10,guide,1e400,GA4,,\n", "2:15", "'1e400' is not a number", "digits"),
            ("2026-10,guide,nan,GA4,,\n", "2:15", "'nan' is not a number", "digits"),
            ('2026-10,guide,"12,34",GA4,,\n', "2:15", "'12,34' is not a number", "digits"),
            ("2026-10,guide,,,,\n", "2:1", "there is no value, and 'cause' does not say why", "0 means"),
            ("2026-10,guide,5,,,\n", "2:1", "'source' does not say which report", "name the report"),
            ("2026-10,guide,5,GA4,,,extra\n", "2:23", "a cell stands where there is no column", "quotes"),
            ('2026-10,guide,5,GA4,"open,\n', "2:21", "a quoted cell does not end", "close it"),
            ('2026-10,guide,5,GA4,"a"b,\n', "2:24", "something stands behind a quoted cell", "twice"),
            ('2026-10,guide,5,GA4,a"b,\n', "2:22", "a quote stands in the middle of a cell", "twice"),
            ("2026-10,guide,5,GA4,a\x07b,\n", "2:21", "control character", "delete it"),
            (f"2026-10,guide,5,GA4,{'長' * 1001},\n", "2:21", "1,001 characters, at most 1,000", "shorten"),
            (
                '2026-09,guide,1,GA4,"二\n行",\n2026/9,guide,2,GA4,,\n',
                "4:1",
                "goal 'guide' has a row for 2026-09 already (line 2)",
                "one row",
            ),
        ],
    )
    def test_row(self, tmp_path: Path, rows: str, place: str, message: str, hint: str) -> None:
        found, said, tells = problem(tmp_path, HEAD + rows)
        assert found == f"berry/actuals.csv:{place}"
        assert message in said
        assert hint in tells

    def test_true_count_of_a_goal_that_is_no_proxy(self, tmp_path: Path) -> None:
        place, message, _ = problem(tmp_path, WITH_TRUE + "2026-10,guide,5,4,GA4,,\n")
        assert place == "berry/actuals.csv:2:17"
        assert "goal 'guide' is no proxy" in message

    @pytest.mark.parametrize(
        ("head", "place", "message", "hint"),
        [
            (
                "month,goal,value,source,cause\n",
                "1:1",
                "columns are missing: next_action (次の一手)",
                "month,goal,value",
            ),
            ("month,gaol,value,source,cause,next_action\n", "1:7", "there is no column 'gaol'", "did you mean 'goal'?"),
            ("month,goal,value,source,cause,next_action,memo\n", "1:43", "there is no column 'memo'", "known"),
            (
                "month,goal,value,source,cause,次の一手,next_action\n",
                "1:36",
                "(next_action) is there twice",
                "delete one",
            ),
            ("month\tgoal\tvalue\n", "1:1", "separated by tabs", "CSV UTF-8"),
            ("month;goal;value\n", "1:1", "separated by semicolons", "CSV UTF-8"),
            ("年月，ゴール，実績\n", "1:1", "separated by '，'", "CSV UTF-8"),
        ],
    )
    def test_head(self, tmp_path: Path, head: str, place: str, message: str, hint: str) -> None:
        found, said, tells = problem(tmp_path, head + "2026-10,guide,1,GA4,,\n")
        assert found == f"berry/actuals.csv:{place}"
        assert message in said
        assert hint in tells

    def test_right_rows_stay_beside_a_wrong_one(self, tmp_path: Path) -> None:
        rows, problems = read(tmp_path, HEAD + "2026-09,guide,x,GA4,,\n2026-10,guide,2,GA4,,\n")
        assert [row.month.month for row in rows] == [10]
        assert len(problems) == 1

    def test_shift_jis_is_named(self, tmp_path: Path) -> None:
        _, [found] = read(tmp_path, (WITH_TRUE + "2026-10,guide,1,,,理由,\n").encode("cp932"))
        assert (found.code, found.file) == ("CFG002", "berry/actuals.csv")
        assert "Shift_JIS" in found.hint

    def test_bounds(self) -> None:
        assert len(read_csv("a\n" * MAX_ROWS, "x.csv")) == MAX_ROWS
        with pytest.raises(YamlError) as rows:
            read_csv("a\n" * (MAX_ROWS + 1), "x.csv")
        assert (rows.value.problem.line, rows.value.problem.column) == (MAX_ROWS + 1, 1)
        with pytest.raises(YamlError) as cells:
            read_csv("a," * MAX_CELLS + "b\n", "x.csv")
        assert cells.value.problem.column == 2 * MAX_CELLS + 1

    @pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
    def test_link_out_of_the_site(self, tmp_path: Path) -> None:
        (tmp_path / "berry").mkdir()
        (tmp_path / "secret.csv").write_text(HEAD, "utf-8")
        (tmp_path / "berry" / "actuals.csv").symlink_to("../secret.csv")
        problems: list[Problem] = []
        assert read_actuals(tmp_path / "berry", GOALS, problems) == ()
        assert [(found.code, found.message) for found in problems] == [("CFG012", "is a link that leaves the site")]

    @pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
    def test_link_to_itself(self, tmp_path: Path) -> None:
        (tmp_path / "berry").mkdir()
        (tmp_path / "berry" / "actuals.csv").symlink_to("actuals.csv")
        problems: list[Problem] = []
        assert read_actuals(tmp_path / "berry", GOALS, problems) == ()
        assert len(problems) == 1

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
    def test_pipe_does_not_hang(self, tmp_path: Path) -> None:
        (tmp_path / "berry").mkdir()
        os.mkfifo(tmp_path / "berry" / "actuals.csv")
        problems: list[Problem] = []
        assert read_actuals(tmp_path / "berry", GOALS, problems) == ()
        assert [(found.code, found.message) for found in problems] == [("CFG002", "is no file")]


def test_actuals_belong_to_their_site(portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/actuals.csv", HEAD + "2026-10,booking,120,GA4,,\n")
    sites = read_portfolio(portfolio.root).portfolio.sites
    assert [[row.value for row in site.actuals] for site in sites] == [[120.0], []]


def test_wrong_row_stops_the_build_with_its_place(portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/actuals.csv", HEAD + "2026-10,bookin,120,GA4,,\n")
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert "berry/actuals.csv:2:9: there is no goal 'bookin' in site.yml [CFG015]" in result.output
    assert "did you mean 'booking'?" in result.output
    assert not portfolio.dist.exists()
