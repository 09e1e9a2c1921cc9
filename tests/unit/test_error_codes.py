"""Every code of a problem is explained in both languages, and the examples are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import microsites
from microsites.build.portfolio import read_portfolio
from microsites.cli.main import main
from microsites.error_codes import ErrorCode, error_codes
from microsites.errors import Problem, UserError
from microsites.scaffold.new import new_portfolio
from portfolios import CHECKOUT

CODES = error_codes()
SHOWN = [code for code in CODES.values() if code.example is not None and code.example.file]


def _problems(root: Path) -> tuple[Problem, ...]:
    try:
        read_portfolio(root)
    except UserError as error:
        return error.problems
    return ()


def test_every_code_of_the_sources_is_explained_and_no_other() -> None:
    sources = "".join(file.read_text("utf-8") for file in Path(microsites.__file__).parent.rglob("*.py"))
    assert sorted(CODES) == sorted(set(re.findall(r'"((?:CFG|BLD)[0-9]{3})"', sources)))


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.code)
def test_a_code_is_explained_in_both_languages(code: ErrorCode) -> None:
    for words in (code.means, code.why, code.fix):
        assert re.search(r"[ぁ-ん]", words["ja"])
        assert words["ja"].endswith("。")
        assert not re.search(r"[ぁ-ん一-龠]", words["en"])
        assert words["en"][0].isupper() or words["en"][0] in "'-"


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.code)
def test_an_example_is_met_with_its_code(code: ErrorCode, tmp_path: Path) -> None:
    assert code.example is not None
    root = tmp_path / "portfolio"
    new_portfolio(root)
    file = root / code.example.file
    text = file.read_text("utf-8")
    assert text.count(code.example.right) == 1
    file.write_text(text.replace(code.example.right, code.example.wrong), "utf-8")
    found = {problem.code: problem for problem in _problems(root)}
    assert code.code in found
    assert found[code.code].file == code.example.file


def test_what_is_right_has_no_problem(tmp_path: Path) -> None:
    new_portfolio(tmp_path / "portfolio")
    assert _problems(tmp_path / "portfolio") == ()


def test_codes_are_explained_where_rules_are() -> None:
    result = CliRunner().invoke(main, ["rules", "cfg007", "LNK001", "--lang", "en"])
    assert result.exit_code == 0
    assert result.output.startswith("CFG007  The name of a type or kind is none that exists.\n")
    assert "  wrong:\n      - type: heros\n  right:\n      - type: hero\n" in result.output
    assert "\nLNK001 " in result.output
    result = CliRunner().invoke(main, ["rules", "CFG007", "--lang", "ja"])
    assert "種類（type や kind）の名前が、用意されているどれとも違います。" in result.output


def test_a_code_that_does_not_exist_is_met_with_a_guess() -> None:
    result = CliRunner().invoke(main, ["rules", "CFFG007"])
    assert result.exit_code == 2
    assert "there is no rule 'CFFG007'" in result.output
    assert "did you mean 'CFG007'?" in result.output


def test_all_codes_are_listed() -> None:
    output = CliRunner().invoke(main, ["rules", "--lang", "en"]).output
    assert [line.split()[0] for line in output.splitlines()][-len(CODES) :] == list(CODES)


def test_every_code_stands_in_the_handbook() -> None:
    page = (CHECKOUT / "sites" / "handbook" / "pages" / "reference" / "errors.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(CODES)
