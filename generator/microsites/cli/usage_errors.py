"""What click says of a command that was typed wrongly, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Any

import click

from microsites.i18n.catalogue import Catalogue
from microsites.i18n.lists import either
from microsites.i18n.message import Message, _


def _saying_of(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


_SAYINGS: tuple[tuple[re.Pattern[str], Callable[..., Message]], ...] = (
    (
        _saying_of(r"'(?P<value>.*)' is not one of (?P<choices>.*)\."),
        lambda value, choices: _("'{value}' is not one of {choices}", value=value, choices=choices.replace("'", "")),
    ),
    (
        _saying_of(r"'(?P<value>.*)' is not a valid integer(?: range)?\."),
        lambda value: _("'{value}' is not a whole number", value=value),
    ),
    (
        _saying_of(r"'(?P<value>.*)' is not a valid float(?: range)?\."),
        lambda value: _("'{value}' is not a number", value=value),
    ),
    (
        _saying_of(r"(?P<value>\S+) is not in the range (?P<least>\d+)<=x<=(?P<most>\d+)\."),
        lambda value, least, most: _("{value} is not between {least} and {most}", value=value, least=least, most=most),
    ),
    (
        _saying_of(r"(?P<value>\S+) is not in the range x>=(?P<least>\d+)\."),
        lambda value, least: _("{value} is less than {least}", value=value, least=least),
    ),
    (
        _saying_of(r"(?:File|Directory|Path) '(?P<path>.*)' does not exist\."),
        lambda path: _("'{path}' does not exist", path=path),
    ),
    (_saying_of(r"(?:File|Path) '(?P<path>.*)' is a directory\."), lambda path: _("'{path}' is a folder", path=path)),
    (
        _saying_of(r"(?:Directory|Path) '(?P<path>.*)' is a file\."),
        lambda path: _("'{path}' is a file, and not a folder", path=path),
    ),
    (
        _saying_of(r"(?:File|Directory|Path) '(?P<path>.*)' is not (?:read|writ)able\."),
        lambda path: _("'{path}' cannot be opened", path=path),
    ),
    (
        _saying_of(r"Option '(?P<name>.*)' requires an argument\."),
        lambda name: _("{name} needs a value", name=name),
    ),
    (
        _saying_of(r"Option '(?P<name>.*)' does not take a value\."),
        lambda name: _("{name} takes no value", name=name),
    ),
    (
        _saying_of(r"Got unexpected extra arguments? \((?P<arguments>.*)\)"),
        lambda arguments: _("too much is given: {arguments}", arguments=arguments),
    ),
    (_saying_of(r"Missing command\."), lambda: _("a command is missing")),
)
"""click 8.5, types.py, parser.py and core.py: what our commands can provoke."""


class ToldUsageError(click.UsageError):
    """One that is told in another language than click's."""

    def __init__(self, error: click.UsageError, language: Catalogue) -> None:
        super().__init__(language.say(_message(error)), error.ctx)
        self._say = language.say

    def show(self, file: IO[Any] | None = None) -> None:
        """Say how the command is used, and what is wrong."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file=file, err=True)
            more = _("How it is used: {command} --help", command=self.ctx.command_path)
            click.echo(f"{self._say(more)}\n", file=file, err=True)
        click.echo(self._say(_("Error: {message}", message=self.message)), file=file, err=True)


def told(error: click.UsageError, language: Catalogue) -> click.UsageError:
    """The same error in the reader's language; help that nobody asked for in so many words stays as it is."""
    if language.language == "en" or isinstance(error, ToldUsageError | click.exceptions.NoArgsIsHelpError):
        return error
    return ToldUsageError(error, language)


def _message(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return _meant(_("there is no option '{name}'", name=error.option_name), error.possibilities)
        case click.exceptions.NoSuchCommand():
            return _meant(_("there is no command '{name}'", name=error.command_name), error.possibilities)
        case click.MissingParameter():
            return _("{name} is missing", name=_name(error))
        case click.BadParameter():
            name, fault = _name(error), _saying(error.message)
            return _("{name}: {fault}", name=name, fault=fault) if name else fault
    return _saying(error.message)


def _meant(fault: str, possibilities: list[str] | None) -> str:
    if not possibilities:
        return fault
    return _("{fault}. Did you mean {words}?", fault=fault, words=either(possibilities))


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    hint = error.param.get_error_hint(error.ctx).replace("'", "")
    # An argument that is called by all its choices is named in short: they stand above, or behind.
    return hint if hint[:1] not in ("{", "[") else (error.param.name or "").upper()


def _saying(message: str) -> str:
    for pattern, words in _SAYINGS:
        if found := pattern.fullmatch(message):
            return words(**found.groupdict())
    return message
