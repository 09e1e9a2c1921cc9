"""Builds many sites, one after the other in each process; what one site cannot do stops no other."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess, SpawnProcess
from pathlib import Path
from typing import cast

from microsites.build.settings import SiteBuild, Templates
from microsites.build.site import BuiltOne, build_one
from microsites.content.model import Portfolio, Site
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.pages.templates import theme_environment
from microsites.progress import Progress


@contextmanager
def uncollected() -> Iterator[None]:
    """To search what is read and rendered for garbage, again and again, was a sixth of a build (measured)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one site."""

    site: str
    built: BuiltOne | None
    problems: tuple[Problem, ...] = ()
    """Why it could not be built."""


def _build_batch(portfolio: Portfolio, sites: tuple[Site, ...], build: SiteBuild, area: Path) -> Iterator[Outcome]:
    """Build sites one after the other in this process."""
    from microsites.engine.site_build import TemplateCache

    templates = Templates(theme_environment(build.theme_directory), TemplateCache())
    for site in sites:
        try:
            with uncollected():
                built = build_one(portfolio, site, build, area / site.id, templates)
        except UserError as error:
            yield Outcome(site.id, None, error.problems)
        except OSError as error:
            hint = (
                _("free some space")
                if error.errno in (errno.ENOSPC, errno.EDQUOT)
                else _("check the folder and the disk")
            )
            problem = Problem(
                site.source.file, 1, 1, "BLD004", _("could not be written: {reason}", reason=reason(error)), hint
            )
            yield Outcome(site.id, None, (problem,))
        else:
            yield Outcome(site.id, built)


def _send_batch(to: Connection, portfolio: Portfolio, sites: tuple[Site, ...], build: SiteBuild, area: Path) -> None:
    """Build sites in a process of its own; what came of each, or a bug's traceback, goes to the parent."""
    try:
        for outcome in _build_batch(portfolio, sites, build, area):
            to.send(outcome)
    except Exception:  # noqa: BLE001 - the parent logs it as the bug that it is
        to.send(traceback.format_exc())
    to.close()


def _lost(site: Site, exit_code: int | None) -> Outcome:
    """What is said of a site whose worker was killed; its last good tree is still there."""
    message = _("could not be built: its process ended with {exit_code}", exit_code=exit_code)
    hint = _("is there enough memory? try --jobs 1")
    return Outcome(site.id, None, (Problem(site.source.file, 1, 1, "BLD004", message, hint),))


def build_sites(
    portfolio: Portfolio, sites: tuple[Site, ...], build: SiteBuild, area: Path, jobs: int, progress: Progress
) -> list[Outcome]:
    """Build ``sites`` into folders of ``area``, in as many processes as ``jobs`` allows; each is a step.

    Raises RuntimeError with the traceback of a bug in a worker, nothing for a site that cannot be built.
    """
    progress.expect(len(sites))
    workers = min(jobs, len(sites))
    outcomes: list[Outcome] = []
    if workers <= 1:
        for outcome in _build_batch(portfolio, sites, build, area):
            outcomes.append(outcome)
            progress.advance(1)
        return outcomes
    # Forked workers inherit the portfolio instead of having it sent (Windows, macOS: they start fresh and get it sent).
    context = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
    if context.get_start_method() == "fork":
        # Once here instead of once in each worker: MkDocs takes 0.3 s to import.
        import PIL.ImageDraw  # noqa: F401

        import microsites.engine.site_build  # noqa: F401
    running: dict[Connection, tuple[ForkProcess | SpawnProcess, list[Site]]] = {}
    for start in range(workers):
        receiver, sender = context.Pipe(duplex=False)
        batch = sites[start::workers]
        arguments = (sender, portfolio, batch, build, area)
        process = context.Process(target=_send_batch, args=arguments, daemon=True)
        process.start()
        sender.close()
        running[receiver] = (process, list(batch))
    while running:
        # Windows has another class for the ends of its pipes.
        for receiver in cast("list[Connection]", wait(list(running))):
            process, waiting = running[receiver]
            try:
                received = receiver.recv()
            except EOFError:
                process.join()
                del running[receiver]
                outcomes += [_lost(site, process.exitcode) for site in waiting]
                continue
            if isinstance(received, str):
                raise RuntimeError(received)  # noqa: TRY004 - a bug in the worker, told here
            outcomes.append(received)
            waiting.pop(0)
            progress.advance(1)
    return outcomes
