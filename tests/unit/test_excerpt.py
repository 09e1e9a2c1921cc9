"""The line that a message is about is shown with a mark at the right place, whatever the line is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsites.excerpt import columns_of, excerpt


def _file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "index.yml"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_line_and_the_mark(tmp_path: Path, ends: str, mark: str) -> None:
    file = _file(tmp_path, f"{mark}title: x{ends}  - type: heros{ends}{ends}")
    assert excerpt(file, 2, 11) == ("  - type: heros", "          ^")
    assert excerpt(file, 1, 1) == ("title: x", "^")
    assert excerpt(file, 2, 0) == ("  - type: heros", "  ^")
    assert excerpt(file, 3, 1) == ("", "^")


def test_a_full_width_character_takes_two_columns(tmp_path: Path) -> None:
    file = _file(tmp_path, "label: ご予約は　こちら: x")
    line, mark = excerpt(file, 1, 16) or ("", "")
    assert line == "label: ご予約は　こちら: x"
    assert mark == "       \u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000^"
    assert sum(map(columns_of, line[:15])) == sum(map(columns_of, mark[:-1])) == 23


def test_what_joins_the_letter_before_takes_no_column(tmp_path: Path) -> None:
    assert excerpt(_file(tmp_path, "か\u3099き: x"), 1, 4) == ("か\u3099き: x", "\u3000\u3000^")


def test_a_place_behind_the_end_is_the_end(tmp_path: Path) -> None:
    assert excerpt(_file(tmp_path, "a: b"), 1, 99) == ("a: b", "    ^")


@pytest.mark.parametrize("column", [1, 2, 700, 1500, 3000])
def test_a_line_without_end_is_shown_around_the_place(tmp_path: Path, column: int) -> None:
    file = _file(tmp_path, "x" * 1000 + "あ" * 1000 + "y" * 1000)
    line, mark = excerpt(file, 1, column) or ("", "")
    text = file.read_text("utf-8")
    assert line[len(mark) - 1] == text[column - 1]
    assert 65 <= sum(map(columns_of, line)) <= 100
    assert line.startswith("…") == (column > 2)
    assert line.endswith("…") == (column < 3000)


def test_marks_without_end_fill_no_report(tmp_path: Path) -> None:
    line, mark = excerpt(_file(tmp_path, "a" + "\u0301" * 1000), 1, 1) or ("", "")
    assert len(line) <= 100
    assert mark == "^"


def test_nothing_that_a_terminal_obeys_is_shown(tmp_path: Path) -> None:
    line, _ = excerpt(_file(tmp_path, "a: \x1b[2J\tb\u202ec"), 1, 1) or ("", "")
    assert line == "a: ␛[2J␉b\ufffdc"


@pytest.mark.parametrize(("line", "column"), [(0, 0), (-1, 1), (2, 1), (10**9, 1)])
def test_a_line_that_is_not_there(tmp_path: Path, line: int, column: int) -> None:
    assert excerpt(_file(tmp_path, "a: b"), line, column) is None


def test_a_file_that_cannot_be_shown(tmp_path: Path) -> None:
    assert excerpt(tmp_path / "missing.yml", 1, 1) is None
    assert excerpt(tmp_path, 1, 1) is None
    assert excerpt(Path("a\0b"), 1, 1) is None
    assert excerpt(_file(tmp_path, "a: b", "utf-16"), 1, 1) is None
    assert excerpt(Path("/dev/zero"), 1, 1) is None


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), line=st.integers(-1, 5), column=st.integers(-1, 400), width=st.integers(10, 120))
def test_any_line(tmp_path_factory: pytest.TempPathFactory, text: str, line: int, column: int, width: int) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    if (found := excerpt(file, line, column, width=width)) is not None:
        shown, mark = found
        assert "\n" not in shown + mark
        assert sum(map(columns_of, shown)) <= width
        assert mark.endswith("^")
