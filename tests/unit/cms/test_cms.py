"""The form's configuration, its page, and the package that it is made of."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from microsites.cms import package
from microsites.cms.config import configuration
from microsites.cms.forge import Forge, backend_of, base_of
from microsites.cms.write import policy
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
        ("ssh://git@gitlab.com:2222/group/town/sites.git", {"name": "gitlab", "repo": "group/town/sites"}),
    ],
)
def test_the_remote_says_which_forge(tmp_path: Path, remote: str, expected: dict[str, str]) -> None:
    sites = _sites_with(remote, tmp_path)
    assert backend_of(sites) == expected
    assert base_of(sites) == "sites"


def _sites_with(remote: str, folder: Path) -> Path:
    """A folder ``sites`` in a repository with this remote."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "-C", folder, "remote", "add", "origin", remote], check=True)
    (folder / "sites").mkdir()
    return folder / "sites"


OWN = "ssh://git@gitlab.example.jp:2222/group/town/sites.git"


@pytest.mark.parametrize(
    "remote",
    [OWN, "https://github.com.example.jp/a/b", "git@github.example.jp:a/b.git", "https://notgitlab.com/a/b", "/srv/a"],
)
@pytest.mark.parametrize("name", [None, "gitlab", "github"])
def test_another_host_is_no_forge_of_that_name(tmp_path: Path, remote: str, name: Forge | None) -> None:
    """Else the form would ask gitlab.com for the files, with whatever token a person gives it."""
    with pytest.raises(UserError) as caught:
        backend_of(_sites_with(remote, tmp_path), name)
    (problem,) = caught.value.problems
    assert problem.code == "BLD044"
    assert ("--api https://gitlab.example.jp/api/v4" in problem.hint) == (remote == OWN)


@pytest.mark.parametrize(
    ("remote", "api", "base"),
    [
        (OWN, "https://gitlab.example.jp/api/v4", "https://gitlab.example.jp"),
        (OWN, "https://GitLab.example.jp:8443/api/v4/", "https://gitlab.example.jp:8443"),
        (
            "https://gitlab.example.jp/code/group/town/sites.git",
            "https://gitlab.example.jp/code/api/v4",
            "https://gitlab.example.jp/code",
        ),
    ],
)
def test_a_gitlab_of_ones_own_is_named(tmp_path: Path, remote: str, api: str, base: str) -> None:
    backend = backend_of(_sites_with(remote, tmp_path), api=api)
    assert backend == {
        "name": "gitlab",
        "repo": "group/town/sites",
        "base_url": base,
        "api_root": f"{base}/api/v4",
    }
    origin = base.removesuffix("/code")
    assert f"connect-src 'self' blob: data: {origin};" in policy(backend)
    assert "gitlab.com" not in policy(backend)


@pytest.mark.parametrize(
    ("name", "api"),
    [
        ("github", "https://gitlab.example.jp/api/v4"),
        (None, "http://gitlab.example.jp/api/v4"),
        (None, "https://gitlab.example.jp"),
        (None, "https://gitlab.example.jp *;/api/v4"),
        (None, "https://a@gitlab.example.jp/api/v4"),
    ],
)
def test_what_is_no_address_of_a_gitlab_is_refused(tmp_path: Path, name: Forge | None, api: str) -> None:
    with pytest.raises(UserError) as caught:
        backend_of(_sites_with(OWN, tmp_path), name, api=api)
    assert [(problem.file, problem.code) for problem in caught.value.problems] == [("--api", "BLD044")]


def test_another_forge_than_the_remote_s_needs_its_repository(tmp_path: Path) -> None:
    sites = _sites_with("https://github.com/town/sites.git", tmp_path)
    with pytest.raises(UserError):
        backend_of(sites, "gitlab")
    with pytest.raises(UserError):
        backend_of(sites, api="https://gitlab.example.jp/api/v4")


def test_without_a_remote_somebody_must_say_it(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        backend_of(tmp_path, "github")
    assert caught.value.problems[0].code == "BLD044"
    assert backend_of(tmp_path, "gitlab", "a/b", "main") == {"name": "gitlab", "repo": "a/b", "branch": "main"}


@pytest.mark.parametrize(
    ("name", "repo", "hint"),
    [
        ("github", "town", "write it as OWNER/NAME, as in the address of its page"),
        ("github", "town/sites/more", "write it as OWNER/NAME, as in the address of its page"),
        ("github", "花守市/sites", "write it as OWNER/NAME, as in the address of its page"),
        ("github", "https://github.com/town/sites.git", "write town/sites"),
        ("gitlab", "git@gitlab.com:town/group/sites.git", "write town/group/sites"),
        ("gitlab", "", "write it as OWNER/NAME, as in the address of its page"),
    ],
)
def test_a_repository_is_named_by_owner_and_name(tmp_path: Path, name: Forge, repo: str, hint: str) -> None:
    with pytest.raises(UserError) as caught:
        backend_of(tmp_path, name, repo)
    (problem,) = caught.value.problems
    assert (problem.file, problem.code, str(problem.hint)) == ("--repo", "BLD044", hint)
    assert str(problem.message) == f"'{repo}' is not the name of a repository"


def test_a_gitlab_has_groups_in_groups(tmp_path: Path) -> None:
    assert backend_of(tmp_path, "gitlab", "town/group/sites")["repo"] == "town/group/sites"


def test_the_page_asks_nobody_but_the_forge() -> None:
    words = policy({"name": "github", "repo": "a/b"})
    assert "connect-src 'self' blob: data: https://github.com https://api.github.com" in words
    assert "script-src 'self';" in words
    assert "default-src 'none'" in words
    assert "blob: data: https://gitlab.com;" in policy({"name": "gitlab", "repo": "a/b"})


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
