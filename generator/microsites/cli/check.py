"""The command that checks built sites."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli.comment import PREVIEW_URL, change
from microsites.cli.external import EXIT_OUTSIDE, external_options
from microsites.cli.language import reader
from microsites.cli.portfolio import portfolio_folder
from microsites.cli.problems import tell
from microsites.cli.progress import shown_progress
from microsites.cli.report import EXIT_FINDINGS, OUTPUT, write_report
from microsites.cli.values import FILE, FOLDER
from microsites.errors import Problem, UserError
from microsites.i18n.message import _

if TYPE_CHECKING:
    # Imported late where it is used: ``--help`` must not wait for the checker.
    from microsites.check.external.run import External
    from microsites.check.findings import Severity
    from microsites.check.report import Report
    from microsites.comment import Change
    from microsites.manifest import CheckSettings

FORMATS = ("text", "json", "sarif", "junit", "github", "csv", "html", "comment")
ZONE = "Asia/Tokyo"
"""In which a day ends for suppressions, whoever checks."""


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=Path("dist"))
@click.option("--manifest", type=FILE, help="What the site is expected to carry [default: found beside DIRECTORY].")
@click.option("--config", type=FILE, help="A checks.yml that replaces the portfolio's.")
@click.option("--tags", type=FOLDER, help="A folder with providers of the portfolio's own.")
@click.option(
    "--portfolio", type=FOLDER, help="Where the YAML lies, for reports that name files [default: here, else sites]."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="To read, for programs, for code scanning, for test reports, as annotations, for a spreadsheet, as a page, as a comment"
    " on a change.",
)
@OUTPUT
@PREVIEW_URL
@click.option("--select", metavar="CODES", default="", help="Only these rules or families: LNK,TAG001.")
@click.option("--ignore", metavar="CODES", default="", help="All but these.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "note"]), help="What makes the exit code 1.")
@click.option("--expect", metavar="PROVIDER=ID", multiple=True, help="For a site that was not built here.")
@click.option("--url", metavar="ADDRESS", help="Where a site that was not built here lies: its own links are known.")
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Findings that are known: only new ones count.",
)
@click.option("--update-baseline", is_flag=True, help="Write what is found into the baseline; the exit code is 0.")
@click.option("--at", metavar="TIME", help="As of this day: which suppressions have ended [default: now].")
@click.option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Remembers what was read: the next check reads only what changed.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="What was there before: a built folder, a manifest, a sitemap.xml [default: what was published from here].",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes for large sites [default: one for each processor].")
@external_options(ZONE)
def check(
    directory: Path,
    manifest: Path | None,
    config: Path | None,
    tags: Path | None,
    portfolio: Path | None,
    format_: str,
    output: Path | None,
    preview_url: str | None,
    select: str,
    ignore: str,
    fail_on: Severity | None,
    expect: tuple[str, ...],
    url: str | None,
    baseline_file: Path | None,
    update_baseline: bool,
    at: str | None,
    cache: Path | None,
    previous: Path | None,
    jobs: int | None,
    external: External | None,
) -> None:
    """Check built sites: links, pages, and whether every goal is instrumented.

    DIRECTORY is a folder of sites that were built here, one of them, or any site's files.

    \b
    microsites check dist
    microsites check dist --select TAG,EVT --format json
    microsites check dist --format sarif --output microsites.sarif
    microsites check dist --baseline checks-baseline.json --update-baseline
    microsites check public_html --url https://www.example.jp/ --expect ga4=G-XXXXXXXXXX
    microsites check dist --previous sitemap.xml
    microsites check dist --external --state outside.json --fail-after 7
    """  # noqa: D301 - click reads the backspace
    # A check makes many values and few circles of them: by default all would be looked through again and again.
    gc.set_threshold(50_000, 20, 100)
    from zoneinfo import ZoneInfo

    from microsites.build.clock import read_clock
    from microsites.build.swap import recover
    from microsites.check.baseline import Baseline, read_baseline, write_baseline
    from microsites.check.runner import check_directory
    from microsites.check.workers import processors
    from microsites.manifest import MANIFESTS
    from microsites.measurement.provider_reader import providers_with

    commented = change(preview_url) if format_ == "comment" or preview_url else None
    if update_baseline and baseline_file is None:
        hint = _("write --baseline FILE --update-baseline")
        raise UserError.at("--update-baseline", _("needs a file"), hint, "BLD405")
    if baseline_file is None:
        baseline = None
    elif update_baseline and not baseline_file.exists():
        baseline = Baseline()
    else:
        baseline = read_baseline(baseline_file)
    if os.path.isdir(directory / MANIFESTS):  # noqa: PTH112 - Path.is_dir raises where it may not look
        recover(directory)
    with shown_progress(_("Checking files")) as progress:
        report = check_directory(
            directory,
            manifest=manifest,
            settings=_settings(config),
            select=_codes(select),
            ignore=_codes(ignore),
            expect=tuple(_expectation(text) for text in expect),
            providers=providers_with(tags),
            fail_on=fail_on,
            baseline=baseline,
            today=read_clock(at, ZoneInfo(ZONE)).date(),
            content=_content(portfolio),
            jobs=jobs or processors(),
            url=url,
            cache=cache,
            progress=progress,
            previous=previous,
            external=external,
        )
    if update_baseline and baseline_file is not None and baseline is not None:
        updated = baseline.updated(report.findings, report.gone)
        write_baseline(baseline_file, updated)
        said = _(
            "{file}: {count} findings are known ({added} added, {gone} forgotten)",
            file=str(baseline_file),
            count=len(updated.entries),
            added=len(report.findings),
            gone=len(report.gone),
        )
        click.echo(reader(click.get_current_context()).say(said))
        return
    if config is None:
        _tell_of_edited_settings(_content(portfolio), directory, report)
    for site in report.altered:
        message = _("the files of this site were changed after they were built: the YAML may not be to blame")
        hint = _("build again, or look at what changes the files afterwards")
        tell(UserError.at(site, message, hint, "BLD413").problems)
    present(report, format_, output, commented)


def present(report: Report, format_: str, output: Path | None, commented: Change | None = None) -> None:
    """Show a report and leave with the exit code that it deserves."""
    from microsites.check.reporters import REPORTERS, Reporter, terminal

    in_colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    reporter: Reporter = terminal if format_ == "text" and in_colour else REPORTERS[format_]
    if format_ == "comment" and commented is not None:
        from microsites.check.reporters.comment import Commenter

        reporter = Commenter(commented)
    write_report(reporter.render(report, reader(click.get_current_context())), output)
    if report.failed:
        sys.exit(EXIT_FINDINGS)
    if report.outside_failed:
        sys.exit(EXIT_OUTSIDE)


def _content(portfolio: Path | None) -> Path | None:
    """The folder of the YAML, where it can be known."""
    folder = portfolio_folder(portfolio)
    return folder if portfolio is not None or (folder / "portfolio.yml").is_file() else None


def _tell_of_edited_settings(content: Path | None, directory: Path, report: Report) -> None:
    """Say that ``checks.yml`` was edited after the sites were built: nobody else would, and it counts only from then on."""
    if content is None or not _may_be_edited(content, directory):
        return
    from microsites.build.checks_file import read_checks

    file, problems = content / "checks.yml", list[Problem]()
    settings = read_checks(file, file.name, problems)
    if problems or any(_said(settings) != _said(built_with) for built_with in report.settings.values()):
        message = _("was edited after the sites were built: they are judged by what it said then")
        hint = _("build again, or write --config {file}", file=str(file))
        tell(UserError.at(file, message, hint, "BLD412").problems)


def _said(settings: CheckSettings) -> object:
    """What the settings say, wherever in the file."""
    return settings.model_dump(exclude={"suppress": {"__all__": {"place"}}})


def _may_be_edited(content: Path, directory: Path) -> bool:
    """Whether ``checks.yml`` was written after the manifests of what is checked, or is not there."""
    from microsites.check.manifests import manifest_files

    file = content / "checks.yml"
    try:
        if not file.exists():
            return (content / "portfolio.yml").is_file()
        edited = file.stat().st_mtime
        return any(edited > manifest.stat().st_mtime for manifest in manifest_files(directory.absolute()))
    except OSError:
        return False


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for part in text.split(",") if (code := part.strip()))


def _expectation(text: str) -> tuple[str, str]:
    provider, separator, identifier = text.partition("=")
    if not separator or not provider or not identifier:
        hint = _("write --expect ga4=G-XXXXXXXXXX")
        raise UserError.at("--expect", _("'{text}' is not PROVIDER=ID", text=text), hint, "BLD404")
    return provider, identifier


def _settings(config: Path | None) -> CheckSettings | None:
    if config is None:
        return None
    from microsites.build.checks_file import read_checks

    problems: list[Problem] = []
    settings = read_checks(config, str(config), problems)
    if problems:
        raise UserError(problems)
    return settings
