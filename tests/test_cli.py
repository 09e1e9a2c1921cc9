"""The command line: every command explains itself, and every way to end has its exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click import Command, Group
from click.testing import CliRunner

from microsites.cli.main import main
from microsites.sections import SECTION_TYPES
from portfolios import EditablePortfolio


def commands(group: Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Command]]:
    found = []
    for name, command in group.commands.items():
        found.append(((*path, name), command))
        if isinstance(command, Group):
            found += commands(command, (*path, name))
    return found


ALL = commands(main)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_commands_that_the_issue_names_are_there() -> None:
    assert {"build", "check", "plan", "checklist", "new", "sections", "providers"} <= {path[0] for path, _ in ALL}


@pytest.mark.parametrize(
    ("path", "command"), ALL, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_explains_itself(path: tuple[str, ...], command: Command) -> None:
    code, output = run(*path, "--help")
    assert code == 0
    assert command.help
    assert all(line.rstrip() == line for line in output.splitlines())
    assert "\\b" not in output, "the mark of lines to keep as they are is not understood"
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{' '.join(path)} {parameter.name} has no help"


@pytest.mark.parametrize("arguments", [(), ("new",), ("--lang", "ja")])
def test_commands_without_arguments_help(arguments: tuple[str, ...]) -> None:
    code, output = run(*arguments)
    assert code in (0, 2)
    assert "Usage:" in output or "使い方:" in output


def test_version() -> None:
    assert run("--version") == (0, f"microsites, version {version('microsites')}\n")


def test_sections_are_listed_and_described() -> None:
    code, output = run("sections")
    assert code == 0
    assert [line.split()[0] for line in output.splitlines()] == list(SECTION_TYPES)
    for name, model in SECTION_TYPES.items():
        code, output = run("sections", name)
        assert code == 0
        for field in model.model_fields:
            assert f"  {field} " in output, (name, field)


def test_sections_are_described_in_japanese() -> None:
    lines = run("sections", "hero", "--lang", "ja")[1].splitlines()
    assert lines[0] == "ページの最初に置き、何のページか、誰のためか、まず何をすればよいかを一目で伝えます。"
    assert "  points               任意  文字の一覧  — リード文の下に並べる、2〜4個の短い理由。" in lines
    assert [line for line in lines if " optional " in line or " required " in line] == []
    assert run("sections", "--lang", "ja")[1].startswith(f"hero             {lines[0]}\n")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [(("sections", "heros"), "did you mean 'hero'?"), (("providers", "ga"), "did you mean 'ga4'?")],
)
def test_unknown_name_is_met_with_a_guess(arguments: tuple[str, ...], hint: str) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert hint in output


def test_providers_are_listed_and_described() -> None:
    assert run("providers")[0] == 0
    code, output = run("providers", "ga4")
    assert code == 0
    assert "at most 40 characters" in output


def test_new_portfolio_builds_and_has_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "portfolio", "demo")[0] == 0
    monkeypatch.chdir(tmp_path / "demo")
    code, output = run("build", "--check", "--env", "production", "--jobs", "1")
    assert code == 0, output
    assert "0 errors, 0 warnings" in output
    code, output = run("handover")
    assert code == 0
    assert "tags/plan.yml:" in output
    assert str(tmp_path) not in output, "a handover names no folder of its author's machine"


def test_folder_without_portfolio_is_a_user_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run("build")
    assert code == 2
    assert "is not a portfolio" in output
    assert "microsites new portfolio" in output


def test_check_after_a_build_tells_findings_by_its_exit_code(portfolio: EditablePortfolio) -> None:
    assert portfolio.build_command("--check").exit_code == 0
    shutil.rmtree(portfolio.dist / "berry" / "access")
    result = portfolio.command("check", str(portfolio.dist))
    assert result.exit_code == 1
    assert "berry/pages/access.yml:1:1" in result.output
    assert "move/pages/index.yml:8:9" in result.output


def test_bug_ends_in_three_with_a_log(
    portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import microsites.build.portfolio as building

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(building, "build_portfolio", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    result = portfolio.build_command()
    assert result.exit_code == 3
    assert "Traceback" not in result.output
    [log] = tmp_path.glob("microsites-*.log")
    assert str(log) in result.output
    assert "ZeroDivisionError: a bug" in log.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes that break are POSIX")
def test_reader_that_goes_away_is_no_bug(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "microsites", "sections", "call"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.wait()
    process.stderr.close()
    assert "Traceback" not in errors
    assert "bug" not in errors
    assert not list(tmp_path.iterdir())


def test_help_does_not_wait_for_mkdocs() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom microsites.cli.main import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "assert not {'mkdocs', 'PIL', 'bs4'} & sys.modules.keys(), sorted(sys.modules)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
