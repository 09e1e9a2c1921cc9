"""The command writes schemas and wires an editor, and leaves what other people wrote."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from microsites.cli.main import main
from microsites.schema.signature import signed
from microsites.schema.write import schema_files
from portfolios import CHECKOUT, EditablePortfolio

SETTINGS = ".vscode/settings.json"


def test_schemas_of_the_sample_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    """``microsites schema`` in the checkout writes them."""
    monkeypatch.chdir(CHECKOUT)
    plan = schema_files(Path("sites"), Path("sites/.schema"), Path())
    assert plan.problems == 0
    assert [path.as_posix() for path, text in plan.files.items() if path.read_text("utf-8") != text] == []
    assert plan.gone == ()


def test_an_editor_finds_a_schema_for_every_file(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(portfolio.root)
    result = portfolio.command("--lang", "en", "schema")
    assert result.exit_code == 0, result.output
    assert result.output == "13 schemas in .schema\nVisual Studio Code finds them by .vscode\n"
    settings = json.loads(portfolio.text(SETTINGS))
    assert settings["[yaml]"]["editor.tabSize"] == 2
    assert settings["[yaml]"]["files.eol"] == "\n"
    assert settings["yaml.schemaStore.enable"] is False
    wired = settings["yaml.schemas"]
    assert wired["./.schema/berry/page.json"] == ["berry/pages/**/*.yml"]
    assert wired["./.schema/plan.json"] == ["tags/plan.yml"]
    assert all((portfolio.root / name).is_file() for name in wired)
    assert json.loads(portfolio.text(".vscode/extensions.json")) == {"recommendations": ["redhat.vscode-yaml"]}


def test_a_workspace_above_the_portfolio_is_wired_too(
    portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(portfolio.root.parent)
    name = portfolio.root.name
    assert portfolio.command("schema", "--portfolio", name, "--output", "schemas").exit_code == 0
    wired = json.loads((portfolio.root.parent / SETTINGS).read_text("utf-8"))["yaml.schemas"]
    assert wired["./schemas/berry/site.json"] == [f"{name}/berry/site.yml"]
    assert not (portfolio.root / ".vscode").exists()


def test_what_others_set_stays(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(portfolio.root)
    own = {
        "editor.rulers": [100],
        "[yaml]": {"editor.tabSize": 4},
        "yaml.schemas": {"https://schemas.example.jp/a.json": "a.yml", "./.schema/gone/page.json": "gone/*.yml"},
    }
    portfolio.write(SETTINGS, json.dumps(own))
    portfolio.write(".vscode/extensions.json", '{"recommendations": ["a.b"], "unwantedRecommendations": ["c.d"]}')
    portfolio.write(".schema/gone/page.json", signed('{\n"title":"page"}\n', ".."))
    portfolio.write(".schema/own.json", "{}")
    assert portfolio.command("schema").exit_code == 0
    settings = json.loads(portfolio.text(SETTINGS))
    assert settings["editor.rulers"] == [100]
    assert settings["[yaml]"]["editor.tabSize"] == 4
    assert settings["yaml.schemas"]["https://schemas.example.jp/a.json"] == "a.yml"
    assert "./.schema/gone/page.json" not in settings["yaml.schemas"]
    extensions = json.loads(portfolio.text(".vscode/extensions.json"))
    assert extensions == {"recommendations": ["a.b", "redhat.vscode-yaml"], "unwantedRecommendations": ["c.d"]}
    assert not portfolio.path(".schema/gone/page.json").exists(), "what was written once is taken away"
    assert portfolio.text(".schema/own.json") == "{}"
    before = portfolio.text(SETTINGS)
    assert portfolio.command("schema").exit_code == 0
    assert portfolio.text(SETTINGS) == before, "a second time changes nothing"


def test_settings_with_comments_are_not_touched(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(portfolio.root)
    portfolio.write(SETTINGS, '{\n  // mine\n  "a": 1\n}\n')
    result = portfolio.command("--lang", "en", "schema")
    assert result.exit_code == 2
    assert f"{SETTINGS}: is no plain JSON, so nothing can be added to it [BLD040]" in result.output
    assert portfolio.text(SETTINGS) == '{\n  // mine\n  "a": 1\n}\n'
    assert not portfolio.path(".schema").exists()


def test_a_folder_that_cannot_be_written_is_named(
    portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(portfolio.root)
    portfolio.write("blocked", "a file")
    result = portfolio.command("--lang", "en", "schema", "--output", "blocked")
    assert result.exit_code == 2
    assert "blocked" in result.output


def test_faults_of_the_content_are_told_and_no_obstacle(
    portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(portfolio.root)
    assert portfolio.command("schema").exit_code == 0
    before = portfolio.text(".schema/berry/page.json")
    portfolio.write("berry/site.yml", "title: [")
    result = portfolio.command("--lang", "en", "schema")
    assert result.exit_code == 0
    assert portfolio.text(".schema/berry/page.json") == before, "a site that cannot be read keeps its schemas"
    assert "./.schema/berry/page.json" in json.loads(portfolio.text(SETTINGS))["yaml.schemas"]
    assert "what could not be read is not offered: microsites build" in result.output


def test_without_a_portfolio_the_schemas_are_general(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["--lang", "en", "schema", "--output", "schemas"])
    assert result.exit_code == 0, result.output
    wired = json.loads((tmp_path / SETTINGS).read_text("utf-8"))["yaml.schemas"]
    assert wired["./schemas/event.json"] == ["sites/*/collections/event/**/*.yml"]


def test_a_new_portfolio_has_its_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["new", "portfolio", "town"]).exit_code == 0
    wired = json.loads((tmp_path / "town" / SETTINGS).read_text("utf-8"))["yaml.schemas"]
    assert wired["./.schema/welcome/page.json"] == ["welcome/pages/**/*.yml"]
    assert [path.name for path in tmp_path.iterdir()] == ["town"]


@pytest.mark.parametrize(("first", "second"), [("one/.schema", "."), ("shared", "shared")])
def test_two_portfolios_in_one_repository_keep_their_schemas(
    portfolio: EditablePortfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(portfolio.root, "one")
    assert portfolio.command("schema", "--portfolio", "one", "--output", first).exit_code == 0
    theirs = {path: path.read_bytes() for path in Path(first).glob("berry/*.json")}
    assert len(theirs) > 3
    assert CliRunner().invoke(main, ["new", "portfolio", "other"]).exit_code == 0
    assert portfolio.command("schema", "--portfolio", "other", "--output", second).exit_code == 0
    assert {path: path.read_bytes() for path in theirs if path.exists()} == theirs
    assert Path(second, "welcome/page.json").is_file()


def test_a_file_that_cannot_be_read_is_nobody_s(portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(portfolio.root)
    portfolio.write(".schema/gone/page.json", signed('{\n"title":"page"}\n', ".."))
    (portfolio.root / ".schema/broken").mkdir()
    (portfolio.root / ".schema/broken/page.json").symlink_to("page.json")
    (portfolio.root / ".schema/folder/site.json").mkdir(parents=True)
    result = portfolio.command("--lang", "en", "schema")
    assert result.exit_code == 0, result.output
    assert not portfolio.path(".schema/gone/page.json").exists()
    assert (portfolio.root / ".schema/broken/page.json").is_symlink()
