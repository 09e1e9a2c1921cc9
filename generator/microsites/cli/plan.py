"""The commands that show the plan: what is measured, what changed, and what only a person can look up."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli.completion import SITES
from microsites.cli.language import report_reader
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.report import EXIT_FINDINGS, OUTPUT, write_report
from microsites.errors import UserError
from microsites.i18n.message import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from microsites.content.files import EnvironmentName
    from microsites.manifest import Manifest
    from microsites.measurement.reports.plan import SitePlan


def _manifests(path: Path) -> tuple[tuple[Manifest, ...], bool]:
    """The manifests that ``path`` names, and whether they are a whole portfolio's.

    ``path``: a manifest, the tree of a site, a folder of sites, or a folder of manifests.
    """
    from microsites.build.swap import recover
    from microsites.check.manifests import read_manifest
    from microsites.manifest import MANIFESTS

    if path.is_file():
        return (read_manifest(path),), False
    own = path.parent / MANIFESTS / f"{path.name}.json"
    if own.is_file():
        return (read_manifest(own),), False
    if (path / MANIFESTS).is_dir():
        recover(path)
    folder = path / MANIFESTS if (path / MANIFESTS).is_dir() else path
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        hint = _("name a manifest, or the folder that 'microsites build' wrote")
        raise UserError.at(path, _("holds no manifest"), hint, "BLD402")
    return tuple(read_manifest(file) for file in files), True


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...", shell_complete=SITES)
@PORTFOLIO
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "md"]),
    default="text",
    show_default=True,
    help="To read, for programs, for a spreadsheet, or the meeting sheet.",
)
@click.option("--at", metavar="TIME", help="As of this moment: closed calls have no entry.")
@click.option(
    "--against",
    metavar="MANIFEST",
    type=click.Path(path_type=Path, exists=True),
    help="Show what changed since a site was built: its manifest, or the folder that holds the sites.",
)
@OUTPUT
def plan(
    sites: tuple[str, ...],
    portfolio: Path | None,
    format_: str,
    at: str | None,
    against: Path | None,
    output: Path | None,
) -> None:
    """Show what is measured: goal → event → elements → providers.

    In Japanese; with --lang en the text to read is in English.

    With --format md it is the meeting sheet: definitions, targets, what was received, causes and next actions.

    With --against, exit code 1 says that numbers from before and after may not be compared.

    \b
    microsites plan strawberry
    microsites plan --format md --output meeting.md
    microsites plan --against dist --format md
    """  # noqa: D301 - click reads the backspace
    from zoneinfo import ZoneInfo

    from microsites.build.clock import read_clock
    from microsites.build.portfolio import read_portfolio, select_sites
    from microsites.measurement.reports import comparison, comparison_formats, csv, json, meeting, text
    from microsites.measurement.reports.plan import site_plan

    reader = report_reader(click.get_current_context())
    source = read_portfolio(portfolio_folder(portfolio))
    chosen = select_sites(source.portfolio, sites)
    if against is not None:
        if at is not None:
            hint = _("leave one of the two out: a comparison looks at the moment for which the site was built")
            raise UserError.at("--at", _("does not go together with --against"), hint, "BLD002")
        manifests, whole = _manifests(against)
        before = tuple(manifest for manifest in manifests if not sites or manifest.site in sites)
        changes = comparison.compare(source.portfolio, chosen, source.tags, before, whole=whole and not sites)
        write_report(comparison_formats.FORMATS[format_](changes, reader), output)
        if any(change.breaks for change in changes):
            sys.exit(EXIT_FINDINGS)
        return
    clock = read_clock(at, ZoneInfo(source.portfolio.settings.timezone)).replace(tzinfo=None)
    plans = tuple(
        site_plan(source.portfolio, site, source.tags, clock) for site in chosen if sites or site.settings.measured
    )
    formats: dict[str, Callable[[tuple[SitePlan, ...]], str]] = {
        "text": partial(text.render, reader=reader),
        "json": json.render,
        "csv": csv.render,
        "md": partial(meeting.render, today=clock.date()),
    }
    write_report(formats[format_](plans), output)


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...", shell_complete=SITES)
@PORTFOLIO
@click.option("--accessibility", is_flag=True, help="The sheet for testing accessibility by hand instead.")
@click.option(
    "--env",
    "environment",
    type=click.Choice(["preview", "production"]),
    help="Whose accounts to look at.  [default: production]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "md", "csv", "json"]),
    default="text",
    show_default=True,
    help="To read or print, for a ticket, for a spreadsheet, or for programs.",
)
@OUTPUT
def checklist(
    sites: tuple[str, ...],
    portfolio: Path | None,
    accessibility: bool,
    environment: EnvironmentName | None,
    format_: str,
    output: Path | None,
) -> None:
    """List what only a person can look up: the settings that no HTML shows, in each provider's administration.

    In Japanese; with --lang en the text to read and the ticket are in English.

    With --accessibility: what a person does to judge each success criterion, with room for the results, in
    Japanese.

    \b
    microsites checklist
    microsites checklist strawberry --env preview --format md
    microsites checklist strawberry --accessibility --format csv --output sheet.csv
    """  # noqa: D301 - click reads the backspace
    from microsites.build.portfolio import read_portfolio, select_sites
    from microsites.measurement.reports import accessibility_sheet_formats, checklist_formats
    from microsites.measurement.reports.accessibility_sheet import accessibility_sheets
    from microsites.measurement.reports.checklist import checklist as expected_settings

    source = read_portfolio(portfolio_folder(portfolio))
    chosen = select_sites(source.portfolio, sites)
    if accessibility:
        if environment is not None:
            hint = _("leave one of the two out: a test of accessibility looks at pages, not at accounts")
            raise UserError.at("--env", _("does not go together with --accessibility"), hint, "BLD002")
        sheets = accessibility_sheets(source.portfolio, chosen)
        write_report(accessibility_sheet_formats.FORMATS[format_](sheets), output)
        return
    expected = expected_settings(source.portfolio, chosen, environment or "production", source.tags)
    reader = report_reader(click.get_current_context())
    write_report(checklist_formats.FORMATS[format_](expected, reader), output)
