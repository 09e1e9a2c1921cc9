"""``--help`` of every command: words for every option, and examples that the command itself understands."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
import pytest

from microsites.cli import main
from microsites.cli_help import EXAMPLES, paragraphs


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
