"""The command line: each command parses, calls one function, and exits with 0, 1, 2 or 3."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

import click

from microsites import __version__
from microsites.cli_check import check, present
from microsites.cli_options import ENVIRONMENTS, EXIT_FINDINGS, FOLDER, PORTFOLIO, portfolio_folder
from microsites.cli_plan import checklist, plan
from microsites.cli_reference import providers, rules, sections
from microsites.errors import Problem, UserError
from microsites.shown import shown, shown_lines

EXIT_USER_ERROR = 2
EXIT_BUG = 3


EXIT_INTERRUPTED = 130
"""As shells count what a signal ends: 128 and the number of SIGINT."""

_REFUSED = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}
)
"""No bug of anybody: the disk is full, there are too many processes or open files."""


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
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            sys.exit(EXIT_INTERRUPTED)
        except MemoryError:
            _fail(UserError.at("microsites", "there is not enough memory", "leave something out, or use less --jobs"))
        except Exception as error:  # noqa: BLE001 - the last resort: a log instead of a traceback
            if isinstance(error, OSError) and error.errno in _REFUSED:
                _fail(UserError.at(error.filename or "microsites", f"the system refuses to go on ({error.strerror})"))
            click.echo(f"microsites met a bug of its own. Please report it with this file: {_log_bug()}", err=True)
            sys.exit(EXIT_BUG)


def _tell(problem: Problem) -> None:
    place = shown(f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file)
    code = click.style(f"[{problem.code}]", dim=True)
    click.echo(f"{click.style(place, bold=True)}: {shown_lines(problem.message)} {code}", err=True)
    if problem.hint:
        click.echo(f"    → {shown_lines(problem.hint)}", err=True)


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
        present(
            check_directory(
                out,
                providers=source.tags.providers,
                sites=names,
                today=result.clock.date(),
                content=source.portfolio.root,
            ),
            "text",
            None,
        )


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


for command in (check, plan, checklist, rules, sections, providers):
    main.add_command(command)
