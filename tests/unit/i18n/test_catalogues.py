"""Every message is translated, and what is compiled is what translators wrote."""

from __future__ import annotations

import os

import pytest
from click.testing import CliRunner
from tools import messages

from microsites.cli import main


@pytest.fixture(scope="module", params=messages.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_everything_is_translated_with_all_its_values(language: str) -> None:
    assert list(messages.faults(messages.updated(language))) == []


def test_the_catalogues_are_what_the_script_writes(language: str) -> None:
    catalog, file = messages.updated(language), messages.po_file(language)
    assert file.read_bytes() == messages.po_text(catalog)
    assert file.with_suffix(".mo").read_bytes() == messages.mo_text(catalog)


@pytest.mark.parametrize("arguments", [["build", "--help", "--lang", "ja"], ["--lang=ja", "build", "--help"]])
def test_help_is_in_the_language_that_was_asked_for(arguments: list[str]) -> None:
    shown = CliRunner().invoke(main, arguments).output
    assert "すべてのページとボタンに、1つの計画どおりの計測が入ります。" in shown
    assert "microsites build strawberry --at 2027-01-31" in shown


def test_the_machine_says_which_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "LANGUAGE", "ja_JP")
    assert "組み立てたサイトを検査します" in CliRunner().invoke(main, ["--help"]).output.replace("\n", "")
