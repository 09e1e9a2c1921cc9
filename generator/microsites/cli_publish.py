"""The command that brings built sites to their hosts."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from microsites.cli_completion import BUILT
from microsites.cli_language import reader
from microsites.cli_values import FOLDER
from microsites.i18n.lists import and_more
from microsites.i18n.message import Message, _, ngettext
from microsites.shown import shown

if TYPE_CHECKING:
    from microsites.publish.publishing import Planned
    from microsites.publish.release import Step

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
    from microsites.check.runner import check_directory
    from microsites.check.workers import processors
    from microsites.cli_check import ZONE, present
    from microsites.measurement.provider_reader import providers_with
    from microsites.publish.publishing import WORK, deployments, planned, remember, with_memory, work_lock
    from microsites.publish.readiness import Wanted, built_sites, ready_sites
    from microsites.publish.targets import TARGETS as KNOWN
    from microsites.publish.tool import refuse_without, run

    say = reader(click.get_current_context()).say
    host = KNOWN[target]
    now = read_clock(at, ZoneInfo(ZONE))
    ready = ready_sites(
        built_sites(dist, frozenset(sites)), Wanted(dist, environment, target.replace("-", "_"), to, now)
    )
    if not dry_run:
        refuse_without(host)
    with work_lock(dist):
        chosen = deployments(host, ready, dist, environment)
        if not dry_run:
            chosen = tuple(with_memory(host, deployment, dist) for deployment in chosen)
        names = frozenset(site.name for site in ready)
        providers = providers_with(None)
        report = check_directory(
            dist, sites=names, providers=providers, today=now.date(), jobs=processors(), previous=previous
        )
        if report.failed:
            click.echo(say(_("Nothing was published: the check found what must be put right first.")), err=True)
        if report.findings:
            present(report, "text", None)
            click.echo()
        for each in planned(host, chosen):
            _show(each, say)
            for step in each.plan.steps:
                _show_step(step, say, in_full=dry_run)
                if not dry_run:
                    run(step)
            if not dry_run:
                remember(dist, each.deployment)
    if dry_run:
        work = dist / WORK / target
        click.echo(say(_("Nothing was sent.  What is prepared lies in {folder}.", folder=work)))


def _files(count: int) -> Message:
    return ngettext("{count} file", "{count} files", count)


def _show(each: Planned, say: Callable[[str], str]) -> None:
    for site in each.deployment.sites:
        arrow = f"{site.name}  {site.address.url} → {each.deployment.to}"
        click.echo(f"{click.style(shown(arrow), bold=True)}  {say(_files(len(site.files)))}")
    for file in each.plan.written:
        written = say(_("written: {file}", file=file))
        click.echo(f"  {shown(written)}")
    for note in each.plan.notes:
        label = click.style(say(_("note:")), fg="yellow")
        click.echo(f"  {label} {shown(say(note))}")


def _show_step(step: Step, say: Callable[[str], str], *, in_full: bool) -> None:
    click.echo(f"  · {say(step.title)}  {click.style(say(_files(len(step.files))), dim=True)}")
    if in_full:
        files = ", ".join(step.files[:_SHOWN])
        named = say(and_more(files, len(step.files) - _SHOWN))
        click.echo(f"      {shown(named)}")
        click.echo(f"      $ {shown(shlex.join(step.argv))}")
