"""The command that lets a forge check, show and publish a portfolio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli.language import reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.publish import TARGETS

if TYPE_CHECKING:
    from microsites.scaffold.ci import Forge

_USUAL = {"github": "github-pages", "gitlab": "rsync"}


@click.command("ci")
@click.argument("forge", type=click.Choice(["github", "gitlab"]), default="github")
@PORTFOLIO
@click.option(
    "--target",
    type=click.Choice(TARGETS),
    help="Where it is published [default: github-pages; rsync on GitLab].",
)
@click.option("--branch", default="main", show_default=True, help="What is on this branch is public.")
@click.option(
    "--requirement",
    metavar="WHAT",
    help="Which microsites CI installs: a wheel, git+https://…@COMMIT, 'microsites==1.0 --hash=sha256:…' [default: the one in use].",
)
def ci(forge: Forge, portfolio: Path | None, target: str | None, branch: str, requirement: str | None) -> None:
    """Write workflows that check every change, show a preview, and publish.

    Files that are there and differ are never overwritten.

    \b
    microsites new ci                                    GitHub Actions, GitHub Pages
    microsites new ci gitlab --target rsync
    microsites new ci github --portfolio sites --target cloudflare
    microsites new ci --requirement dist/microsites-1.0-py3-none-any.whl
    """  # noqa: D301 - click reads the backspace
    from microsites.errors import UserError
    from microsites.i18n.message import _, ngettext
    from microsites.resources import lock_file
    from microsites.scaffold.ci import REQUIREMENTS, Setup, repository_of, write_ci
    from microsites.scaffold.ci_next import next_steps
    from microsites.scaffold.ci_package import installed_package, package_of
    from microsites.scaffold.ci_targets import TARGETS as KNOWN

    folder = portfolio_folder(portfolio)
    if not (folder / "portfolio.yml").is_file():
        hint = _("name its folder with --portfolio, or make one: microsites new portfolio FOLDER")
        raise UserError.at(folder, _("there is no portfolio.yml"), hint, "BLD027")
    repository = repository_of(folder)
    package = package_of(requirement, REQUIREMENTS) if requirement else installed_package(REQUIREMENTS)
    chosen = KNOWN[target or _USUAL[forge]]
    setup = Setup(forge, chosen, folder.resolve().relative_to(repository).as_posix(), branch, package)
    written = write_ci(repository, setup, lock_file())
    say = reader(click.get_current_context()).say
    for name in written.files:
        click.echo(f"  {name}")
    count = len(written.files)
    click.echo(
        say(ngettext("{count} file written to {folder}", "{count} files written to {folder}", count, folder=repository))
    )
    if written.files or written.include:
        click.echo(say(_("Next:")))
        for number, step in enumerate(next_steps(setup, folder, include=written.include), 1):
            click.echo(f"  {number}. {say(step)}")
