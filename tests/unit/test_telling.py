"""Problems are told with their place, their line, what to do, and where to read more."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from microsites.cli.main import main
from microsites.errors import Problem
from microsites.i18n.catalogue import ENGLISH, Catalogue
from microsites.i18n.message import Message, _, verbatim
from microsites.telling import FEW, Telling, counted, where_to_read_more
from portfolios import HOME, NEWS, EditablePortfolio
from terminals import all_shown


def _problem(file: str = "a/site.yml", line: int = 2, column: int = 8, hint: str = "write a day") -> Problem:
    return Problem(file, line, column, "CFG005", _("is not a date"), _(hint) if hint else "")


def _told(root: Path | None, *problems: Problem) -> list[str]:
    return list(Telling(ENGLISH, root).lines(problems))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "site.yml").write_text("title: 花守市\nopens: 来年\n", "utf-8")
    return tmp_path


def test_a_problem_shows_its_line(root: Path) -> None:
    assert _told(root, _problem()) == [
        "a/site.yml:2:8: is not a date [CFG005]",
        "    2 | opens: 来年",
        "      |        ^",
        "    → write a day",
    ]


def test_a_file_in_another_encoding_shows_what_was_meant(root: Path) -> None:
    (root / "a" / "site.yml").write_bytes("title: 花守市".encode("cp932"))
    assert _told(root, _problem(line=1))[1] == "    1 | title: 花守市"


def test_a_file_is_told_without_a_line(root: Path) -> None:
    assert _told(root, _problem(line=0, column=0, hint="")) == ["a/site.yml: is not a date [CFG005]"]


@pytest.mark.parametrize("file", ["a/gone.yml", "a", "../" * 40 + "dev/zero", "--at", "a\0b", "x" * 5000])
def test_what_cannot_be_shown_is_told_all_the_same(root: Path, file: str) -> None:
    lines = _told(root, _problem(file))
    assert len(lines) == 2
    assert lines[0].endswith(":2:8: is not a date [CFG005]")


def test_a_line_behind_the_end_is_not_shown(root: Path) -> None:
    assert len(_told(root, _problem(line=3, column=1))) == 2
    assert len(_told(root, _problem(line=9, column=1))) == 2


def test_a_name_that_may_be_two_files_shows_none_of_them(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a").mkdir()
    (elsewhere / "a" / "site.yml").write_text("other\nother\n")
    monkeypatch.chdir(elsewhere)
    assert len(_told(root, _problem())) == 2
    assert len(_told(None, _problem())) == 4


def test_problems_of_one_place_show_its_line_once(root: Path) -> None:
    lines = _told(root, _problem(), _problem(hint="or leave it out"))
    assert [line for line in lines if "|" in line] == ["    2 | opens: 来年", "      |        ^"]


def test_many_problems_are_told_by_file(root: Path) -> None:
    many = [_problem(f"{name}/site.yml", 2, column) for name in "ab" for column in range(1, FEW)]
    lines = _told(root, *many)
    assert lines.count("") == 1
    assert [line for line in lines if line.startswith("    2 |")] == ["    2 | opens: 来年"] * 2
    assert len(lines) == 2 * len(many) + 2 * 2 + 1
    assert counted(many) == f"{len(many)} problems in 2 files"
    assert where_to_read_more(many) == "What it means and how to put it right: microsites rules CFG005"


def test_nothing_that_a_terminal_obeys_is_told(root: Path) -> None:
    (root / "a" / "site.yml").write_text("x\n\x1b[2J \x07 来年", "utf-8")
    lines = _told(root, Problem("a\x1b]0;x\x07", 1, 1, "CFG005", _("is '{value}'", value="\x1b[31m")), _problem())
    assert not any(set(line) & set("\x1b\x07") for line in lines)


def test_messages_of_a_build_cross_processes() -> None:
    problem = pickle.loads(pickle.dumps(_problem()))
    assert problem.message.template == "is not a date"


def test_a_build_tells_them(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "type: hero", "type: heros")
    portfolio.replace(NEWS, "2026-11-01", "2026-11-31")
    result = portfolio.build_command()
    assert result.exit_code == 2
    line = portfolio.text(HOME).splitlines().index("  - type: heros") + 1
    assert f"\n{line:>5} |   - type: heros\n      |           ^\n    → did you mean 'hero'?\n" in result.output
    assert result.output.endswith(
        "\n2 problems in 2 files\nWhat it means and how to put it right: microsites rules CFG005 CFG007\n"
    )
    assert "\x1b" not in result.output


@pytest.mark.skipif(os.name == "nt", reason="terminals that a program holds are POSIX")
@pytest.mark.parametrize(("environ", "coloured"), [({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_is_for_terminals_that_want_it(tmp_path: Path, environ: dict[str, str], coloured: bool) -> None:
    (tmp_path / "portfolio.yml").write_text("nmae: x\n", "utf-8")
    held, terminal = os.openpty()
    command = [sys.executable, "-m", "microsites", "build", "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | environ, stderr=terminal, check=False)
    os.close(terminal)
    told = all_shown(held)
    assert done.returncode == 2
    assert "unknown key 'nmae'" in told
    assert ("\x1b[" in told) == coloured


_FOREIGN = st.text() | st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["faq", "", " ", "\u3000"]),
    st.sampled_from(["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", ""]),
    st.sampled_from(["", " ", "\t", "\x1c", "\u2003"]),
    st.sampled_from(["::error file=a::pwned", "::add-mask::a", "x##[error]pwned", "##[add-mask]a"]),
)


@given(_FOREIGN, _FOREIGN, _FOREIGN, st.sampled_from(["en", "ja"]))
def test_what_a_file_says_never_commands_the_ci_that_prints_it(
    file: str, value: str, plain: str, language: str
) -> None:
    """GitHub's runner obeys ``::name`` at the start of a line, after spaces, and ``##[name]`` anywhere."""
    word = _("unknown section type '{type}'", type=value)
    problems = [
        Problem(file, 1, 1, "CFG007", word, plain),
        Problem(
            file, 2, 1, "CFG007", plain, _("{one} or {other}", one=word, other=Path("x") / value.replace("\0", ""))
        ),
    ]
    lines = list(Telling(Catalogue(language), None).lines(problems))
    assert len(lines) == (4 if plain else 3)
    for line in lines:
        assert line.splitlines() == [line]
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


@pytest.mark.parametrize("language", ["en", "ja"])
def test_content_cannot_command_ci_through_the_program(portfolio: EditablePortfolio, language: str) -> None:
    text = portfolio.text(HOME).replace("type: hero", 'type: "faq\\n::error file=a::pwned##[error]x"', 1)
    portfolio.write(HOME, text)
    portfolio.write("::add-mask::x/site.yml", "title: [")
    where = ("--portfolio", str(portfolio.root), "--out", str(portfolio.dist))
    result = portfolio.command("--lang", language, "build", *where)
    assert result.exit_code == 2
    assert "pwned" in result.output
    assert "add-mask" in result.output
    assert [line for line in result.output.splitlines() if line.lstrip().startswith("::") or "##[" in line] == []


def test_a_page_s_name_cannot_command_ci(tmp_path: Path) -> None:
    (tmp_path / "::error::x.html").write_text("<p>x", "utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert "::error::x.html" in result.output
    assert [line for line in result.output.splitlines() if line.lstrip().startswith("::")] == []


@given(_FOREIGN)
def test_a_value_breaks_no_line_and_a_message_may(value: str) -> None:
    hint = _("add these lines by hand:\n{lines}", lines=verbatim("- a: 1\n- b: {2}"))
    assert ENGLISH.say(hint) == "add these lines by hand:\n- a: 1\n- b: {2}"
    assert "\n" not in ENGLISH.say(Message("'{value}' is long", {"value": value}))
