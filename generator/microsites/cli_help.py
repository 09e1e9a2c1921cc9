"""``--help`` in the reader's language: what commands and options say of themselves, from the catalogues."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator

import click

from microsites.i18n.catalogue import Catalogue

EXAMPLES = "\b"
"""How click is told to leave a paragraph as it is: examples, which need no translation."""


def said_in(command: click.Command, reader: Catalogue) -> click.Command:
    """A copy of ``command`` whose help is in the reader's language."""
    said = copy.copy(command)
    said.help = "\n\n".join(_said(paragraph, reader) for paragraph in paragraphs(command))
    said.params = [_parameter(parameter, reader) for parameter in command.params]
    return said


def texts(command: click.Command) -> Iterator[str]:
    """What there is to translate."""
    yield from (paragraph for paragraph in paragraphs(command) if not paragraph.startswith(EXAMPLES))
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
    return paragraph if paragraph.startswith(EXAMPLES) else reader.say(paragraph)


def _parameter(parameter: click.Parameter, reader: Catalogue) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    said = copy.copy(parameter)
    said.help = reader.say(parameter.help)
    return said
