"""What several commands have in common: their options, where a portfolio is found, where a report goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from microsites.errors import UserError
from microsites.i18n.catalogue import LANGUAGES, Catalogue, language_of
from microsites.i18n.message import _
from microsites.i18n.system import reason

EXIT_FINDINGS = 1

ENVIRONMENTS = click.Choice(["local", "preview", "production"])
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


_FOLDER = "microsites.portfolio"
"""Where the context of a command keeps the portfolio that it is about."""


def portfolio_folder(given: Path | None) -> Path:
    """The portfolio that a command means."""
    if given is not None:
        return given
    return Path() if Path("portfolio.yml").is_file() else Path("sites")


def _keep_portfolio(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    ctx.meta[_FOLDER] = portfolio_folder(value)
    return value


def portfolio_of(ctx: click.Context) -> Path | None:
    """The portfolio of the command that was given, None where it is about none: what the files of problems lie in."""
    found: Path | None = ctx.meta.get(_FOLDER)
    return found


PORTFOLIO = click.option(
    "--portfolio",
    type=FOLDER,
    default=None,
    callback=_keep_portfolio,
    help="Folder with portfolio.yml [default: here, else sites].",
)
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file."
)

_LANGUAGE = "microsites.language"
"""Where the context of a command keeps the chosen language."""


def _keep_language(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        ctx.meta[_LANGUAGE] = value


LANG = click.Option(
    ["--lang"],
    type=click.Choice(LANGUAGES),
    expose_value=False,
    callback=_keep_language,
    is_eager=True,
    help="Language of messages [default: the machine's].",
)


class Commands(click.Group):
    """A group whose commands all know ``--lang``, and say what they are for in that language."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register ``cmd``."""
        if not isinstance(cmd, click.Group):
            cmd.params.append(LANG)
        super().add_command(cmd, name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look for the language before a command is chosen: ``--help`` answers before the options are read."""
        for option, value in zip(args, [*args[1:], ""], strict=True):
            asked = value if option == "--lang" else option.removeprefix("--lang=")
            if option.startswith("--lang") and asked in LANGUAGES:
                ctx.meta[_LANGUAGE] = asked
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the group is for."""
        from microsites.cli_help import said_in

        click.Group.format_help_text(said_in(self, reader(ctx)), ctx, formatter)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        command = super().get_command(ctx, cmd_name)
        language = reader(ctx)
        if command is None or language.language == "en":
            return command
        from microsites.cli_help import said_in

        return said_in(command, language)


def reader(ctx: click.Context) -> Catalogue:
    """What says messages to the person who gave the command."""
    return Catalogue(ctx.meta.get(_LANGUAGE) or language_of())


def report_reader(ctx: click.Context) -> Catalogue:
    """What says a report that municipalities read: Japanese, unless the command asks for another language."""
    return Catalogue(ctx.meta.get(_LANGUAGE) or "ja")


def write_report(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to ``output`` as it is: UTF-8, its own line ends.  Raises UserError."""
    if output is None:
        # As bytes: a console that translates line ends or knows fewer characters gets the same text as a file.
        try:
            click.echo(text.encode("utf-8", "replace") if "\r\n" in text else text, nl=False)
        except BrokenPipeError:
            raise
        except OSError as error:
            # What waits to be written would be tried once more at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise UserError.at(
                "the report", _("cannot be written: {reason}", reason=reason(error)), _("make room"), "BLD004"
            ) from None
        return
    try:
        output.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise UserError.at(
            output, _("cannot be written: {reason}", reason=reason(error)), _("name another file"), "BLD004"
        ) from None
