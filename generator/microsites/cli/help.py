"""``--help`` in the reader's language: what commands and options say of themselves, from the catalogues."""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import _

EXAMPLES = "\b"
"""How click is told to leave the lines of a paragraph as they are: examples, and what explains them behind a gap."""

_EXPLAINED = re.compile(r"(?P<line>\S.*?)(?P<gap> {3,})(?P<words>\S.*)")

CLICKS = (
    _("Usage:"),
    _("Options"),
    _("Commands"),
    _("Show this message and exit."),
    _("Show the version and exit."),
)
"""What click says of itself."""

_Command = TypeVar("_Command", bound=click.Command)


def said_in(command: _Command, reader: Catalogue) -> _Command:
    """A copy of ``command`` whose help is in the reader's language."""
    said = copy.copy(command)
    said.help = "\n\n".join(_said(paragraph, reader) for paragraph in paragraphs(command))
    said.params = [_parameter(parameter, reader) for parameter in command.params]
    return said


def texts(command: click.Command) -> Iterator[str]:
    """What there is to translate."""
    for paragraph in paragraphs(command):
        if paragraph.startswith(EXAMPLES):
            explained = map(_EXPLAINED.fullmatch, paragraph.split("\n"))
            yield from (match["words"] for match in explained if match)
        else:
            yield paragraph
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help


def paragraphs(command: click.Command) -> list[str]:
    """What a command says of itself; examples begin with :data:`EXAMPLES`."""
    return [
        paragraph if paragraph.startswith(EXAMPLES) else " ".join(paragraph.split())
        for paragraph in inspect.cleandoc(command.help or "").split("\n\n")
    ]


def _said(paragraph: str, reader: Catalogue) -> str:
    if not paragraph.startswith(EXAMPLES):
        return reader.say(paragraph)
    return "\n".join(
        f"{match['line']}{match['gap']}{reader.say(match['words'])}" if (match := _EXPLAINED.fullmatch(line)) else line
        for line in paragraph.split("\n")
    )


def _parameter(parameter: click.Parameter, reader: Catalogue) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    said = _Option.__new__(_Option)
    vars(said).update(vars(parameter))
    said.reader, said.help = reader, reader.say(parameter.help or "")
    return said


class _Option(click.Option):
    """Says in the reader's language what click adds to the help of an option."""

    reader: Catalogue

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """How it is written, and what it is for."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        extra = self.get_help_extra(ctx)
        added = [_("default: {default}", default=extra["default"])] if "default" in extra else []
        said = [self.reader.say(each) for each in added]
        if "range" in extra:
            said.append(extra["range"])
        if "required" in extra:
            said.append(self.reader.say(_("required")))
        return record[0], f"{self.help}  [{'; '.join(said)}]" if said else self.help or ""


class Formatter(click.HelpFormatter):
    """Writes the help with click's own words in the reader's language."""

    def __init__(self, reader: Catalogue, *, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._reader = reader

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is written."""
        super().write_usage(prog, args, prefix if prefix is not None else f"{self._reader.say('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """What follows."""
        super().write_heading(self._reader.say(heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each with what it is for."""
        super().write_dl([(term, self._reader.say(words)) for term, words in rows], col_max, col_spacing)
