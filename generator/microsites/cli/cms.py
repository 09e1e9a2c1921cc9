"""``microsites cms``: a form instead of YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli.language import reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.values import FILE, FOLDER
from microsites.i18n.message import _

if TYPE_CHECKING:
    from microsites.cms.forge import Forge


@click.command()
@PORTFOLIO
@click.option("--output", type=FOLDER, default=Path("admin"), show_default=True, help="Where the form goes.")
@click.option("--package", type=FILE, help="Sveltia CMS as npm packs it [default: fetched by npm].")
@click.option(
    "--backend", type=click.Choice(["github", "gitlab"]), help="The forge [default: the repository's remote]."
)
@click.option("--repo", metavar="OWNER/NAME", help="The repository [default: the remote's].")
@click.option("--api", metavar="ADDRESS", help="A GitLab of your own: https://gitlab.example.jp/api/v4.")
@click.option("--branch", help="The branch that is edited [default: the forge's].")
def cms(
    portfolio: Path | None,
    output: Path,
    package: Path | None,
    backend: Forge | None,
    repo: str | None,
    api: str | None,
    branch: str | None,
) -> None:
    """Write a form for editing in the browser: Sveltia CMS, set up for this portfolio.

    The form loads nothing from other hosts but the forge that keeps the files. Saving a file writes it anew:
    comments in it are lost.

    \b
    microsites cms                                       fetched by npm, forge from the git remote
    microsites cms --backend github --repo town/sites
    microsites cms --api https://gitlab.example.jp/api/v4
    microsites cms --package sveltia-cms-0.221.1.tgz     without npm
    """  # noqa: D301 - click reads the backspace
    from microsites.cms.forge import backend_of
    from microsites.cms.package import packed_by_npm, packed_file
    from microsites.cms.write import write_cms

    folder = portfolio_folder(portfolio)
    forge = backend_of(folder, backend, repo, branch, api)
    packed = packed_by_npm() if package is None else packed_file(package)
    written = write_cms(folder, output, packed, forge)
    say = reader(click.get_current_context()).say
    where = {"folder": written.folder.as_posix(), "forge": written.forge, "repo": written.repo}
    click.echo(say(_("A form for {repo} on {forge} in {folder}", **where)))
    click.echo(say(_("Saving in the form writes a file anew: comments in it are lost.")))
