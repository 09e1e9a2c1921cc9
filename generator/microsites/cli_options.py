"""What several commands have in common: their options, where a portfolio is found, where a report goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from microsites.errors import UserError

EXIT_FINDINGS = 1

ENVIRONMENTS = click.Choice(["local", "preview", "production"])
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)

PORTFOLIO = click.option(
    "--portfolio", type=FOLDER, default=None, help="Folder with portfolio.yml [default: here, else sites]."
)
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file."
)


def portfolio_folder(given: Path | None) -> Path:
    """The portfolio that a command means."""
    if given is not None:
        return given
    return Path() if Path("portfolio.yml").is_file() else Path("sites")


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
            raise UserError.at("the report", f"cannot be written: {error.strerror}", "make room", "BLD004") from None
        return
    try:
        output.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise UserError.at(output, f"cannot be written: {error.strerror}", "name another file", "BLD004") from None
