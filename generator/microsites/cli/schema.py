"""``microsites schema``: JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from microsites.cli.language import reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.values import FOLDER
from microsites.i18n.message import _, ngettext


@click.command()
@PORTFOLIO
@click.option("--output", type=FOLDER, help="Where the schemas go [default: .schema in the portfolio].")
def schema(portfolio: Path | None, output: Path | None) -> None:
    """Write JSON Schema for an editor, and wire Visual Studio Code to it.

    With the extension that .vscode/extensions.json recommends, the editor completes section types, their fields,
    pages, sites, files, goals and events, and marks what a build would refuse. Once more after new pages or files.

    \b
    microsites schema                        for the portfolio here, or in sites
    microsites schema --portfolio town       for another one
    microsites schema --output schemas       the schemas lie elsewhere
    """  # noqa: D301 - click reads the backspace
    from microsites.schema.write import write_schemas

    say = reader(click.get_current_context()).say
    written = write_schemas(portfolio_folder(portfolio), output, None)
    count = len(written.schemas)
    folder = written.schemas[0].parent.as_posix()
    click.echo(say(ngettext("{count} schema in {folder}", "{count} schemas in {folder}", count, folder=folder)))
    click.echo(say(_("Visual Studio Code finds them by {folder}", folder=written.editor.as_posix())))
    if written.problems:
        note = ngettext(
            "The content has {count} problem; what could not be read is not offered: microsites build",
            "The content has {count} problems; what could not be read is not offered: microsites build",
            written.problems,
        )
        click.echo(say(note), err=True)
