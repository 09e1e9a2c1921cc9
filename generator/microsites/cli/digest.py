"""The command for the weekly round."""

from __future__ import annotations

from pathlib import Path

import click

from microsites.cli.language import report_reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.report import OUTPUT, write_report


@click.command()
@PORTFOLIO
@click.option("--since", required=True, metavar="REV|DATE", help="A commit, branch or tag; or a day: 2026-11-16.")
@click.option("--at", metavar="TIME", help="As of this moment: closed calls have no entry.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["md", "text"]),
    default="md",
    show_default=True,
    help="For a ticket or a mail, or to read here.",
)
@OUTPUT
def digest(portfolio: Path | None, since: str, at: str | None, format_: str, output: Path | None) -> None:
    """Say what changed on which site, by page and role, for the weekly round.

    It compares the portfolio as it was (git) with the files as they lie there now. A day means the last commit before
    it. In Japanese, unless --lang en is given.

    \b
    microsites digest --since 2026-11-16
    microsites digest --since HEAD~5 --format text --lang en
    microsites digest --since v1.2 --output changes.md
    """  # noqa: D301 - click reads the backspace
    from zoneinfo import ZoneInfo

    from microsites.build.clock import read_clock
    from microsites.build.portfolio import read_portfolio
    from microsites.digest.compare import digest as compared
    from microsites.digest.formats import FORMATS
    from microsites.digest.revision import find_revision

    folder = portfolio_folder(portfolio)
    source = read_portfolio(folder)
    zone = ZoneInfo(source.portfolio.settings.timezone)
    revision = find_revision(folder, since, zone)
    found = compared(source, revision, read_clock(at, zone))
    write_report(FORMATS[format_](found, report_reader(click.get_current_context())), output)
