"""``microsites new portfolio``: what is written beside the first site, and where it is refused."""

from __future__ import annotations

import errno
import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from fresh import add, contents
from microsites import scaffold
from microsites.cli.main import main
from microsites.cli.shell import quoted
from microsites.resources import theme_directory
from microsites.scaffold.current import read_current
from microsites.scaffold.new import new_portfolio
from microsites.scaffold.presets import PRESETS
from microsites.sections import SECTION_TYPES
from portfolios import AT, CHECKOUT


def start(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["new", "portfolio", *arguments, "--at", AT])
    return result.exit_code, result.output


@pytest.mark.parametrize("preset", [None, *PRESETS])
def test_every_first_site_is_without_a_problem(tmp_path: Path, preset: str | None) -> None:
    made = new_portfolio(tmp_path / "a" / "town", preset=preset, town="花守市", at=AT)
    files = (*made.files, *made.editors)
    current = read_current(tmp_path / "a" / "town")
    assert current.problems == ()
    assert current.portfolio.settings.municipality.name == "花守市"
    assert [site.id for site in current.portfolio.sites] == [preset or "welcome"]
    assert set(files) == {path for path in (tmp_path / "a").rglob("*") if path.is_file()}
    texts = [path.read_text("utf-8") for path in files]
    assert not [text for text in texts if "<<" in text or "〇〇市" in text]
    assert not [text for text in texts if "\r" in text]


def test_files_beside_the_first_site(tmp_path: Path) -> None:
    new_portfolio(tmp_path / "town", preset="tourism", town=None, at=AT)
    names = {path.name for path in (tmp_path / "town").iterdir()}
    assert names == {
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".schema",
        ".vscode",
        "README.md",
        "checks.yml",
        "portfolio.yml",
        "tags",
        "tourism",
    }
    town = tmp_path / "town"
    assert "/dist/" in (town / ".gitignore").read_text("utf-8").splitlines()
    assert "* text=auto eol=lf" in (town / ".gitattributes").read_text("utf-8").splitlines()
    editor = (town / ".editorconfig").read_text("utf-8").splitlines()
    assert {"charset = utf-8", "end_of_line = lf", "indent_style = space", "indent_size = 2"} <= set(editor)
    readme = (town / "README.md").read_text("utf-8")
    assert readme.startswith("# 〇〇市のプロモーションサイト\n")
    assert "`tourism/site.yml`" in readme


def test_new_repository_and_empty_folder_are_fit(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    code, output = start(str(tmp_path), "--preset", "community")
    assert code == 0, output
    assert (tmp_path / ".git" / "HEAD").read_text("utf-8") == "ref: refs/heads/main\n"
    assert read_current(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--preset", "tourist"), "BLD065", "did you mean 'tourism'?"),
        (("--name", "花守市: x"), "BLD063", "the name '花守市: x' cannot be put into sentences"),
    ],
)
def test_refusals_write_nothing(tmp_path: Path, arguments: tuple[str, ...], code: str, said: str) -> None:
    exit_code, output = start(str(tmp_path / "town"), *arguments)
    assert exit_code == 2
    assert f"[{code}]" in output
    assert said in output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["file", "folder"])
def test_what_is_there_stays(tmp_path: Path, there: str) -> None:
    target = tmp_path / "town"
    if there == "file":
        target.write_text("mine", "utf-8")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine", "utf-8")
    before = contents(tmp_path)
    code, output = start(str(target))
    assert code == 2
    assert "is not empty [BLD005]" in output
    assert contents(tmp_path) == before


def test_every_preset_is_documented() -> None:
    output = CliRunner().invoke(main, ["new", "site", "--help"]).output
    described = re.findall(r"^  ([a-z]+) {2,}\S.*: ", output, re.MULTILINE)
    assert described == list(PRESETS)
    assert f"[{'|'.join(PRESETS)}]" in output
    page = (CHECKOUT / "sites/handbook/pages/starting.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(PRESETS)


def test_every_list_has_an_entry_to_show() -> None:
    entries = {path.stem for path in (Path(scaffold.__file__).parent / "entries").glob("*.yml")}
    examples = [
        path for path in (theme_directory() / "gallery").glob("*.yml") if "\ncollection:" in path.read_text("utf-8")
    ]
    kinds = [SECTION_TYPES[path.stem].collection_kinds for path in examples]
    assert {of[0] if of else "news" for of in kinds} == entries


def test_schemas_come_with_the_rest_or_nothing_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure the same command works: nothing lies there that would be in its way."""
    moves = os.rename

    def full(source: Path, target: Path) -> None:
        if any(path.name == ".schema" for path in (Path(source), *Path(source).iterdir())):
            raise OSError(errno.ENOSPC, "full")
        moves(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", full)
        code, output = start(str(tmp_path / "town"))
    assert (code, list(tmp_path.iterdir())) == (2, []), output
    code, output = start(str(tmp_path / "town"))
    assert code == 0, output
    assert (tmp_path / "town/.schema/welcome/page.json").is_file()
    assert (tmp_path / "town/.vscode/settings.json").is_file()


@pytest.mark.parametrize("name", ["My Town", "a;b", "花守市", "it's"])
def test_the_next_command_can_be_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = start(name)
    assert code == 0, output
    (line,) = [line for line in output.splitlines() if line.startswith("Next: ")]
    change, build = line.removeprefix("Next: ").split(" && ")
    assert shlex.split(change) == ["cd", name]
    assert build == "microsites build --check"


def test_the_next_command_names_a_portfolio_with_a_space(tmp_path: Path) -> None:
    new_portfolio(tmp_path / "My Town", at=AT)
    result = add(tmp_path / "My Town", "page", "welcome", "bus")
    assert f"microsites build welcome --check --portfolio '{tmp_path}/My Town'\n" in result.output


def test_windows_has_its_own_quotation_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert [quoted(Path(name)) for name in ("town", "My Town", "a&b")] == ["town", '"My Town"', '"a&b"']


def test_a_name_that_begins_with_a_dash_is_no_option() -> None:
    assert quoted(Path("-x")) == "./-x"
