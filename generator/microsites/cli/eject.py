"""The command for leaving: no lock-in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli.completion import SITES
from microsites.cli.language import reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.values import ENVIRONMENTS, FOLDER

if TYPE_CHECKING:
    from microsites.content.model import BuildEnvironment


@click.command()
@click.argument("site", shell_complete=SITES)
@PORTFOLIO
@click.option("--output", type=FOLDER, required=True, metavar="DIR", help="Where the project goes: a new folder.")
@click.option(
    "--env",
    "environment",
    type=ENVIRONMENTS,
    default="production",
    show_default=True,
    help="Whose addresses and IDs the project carries.",
)
@click.option("--at", metavar="TIME", help="As of this moment: 2027-01-31 or 2027-01-31T17:00.")
def eject(site: str, portfolio: Path | None, output: Path, environment: BuildEnvironment, at: str | None) -> None:
    """Write a site as a plain MkDocs project, which needs nothing of microsites.

    'mkdocs build' turns it into the same tracked pages. Its README.md says in Japanese what is lost: the clock, the
    checks, the plan.

    \b
    microsites eject strawberry --output strawberry-mkdocs
    microsites eject strawberry --env preview --output ../strawberry
    """  # noqa: D301 - click reads the backspace
    from microsites.build.portfolio import read_portfolio
    from microsites.eject.command import eject_site
    from microsites.i18n.message import _

    written = eject_site(read_portfolio(portfolio_folder(portfolio)), site, output, environment, at)
    say = reader(click.get_current_context()).say
    click.echo(
        say(
            _(
                "{pages} pages and {files} files written to {folder}",
                pages=written.pages,
                files=written.files,
                folder=output,
            )
        )
    )
    click.echo(say(_("Next: read {file}, then: mkdocs build", file=output / "README.md")))
