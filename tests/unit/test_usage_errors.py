"""A command that was typed wrongly: told in Japanese, by errors that click itself raises."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from microsites.cli.main import main

WRONG = [
    ("check --zzz", "「--zzz」というオプションはありません"),
    (
        "check --selct LNK",
        "「--selct」というオプションはありません。もしかして：--select または --expect または --help",
    ),
    ("--nope", "「--nope」というオプションはありません"),
    ("chek", "「chek」というコマンドはありません。もしかして：check または checklist または schema"),
    ("new sites", "「sites」というコマンドはありません。もしかして：site"),
    ("publish", "TARGET を指定してください"),
    ("new ci nowhere", "FORGE：「nowhere」は選べません。選べるのは github, gitlab です"),
    ("new site", "NAME を指定してください"),
    (
        "publish nowhere",
        "TARGET：「nowhere」は選べません。選べるのは rsync, rclone, s3, cloudflare, netlify, github-pages です",
    ),
    ("build --env prod", "--env：「prod」は選べません。選べるのは local, preview, production です"),
    ("serve --port x", "--port：「x」は整数ではありません"),
    ("serve --port 0", "--port：0 は使えません。1 から 65535 までの数を指定してください"),
    ("check --jobs 0", "--jobs：0 は使えません。1 以上の数を指定してください"),
    ("check --manifest gone.json", "--manifest：「gone.json」が見つかりません"),
    ("check --manifest folder", "--manifest：「folder」はファイルではなく、フォルダーです"),
    ("build --portfolio file", "--portfolio：「file」はフォルダーではなく、ファイルです"),
    ("build --at", "--at には値が必要です"),
    ("build --check=yes", "--check に値は付けられません"),
    ("new portfolio a b", "余分な引数があります：b"),
    ("new portfolio a b c", "余分な引数があります：b c"),
]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()


@pytest.mark.parametrize(("typed", "said"), WRONG, ids=[typed for typed, _ in WRONG])
def test_what_is_wrong_is_said_in_japanese(typed: str, said: str) -> None:
    result = CliRunner().invoke(main, ["--lang", "ja", *typed.split()])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.endswith(f"エラー：{said}\n")
    assert "Traceback" not in result.stderr


def test_how_the_command_is_used_stands_above() -> None:
    said = CliRunner().invoke(main, ["--lang", "ja", "build", "--env", "prod"]).stderr.splitlines()
    assert said[0].startswith("使い方: main build [OPTIONS] [SITE]...")
    assert said[1] == "使い方を詳しく見る：main build --help"
    assert said[2] == ""


@pytest.mark.parametrize("typed", [typed for typed, _ in WRONG])
def test_in_english_it_is_what_click_says(typed: str) -> None:
    said = CliRunner().invoke(main, ["--lang", "en", *typed.split()]).stderr
    assert "\nError: " in said or said.startswith("Error: ")
    assert said.isascii()


def test_help_of_a_group_without_command_is_help() -> None:
    said = CliRunner().invoke(main, ["--lang", "ja", "new"])
    assert said.exit_code == 2
    assert "エラー" not in said.stderr
    assert "portfolio" in said.stderr
