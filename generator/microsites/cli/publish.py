"""The command that brings built sites to their hosts."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli.completion import BUILT
from microsites.cli.language import reader
from microsites.cli.values import FOLDER
from microsites.i18n.lists import and_more
from microsites.i18n.message import Message, _, ngettext
from microsites.shown import shown

if TYPE_CHECKING:
    from microsites.check.report import Report
    from microsites.publish.publishing import Planned
    from microsites.publish.release import Placement, Step

TARGETS = ("rsync", "rclone", "s3", "cloudflare", "netlify", "github-pages")
"""As the registry has them, which is read late."""

_SHOWN = 5
"""So many files of a step are named; the rest is counted."""


@click.command()
@click.argument("target", type=click.Choice(TARGETS))
@click.option(
    "--site",
    "sites",
    metavar="NAME",
    multiple=True,
    shell_complete=BUILT,
    help="Only this site; may be given again [default: all].",
)
@click.option("--dist", type=FOLDER, default=Path("dist"), show_default=True, help="Where the sites were built.")
@click.option(
    "--env",
    "environment",
    type=click.Choice(["preview", "production"]),
    default="production",
    show_default=True,
    help="What the sites must have been built for.",
)
@click.option("--to", metavar="DESTINATION", help="Replaces the settings'; {site} and {environment} stand for names.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="What was there before, for the check: as 'microsites check' takes it.",
)
@click.option("--at", metavar="TIME", help="As of this moment [default: now].")
@click.option("--dry-run", is_flag=True, help="Prepare everything and print the commands; send nothing.")
def publish(
    target: str,
    sites: tuple[str, ...],
    dist: Path,
    environment: str,
    to: str | None,
    previous: Path | None,
    at: str | None,
    dry_run: bool,
) -> None:
    """Publish built sites: headers, redirects and "not found" as the host wants them.

    Everything is checked once more first.  What was built for another environment, changed after the build, or was
    overtaken by the clock is refused.  Pages go after their files, and what is no longer needed goes last.

    \b
    microsites publish rsync --dry-run
    microsites publish rsync --site strawberry --to deploy@www.example.jp:/srv/www/{site}/
    microsites publish cloudflare --env preview
    microsites publish github-pages --to _site
    """  # noqa: D301 - click reads the backspace
    from zoneinfo import ZoneInfo

    from microsites.build.clock import read_clock
    from microsites.cli.check import ZONE
    from microsites.publish import publishing
    from microsites.publish.readiness import Wanted
    from microsites.publish.targets import TARGETS as KNOWN

    say = reader(click.get_current_context()).say
    now = read_clock(at, ZoneInfo(ZONE))
    wanted = Wanted(dist, environment, target.replace("-", "_"), to, now)
    publication = publishing.Publication(KNOWN[target], wanted, frozenset(sites), previous)
    watcher = _Printed(say, in_full=dry_run)
    if not dry_run:
        publishing.publish(publication, watcher)
        return
    publishing.rehearse(publication, watcher)
    work = dist / publishing.WORK / target
    click.echo(say(_("Nothing was sent.  What is prepared lies in {folder}.", folder=work)))


class _Printed:
    """Prints what happens; ``in_full``, with the commands."""

    def __init__(self, say: Callable[[str], str], *, in_full: bool) -> None:
        self._say = say
        self._in_full = in_full

    def checked(self, report: Report) -> None:
        from microsites.cli.check import present

        if report.failed:
            click.echo(self._say(_("Nothing was published: the check found what must be put right first.")), err=True)
        if report.findings:
            present(report, "text", None)
            click.echo()

    def planned(self, planned: Planned) -> None:
        _show(planned, self._say)

    def begins(self, step: Step | Placement) -> None:
        _show_step(step, self._say, in_full=self._in_full)


def _files(count: int) -> Message:
    return ngettext("{count} file", "{count} files", count)


def _show(each: Planned, say: Callable[[str], str]) -> None:
    for site in each.deployment.sites:
        arrow = f"{site.name}  {site.address.url} → {each.deployment.to}"
        click.echo(f"{click.style(shown(arrow), bold=True)}  {say(_files(len(site.files)))}")
    for file in each.plan.written:
        written = say(_("written: {file}", file=file))
        click.echo(f"  {shown(written)}")
    unseen = (each.deployment.unseen,) if each.deployment.unseen is not None else ()
    for note in (*unseen, *each.plan.notes):
        label = click.style(say(_("note:")), fg="yellow")
        click.echo(f"  {label} {shown(say(note))}")


def _show_step(step: Step | Placement, say: Callable[[str], str], *, in_full: bool) -> None:
    from microsites.publish.release import Placement

    click.echo(f"  · {say(step.title)}  {click.style(say(_files(len(step.files))), dim=True)}")
    if in_full:
        files = ", ".join(step.files[:_SHOWN])
        named = say(and_more(files, len(step.files) - _SHOWN))
        click.echo(f"      {shown(named)}")
        done = f"{step.tree} → {step.folder}" if isinstance(step, Placement) else f"$ {shlex.join(step.argv)}"
        click.echo(f"      {shown(done)}")
