"""The command line: each command parses, calls one function, and exits with 0, 1, 2 or 3."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from microsites import __version__
from microsites.cli.check import check, present
from microsites.cli.cms import cms
from microsites.cli.comment import CommentFile, commented
from microsites.cli.completion import SITES
from microsites.cli.digest import digest
from microsites.cli.eject import eject
from microsites.cli.handover import handover
from microsites.cli.language import LANG, Commands, reader
from microsites.cli.new import new
from microsites.cli.plan import checklist, plan
from microsites.cli.portfolio import PORTFOLIO, portfolio_folder
from microsites.cli.problems import fail, tell
from microsites.cli.progress import shown_progress
from microsites.cli.publish import publish
from microsites.cli.reference import providers, rules, sections
from microsites.cli.report import EXIT_FINDINGS
from microsites.cli.schema import schema
from microsites.cli.serve import serve
from microsites.cli.shell import quoted
from microsites.cli.values import ENVIRONMENTS, FOLDER
from microsites.errors import UserError
from microsites.i18n.message import _, ngettext
from microsites.i18n.system import reason
from microsites.shown import shown

if TYPE_CHECKING:
    from microsites.content.model import BuildEnvironment

EXIT_BUG = 3

EXIT_INTERRUPTED = 130
"""As shells count what a signal ends: 128 and the number of SIGINT."""

_REFUSED = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN}
)
"""No bug of anybody: the disk is full, there are too many processes or open files."""


def _in_words(error: click.UsageError, ctx: click.Context) -> click.UsageError:
    from microsites.cli.usage_errors import told

    return told(error, reader(ctx))


class _Main(Commands):
    """Turns expected errors into messages and unexpected ones into a log file."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run; what was closed before leads nowhere, so that no file that is opened takes its place."""
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            if getattr(sys, name) is None:
                os.open(os.devnull, os.O_RDWR)
                setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115 - as long as the program
        return super().main(*args, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise _in_words(error, ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A Japanese Windows console knows no dash; a question mark is better than a crash.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except UserError as error:
            fail(error)
        except click.UsageError as error:
            raise _in_words(error, ctx) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader of a pipe went away (``| head``): nobody is left to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_FINDINGS)
        except KeyboardInterrupt:
            click.echo(reader(ctx).say(_("interrupted")), err=True)
            sys.exit(EXIT_INTERRUPTED)
        except UnicodeEncodeError as error:
            if error.reason != "surrogates not allowed":
                raise
            fail(UserError.at("microsites", _("what was typed is not UTF-8"), _("type it again"), "BLD002"))
        except MemoryError:
            fail(
                UserError.at(
                    "microsites", _("there is not enough memory"), _("leave something out, or use less --jobs")
                )
            )
        except Exception as error:  # noqa: BLE001 - the last resort: a log instead of a traceback
            if isinstance(error, FileNotFoundError) and "usable temporary directory" in str(error):
                hint = _("make room there, or name another folder in TMPDIR")
                fail(UserError.at("TMPDIR", _("there is no folder for temporary files"), hint, "BLD004"))
            if isinstance(error, OSError) and error.errno in _REFUSED:
                fail(
                    UserError.at(
                        error.filename or "microsites",
                        _("the system refuses to go on ({reason})", reason=reason(error)),
                    )
                )
            from microsites.bug_log import log_bug, told

            file = log_bug()
            if file is None:
                click.echo(told(), err=True)
                bug = _("microsites met a bug of its own. Please report it with what stands above")
            else:
                bug = _("microsites met a bug of its own. Please report it with this file: {file}", file=file)
            click.echo(reader(ctx).say(bug), err=True)
            sys.exit(EXIT_BUG)


@click.group(
    cls=_Main, params=[LANG], context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="microsites")
def main() -> None:
    """Promotion microsites from one YAML source that owns content and measurement."""


@main.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...", shell_complete=SITES)
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
@commented
def build(
    sites: tuple[str, ...],
    portfolio: Path | None,
    out: Path,
    environment: BuildEnvironment,
    at: str | None,
    jobs: int,
    then_check: bool,
    comment: CommentFile,
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
    with shown_progress(_("Building sites")) as progress:
        result = build_portfolio(source, out, environment, names=sites, at=at, jobs=jobs, progress=progress)
    say = reader(click.get_current_context()).say
    moment = f"{result.clock:%Y-%m-%d %H:%M %Z}"
    click.echo(say(_("Built for {environment}, as of {moment}:", environment=environment, moment=moment)))
    for site in result.built:
        pages = ngettext("{count} page", "{count} pages", site.pages)
        actions = ngettext("{count} call to action", "{count} calls to action", site.elements)
        click.echo(say(_("  {folder}  {pages}, {actions}", folder=out / site.site, pages=pages, actions=actions)))
        for warning in site.warnings:
            click.echo(say(_("    note from MkDocs: {note}", note=shown(warning))), err=True)
        tell(site.notes)
    click.echo(say(next_change_line(result.changes, source.portfolio.settings.timezone)))
    if result.problems:
        raise UserError(result.problems)
    python = "python" if sys.platform == "win32" else "python3"
    command = f"{python} -m http.server --directory {quoted(out)} 8000"
    click.echo(say(_("To look at them: {command}, then", command=command)))
    for site in result.built:
        click.echo(f"  http://localhost:8000/{site.site}/")
    if then_check:
        from microsites.check.runner import check_directory

        click.echo()
        names = frozenset(site.site for site in result.built)
        with shown_progress(_("Checking files")) as progress:
            report = check_directory(
                out,
                providers=source.tags.providers,
                sites=names,
                today=result.clock.date(),
                content=source.portfolio.root,
                progress=progress,
            )
        comment.tell_report(report)
        present(report, "text", None)
    else:
        comment.tell_built()


for command in (
    check,
    publish,
    plan,
    checklist,
    rules,
    sections,
    providers,
    new,
    serve,
    handover,
    digest,
    eject,
    schema,
    cms,
):
    main.add_command(command)
