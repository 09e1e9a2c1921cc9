"""Which portfolio a command is about."""

from __future__ import annotations

from pathlib import Path

import click

from microsites.cli.values import FOLDER

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
