"""Tells problems in the terminal, in the reader's language and, where there is one, in colour."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from microsites.cli.language import reader
from microsites.cli.portfolio import portfolio_of
from microsites.errors import Problem, UserError

if TYPE_CHECKING:
    from microsites.telling import Part

EXIT_USER_ERROR = 2

_LOOKS: MappingProxyType[Part, dict[str, Any]] = MappingProxyType(
    {
        "place": {"bold": True},
        "code": {"dim": True},
        "faint": {"dim": True},
        "mark": {"fg": "red", "bold": True},
    }
)

_WIDEST = 120
"""Longer lines are hard to read, however wide a window is."""


def _painted(text: str, part: Part) -> str:
    return click.style(text, **_LOOKS[part])


def tell(problems: Sequence[Problem]) -> None:
    """Say what is wrong, and where."""
    from microsites.telling import Telling, plain

    ctx = click.get_current_context()
    telling = Telling(reader(ctx), portfolio_of(ctx))
    if sys.stderr.isatty():
        # no-color.org: set to anything but nothing.
        paint = plain if os.environ.get("NO_COLOR") else _painted
        telling = Telling(reader(ctx), portfolio_of(ctx), paint, min(shutil.get_terminal_size().columns, _WIDEST))
    for line in telling.lines(problems):
        click.echo(line, err=True)


def fail(error: UserError) -> NoReturn:
    """Say what stops the command, and stop it."""
    from microsites.telling import counted, where_to_read_more

    tell(error.problems)
    say = reader(click.get_current_context()).say
    click.echo(err=True)
    if len(error.problems) > 1:
        click.echo(say(counted(error.problems)), err=True)
    click.echo(say(where_to_read_more(error.problems)), err=True)
    sys.exit(EXIT_USER_ERROR)
