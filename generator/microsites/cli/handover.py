"""The command for when people change posts."""

from __future__ import annotations

from pathlib import Path

import click

from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.report import OUTPUT, write_report


@click.command()
@PORTFOLIO
@click.option("--at", metavar="TIME", help="As of this moment: 2027-03-31 or 2027-03-31T17:00.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["md", "html"]),
    default="md",
    show_default=True,
    help="Markdown, or one page to print.",
)
@OUTPUT
def handover(portfolio: Path | None, at: str | None, format_: str, output: Path | None) -> None:
    """Write what whoever takes over must know (in Japanese).

    Who owns what, accounts and IDs, domains, contracts, what runs out, what is waiting, how the common things are done.

    \b
    microsites handover --output handover.md
    microsites handover --at 2027-04-01 --format html --output handover.html
    """  # noqa: D301 - click reads the backspace
    from zoneinfo import ZoneInfo

    from microsites.build.clock import read_clock
    from microsites.build.portfolio import read_portfolio
    from microsites.handover.document import document
    from microsites.handover.page import page

    source = read_portfolio(portfolio_folder(portfolio))
    clock = read_clock(at, ZoneInfo(source.portfolio.settings.timezone)).replace(tzinfo=None)
    text = document(source.portfolio, source.tags, source.checks, clock)
    write_report(page(text, source.portfolio.settings.name) if format_ == "html" else text, output)
