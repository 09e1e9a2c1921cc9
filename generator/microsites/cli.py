"""The command line: each command parses, calls one function, and exits with 0, 1, 2 or 3."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from microsites import __version__
from microsites.cli_options import (
    ENVIRONMENTS,
    EXIT_FINDINGS,
    FILE,
    FOLDER,
    OUTPUT,
    PORTFOLIO,
    portfolio_folder,
    write_report,
)
from microsites.cli_plan import checklist, plan
from microsites.cli_reference import providers, rules, sections
from microsites.errors import Problem, UserError

if TYPE_CHECKING:
    # Imported late where it is used: ``--help`` must not wait for the checker.
    from microsites.check.runner import Report
    from microsites.manifest import CheckSettings

EXIT_USER_ERROR = 2
EXIT_BUG = 3


def _log_bug() -> Path:
    handle, name = tempfile.mkstemp(prefix="microsites-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"microsites {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n{traceback.format_exc()}")
    return Path(name)


class _Commands(click.Group):
    """Turns expected errors into messages and unexpected ones into a log file."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A Japanese Windows console knows no dash; a question mark is better than a crash.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except UserError as error:
            _fail(error)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader of a pipe went away (``| head``): nobody is left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_FINDINGS)
        except Exception:  # noqa: BLE001 - the last resort: a log instead of a traceback
            click.echo(f"microsites met a bug of its own. Please report it with this file: {_log_bug()}", err=True)
            sys.exit(EXIT_BUG)


def _tell(problem: Problem) -> None:
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    click.echo(
        f"{click.style(place, bold=True)}: {problem.message} {click.style(f'[{problem.code}]', dim=True)}", err=True
    )
    if problem.hint:
        click.echo(f"    → {problem.hint}", err=True)


def _fail(error: UserError) -> NoReturn:
    for problem in error.problems:
        _tell(problem)
    count = len(error.problems)
    if count > 1:
        click.echo(f"{count} problems", err=True)
    sys.exit(EXIT_USER_ERROR)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="microsites")
def main() -> None:
    """Promotion microsites from one YAML source that owns content and measurement."""


@main.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@PORTFOLIO
@click.option(
    "--out", type=FOLDER, default=Path("dist"), show_default=True, help="Where the sites go, one folder each."
)
@click.option(
    "--env", "environment", type=ENVIRONMENTS, default="local", show_default=True, help="What the sites are built as."
)
@click.option("--at", metavar="TIME", help="Build for this moment: 2027-01-31 or 2027-01-31T17:00.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Processes [default: one per core]."
)
@click.option("--check", "then_check", is_flag=True, help="Check what was built.")
def build(
    sites: tuple[str, ...],
    portfolio: Path | None,
    out: Path,
    environment: Any,
    at: str | None,
    jobs: int,
    then_check: bool,
) -> None:
    """Build sites: every page and every call to action measured by one plan.

    \b
    microsites build                         all sites, without any provider
    microsites build strawberry --at 2027-01-31
    microsites build --env production --check
    """  # noqa: D301 - click reads the backspace
    from microsites.build.next_change import next_change_line
    from microsites.build.portfolio import build_portfolio, read_portfolio

    source = read_portfolio(portfolio_folder(portfolio))
    result = build_portfolio(source, out, environment, names=sites, at=at, jobs=jobs)
    click.echo(f"Built for {environment}, as of {result.clock:%Y-%m-%d %H:%M %Z}:")
    for site in result.built:
        click.echo(f"  {out / site.site}  {site.pages} pages, {site.elements} calls to action")
        for warning in site.warnings:
            click.echo(f"    note from MkDocs: {warning}", err=True)
        for note in site.notes:
            _tell(note)
    click.echo(next_change_line(result.changes, source.portfolio.settings.timezone))
    if result.problems:
        _fail(UserError(result.problems))
    python = "python" if sys.platform == "win32" else "python3"
    click.echo(f"To look at them: {python} -m http.server --directory {out} 8000, then")
    for site in result.built:
        click.echo(f"  http://localhost:8000/{site.site}/")
    if then_check:
        from microsites.check.runner import check_directory

        click.echo()
        names = frozenset(site.site for site in result.built)
        _report(check_directory(out, providers=source.tags.providers, sites=names), "text", None, None)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path), default=Path("dist"))
@click.option("--manifest", type=FILE, help="What the site is expected to carry [default: found beside DIRECTORY].")
@click.option("--config", type=FILE, help="A checks.yml that replaces the portfolio's.")
@click.option("--tags", type=FOLDER, help="A folder with providers of the portfolio's own.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="To read, or for programs.",
)
@OUTPUT
@click.option("--select", metavar="CODES", default="", help="Only these rules or families: LNK,TAG001.")
@click.option("--ignore", metavar="CODES", default="", help="All but these.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "note"]), help="What makes the exit code 1.")
@click.option("--expect", metavar="PROVIDER=ID", multiple=True, help="For a site that was not built here.")
def check(
    directory: Path,
    manifest: Path | None,
    config: Path | None,
    tags: Path | None,
    format_: str,
    output: Path | None,
    select: str,
    ignore: str,
    fail_on: Any,
    expect: tuple[str, ...],
) -> None:
    """Check built sites: links, pages, and whether every goal is instrumented.

    DIRECTORY is a folder of sites that were built here, one of them, or any site's files.

    \b
    microsites check dist
    microsites check dist --select TAG,EVT --format json
    microsites check public_html --expect ga4=G-XXXXXXXXXX
    """  # noqa: D301 - click reads the backspace
    from microsites.build.swap import recover
    from microsites.check.runner import check_directory
    from microsites.manifest import MANIFESTS
    from microsites.measurement.tags import providers_with

    if (directory / MANIFESTS).is_dir():
        recover(directory)
    report = check_directory(
        directory,
        manifest=manifest,
        settings=_settings(config),
        select=_codes(select),
        ignore=_codes(ignore),
        expect=tuple(_expectation(text) for text in expect),
        providers=providers_with(tags),
    )
    _report(report, format_, output, fail_on)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for part in text.split(",") if (code := part.strip()))


def _expectation(text: str) -> tuple[str, str]:
    provider, separator, identifier = text.partition("=")
    if not separator or not provider or not identifier:
        raise UserError.at("--expect", f"'{text}' is not PROVIDER=ID", "write --expect ga4=G-XXXXXXXXXX", "BLD404")
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


def _report(report: Report, format_: str, output: Path | None, fail_on: Any) -> None:
    from microsites.check.reporters import REPORTERS

    write_report(REPORTERS[format_].render(report), output)
    if report.exceeds(fail_on):
        sys.exit(EXIT_FINDINGS)


@main.group()
def new() -> None:
    """Start something new."""


@new.command("portfolio")
@click.argument("folder", type=click.Path(path_type=Path))
def new_portfolio_command(folder: Path) -> None:
    """Write a portfolio with one small site, ready to build."""
    from microsites.scaffold.new import new_portfolio

    files = new_portfolio(folder)
    click.echo(f"{len(files)} files written to {folder}")
    click.echo(f"Next: cd {folder} && microsites build --check")


for command in (plan, checklist, rules, sections, providers):
    main.add_command(command)
