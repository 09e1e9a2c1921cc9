"""The Tab key offers names that can stand there, at once, and is silent where something is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from microsites.check.rules import CATALOGUE
from microsites.cli import completion as cli_completion
from microsites.cli.main import main
from microsites.error_codes import error_codes
from microsites.measurement.provider_reader import providers_with
from microsites.sections import SECTION_TYPES
from portfolios import EditablePortfolio


def offered(*words: str) -> list[str]:
    """What is offered for the last of ``words``."""
    *before, typed = words
    return [
        item.value
        for item in ShellComplete(main, {}, "microsites", "_MICROSITES_COMPLETE").get_completions(before, typed)
    ]


@pytest.fixture
def two_sites(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> EditablePortfolio:
    (portfolio.root / "plum").mkdir()
    (portfolio.root / "plum" / "site.yml").write_text("title: [", "utf-8")
    monkeypatch.chdir(portfolio.root)
    return portfolio


@pytest.mark.parametrize(
    "command",
    [["build"], ["serve"], ["plan"], ["checklist"], ["eject"], ["new", "page"], ["new", "section"]],
    ids=" ".join,
)
def test_sites_of_the_portfolio(
    two_sites: EditablePortfolio, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Those that cannot be read, too: they are what somebody is working on."""
    sites = sorted(path.parent.name for path in two_sites.root.glob("*/site.yml"))
    assert {"berry", "plum"} <= set(sites)
    assert offered(*command, "") == sites
    assert offered(*command, "pl") == ["plum"]
    monkeypatch.chdir(two_sites.root.parent)
    assert offered(*command, "--portfolio", str(two_sites.root), "ber") == ["berry"]


def test_a_site_is_offered_once(two_sites: EditablePortfolio) -> None:
    assert "berry" not in offered("build", "berry", "")
    assert "plum" in offered("build", "berry", "")


def test_sites_that_were_built(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    (portfolio.root / "out/.manifest").mkdir(parents=True)
    (portfolio.root / "out/.manifest/berry.json").write_text("{}", "utf-8")
    monkeypatch.chdir(portfolio.root)
    assert offered("publish", "rsync", "--dist", "out", "--site", "") == ["berry"]


def test_names_are_those_of_the_registries() -> None:
    """They are read from the files: a shell does not wait until every rule is loaded."""
    assert offered("rules", "") == sorted({rule.CODE for rule in CATALOGUE} | set(error_codes()))
    assert offered("rules", "LNK001", "lnk00") == [f"LNK00{number}" for number in range(2, 10)]
    assert offered("sections", "") == offered("new", "section", "berry", "index", "") == sorted(SECTION_TYPES)
    assert offered("providers", "") == sorted(providers_with(None))


@pytest.mark.parametrize("command", [["build"], ["publish", "rsync", "--site"], ["eject"]], ids=" ".join)
def test_where_there_is_nothing_nothing_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(*command, "") == []


def test_what_goes_wrong_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> Path:
        raise PermissionError

    monkeypatch.setattr(cli_completion, "portfolio_folder", broken)
    assert offered("build", "") == []


def test_a_shell_asks_for_it(two_sites: EditablePortfolio) -> None:
    environment = os.environ | {
        "_MICROSITES_COMPLETE": "bash_complete",
        "COMP_WORDS": "microsites build pl",
        "COMP_CWORD": "2",
    }
    code = "import sys; sys.argv[0] = 'microsites'; from microsites.cli.main import main; main(prog_name='microsites')"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=two_sites.root, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("plain,plum\n", "")
