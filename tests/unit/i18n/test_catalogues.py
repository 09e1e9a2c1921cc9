"""Every message is translated, and what is compiled is what translators wrote."""

from __future__ import annotations

import os
import re

import pytest
from click.testing import CliRunner
from tools import messages

from microsites.cli.main import main


@pytest.fixture(scope="module", params=messages.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_everything_is_translated_with_all_its_values(language: str) -> None:
    assert list(messages.faults(messages.updated(language))) == []


CONTINUE = {
    "blocks {what}: {directive} does not allow {source}": "the page's Content-Security-Policy {problem}",
    "says {name}, which browsers ignore in <meta>": "the page's Content-Security-Policy {problem}",
    "is a file's name": 'the text alternative "{alt}" {what}',
    "only says that there is a picture": 'the text alternative "{alt}" {what}',
    "repeats the link's text": 'the text alternative "{alt}" {what}',
    "stands on {count} different pictures": 'the text alternative "{alt}" {what}',
}
"""Predicates, and the message whose name they follow immediately."""


def test_no_message_begins_with_a_particle_unless_it_continues_another() -> None:
    """「portfolio.yml: はJSONではありません」 is what somebody would read: a file and a colon come before messages."""
    said = {message.id: message.string for message in messages.updated("ja") if isinstance(message.id, str)}
    assert {
        text for text, words in said.items() if re.match("(?:は、|は[^じ]|が|を|の|で、|では、|、)", str(words))
    } == set(CONTINUE)
    for text, into in CONTINUE.items():
        assert re.search("[」ー][{]", said[into]), f"{text!r} no longer follows a name"


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
