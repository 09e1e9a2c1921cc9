"""``--help`` of every command: words for every option, and examples that the command itself understands."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from microsites.cli.help import EXAMPLES, paragraphs
from microsites.cli.main import main
from microsites.scaffold.purposes import PRESETS


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(_commands(main))


def _examples(command: click.Command) -> list[list[str]]:
    lines = [line for text in paragraphs(command) if text.startswith(EXAMPLES) for line in text.split("\n")]
    # What explains an example stands behind a gap.
    return [shlex.split(line.split("   ")[0]) for line in lines if line.startswith("microsites ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_understood(name: str) -> None:
    command, words = COMMANDS[name], name.split()
    examples = _examples(command)
    assert examples
    for _program, *arguments in examples:
        assert arguments[: len(words)] == words
        context = click.Context(command, info_name=name)
        _, left, _ = command.make_parser(context).parse_args(arguments[len(words) :])
        assert left == []


def _help(*arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--help"])
    assert result.exit_code == 0, result.output
    return result.output


GROUPS = [(), ("new",)]
LEAVES = [tuple(name.split()) for name in COMMANDS]


@pytest.mark.parametrize("path", [*GROUPS, *LEAVES])
def test_japanese_help_has_no_words_of_click(path: tuple[str, ...]) -> None:
    """Each of them stands in the English help of one command or another."""
    said = _help("--lang", "ja", *path)
    assert [words for words in (*_CLICKS, *_HELPS) if words in said] == []
    assert said.startswith("使い方: ")
    assert "\n指定:\n" in said
    assert ("\nコマンド:\n" in said) == (path in GROUPS)
    assert "この説明を出して終わります。" in said


_CLICKS = ("Usage:", "Options:", "Commands:", "Show this message", "[default: ", "required]", "Show the version")
_HELPS = ("Language of messages", "Folder with portfolio.yml", "visitors:", "all sites")


def test_those_words_are_click_s_own() -> None:
    said = _help("--lang", "en") + "".join(_help("--lang", "en", *path) for path in LEAVES)
    assert [words for words in (*_CLICKS, *_HELPS) if words not in said] == []


def test_defaults_and_duties_are_told_in_japanese() -> None:
    said = " ".join(_help("--lang", "ja", "new", "site").split())
    assert "サイトの目的。 [必須]" in said
    assert "見た目（テーマ）。 [省くと promo]" in said


def test_a_group_can_be_asked_in_a_language_too() -> None:
    assert _help("new", "--lang", "ja").startswith("使い方: ")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_preset_is_told_with_what_it_is_for(language: str) -> None:
    said = _help("--lang", language, "new", "site")
    lines = {
        line.split()[0]: line.split(None, 1)[1]
        for line in said.splitlines()
        if line.startswith("  ") and " " in line.strip()
    }
    assert f"[{'|'.join(PRESETS)}]" in said
    assert all(lines[name] for name in PRESETS)
    for name, preset in PRESETS.items():
        assert (lines[name] == preset.summary) == (language == "en")
