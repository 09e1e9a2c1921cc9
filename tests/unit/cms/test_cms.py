"""The form's configuration, its page, and the package that it is made of."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from microsites.cms import package
from microsites.cms.config import configuration
from microsites.cms.write import backend_of, base_of, policy
from microsites.collections import ENTRY_KINDS
from microsites.content.loader import load_portfolio
from microsites.errors import UserError
from microsites.sections import SECTION_TYPES
from portfolios import MINIMAL, EditablePortfolio


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    portfolio = load_portfolio(MINIMAL, SECTION_TYPES, ENTRY_KINDS).portfolio
    return configuration(portfolio, None, "sites", {"name": "github", "repo": "town/sites"})


def _collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [each for each in config["collections"] if each["name"] == name]
    return found


def _field(fields: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [field for field in fields if field["name"] == name]
    return found


def test_every_section_type_can_be_added(config: dict[str, Any]) -> None:
    pages = _collection(config, "berry_pages")
    assert (pages["folder"], pages["extension"], pages["media_folder"]) == (
        "sites/berry/pages",
        "yml",
        "/sites/berry/assets",
    )
    sections = _field(pages["fields"], "sections")
    assert [each["name"] for each in sections["types"]] == list(SECTION_TYPES)
    hero = sections["types"][0]
    assert hero["label"] == "第一印象（hero）"
    heading = _field(hero["fields"], "heading")
    assert heading["required"] is True
    assert heading["hint"].startswith("ページが約束することを一文で。")
    assert [field["name"] for field in hero["fields"]] == [
        name for name in SECTION_TYPES["hero"].model_fields if name != "type"
    ]


def test_what_no_form_shows_is_kept(config: dict[str, Any]) -> None:
    fields = _collection(config, "berry_pages")["fields"]
    assert _field(fields, "easy") == {"name": "easy", "widget": "hidden"}
    table = next(each for each in _field(fields, "sections")["types"] if each["name"] == "data_table")
    assert _field(table["fields"], "rows")["widget"] == "hidden"
    (site,) = _collection(config, "berry_settings")["files"]
    assert site["file"] == "sites/berry/site.yml"
    assert _field(site["fields"], "collections")["widget"] == "hidden"


def test_empty_words_of_a_decoration_are_written(config: dict[str, Any]) -> None:
    hero = _field(_collection(config, "berry_pages")["fields"], "sections")["types"][0]
    alt = _field(_field(hero["fields"], "picture")["fields"], "alt")
    assert (alt["required"], alt["default"]) == (False, "")
    assert config["output"]["omit_empty_optional_fields"] is True


def test_goals_are_chosen_from_those_of_the_site(config: dict[str, Any]) -> None:
    hero = _field(_collection(config, "berry_pages")["fields"], "sections")["types"][0]
    goal = _field(_field(hero["fields"], "actions")["fields"], "goal")
    assert [option["value"] for option in goal["options"]][:1] == ["booking"]


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/town/sites.git", {"name": "github", "repo": "town/sites"}),
        ("git@github.com:town/sites.git", {"name": "github", "repo": "town/sites"}),
        ("ssh://git@gitlab.example.jp:2222/group/town/sites.git", {"name": "gitlab", "repo": "group/town/sites"}),
    ],
)
def test_the_remote_says_which_forge(tmp_path: Path, remote: str, expected: dict[str, str]) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
    (tmp_path / "sites").mkdir()
    assert backend_of(tmp_path / "sites", None, None, None) == expected
    assert base_of(tmp_path / "sites") == "sites"


def test_without_a_remote_somebody_must_say_it(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        backend_of(tmp_path, "github", None, None)
    assert caught.value.problems[0].code == "BLD044"
    assert backend_of(tmp_path, "gitlab", "a/b", "main") == {"name": "gitlab", "repo": "a/b", "branch": "main"}


def test_the_page_asks_nobody_but_the_forge() -> None:
    words = policy({"name": "github", "repo": "a/b"})
    assert "connect-src 'self' blob: data: https://github.com https://api.github.com" in words
    assert "script-src 'self';" in words
    assert "default-src 'none'" in words
    assert "github" not in policy({"name": "gitlab", "repo": "a/b"})


def test_another_package_is_refused(portfolio: EditablePortfolio, tmp_path: Path) -> None:
    other = tmp_path / "other.tgz"
    other.write_bytes(b"not it")
    where = ("--portfolio", str(portfolio.root), "--output", str(tmp_path / "admin"), "--package", str(other))
    result = portfolio.command("--lang", "en", "cms", *where, "--backend", "github", "--repo", "a/b")
    assert result.exit_code == 2
    assert "is another file than the one that was examined (SHA-512) [BLD043]" in result.output
    assert not (tmp_path / "admin").exists()


def test_a_machine_without_npm_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package.shutil, "which", lambda _: None)
    with pytest.raises(UserError) as caught:
        package.packed_by_npm()
    (problem,) = caught.value.problems
    assert problem.code == "BLD042"
    assert "npm pack @sveltia/cms@0.221.1" in problem.hint
