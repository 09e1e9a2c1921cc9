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
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess, SpawnProcess
from pathlib import Path

from microsites.build.settings import SiteBuild, Templates
from microsites.build.site import BuiltOne, build_one
from microsites.content.model import Portfolio, Site
from microsites.errors import Problem, UserError
from microsites.pages.templates import theme_environment


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


def _build_batch(portfolio: Portfolio, sites: tuple[Site, ...], build: SiteBuild, area: Path) -> list[Outcome]:
    """Build sites one after the other in this process."""
    from microsites.engine.site_build import TemplateCache

    templates = Templates(theme_environment(build.theme_directory), TemplateCache())
    outcomes = []
    for site in sites:
        try:
            with uncollected():
                built = build_one(portfolio, site, build, area / site.id, templates)
        except UserError as error:
            outcomes.append(Outcome(site.id, None, error.problems))
        except OSError as error:
            hint = "free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "check the folder and the disk"
            problem = Problem(site.source.file, 1, 1, "BLD004", f"could not be written: {error}", hint)
            outcomes.append(Outcome(site.id, None, (problem,)))
        else:
            outcomes.append(Outcome(site.id, built))
    return outcomes


def _send_batch(to: Connection, portfolio: Portfolio, sites: tuple[Site, ...], build: SiteBuild, area: Path) -> None:
    """Build sites in a process of its own; what came of them, or a bug's traceback, goes to the parent."""
    try:
        to.send(_build_batch(portfolio, sites, build, area))
    except Exception:  # noqa: BLE001 - the parent logs it as the bug that it is
        to.send(traceback.format_exc())
    to.close()


def _lost(site: Site, exit_code: int | None) -> Outcome:
    """What is said of a site whose worker was killed; its last good tree is still there."""
    message = f"could not be built: its process ended with {exit_code}"
    hint = "is there enough memory? try --jobs 1"
    return Outcome(site.id, None, (Problem(site.source.file, 1, 1, "BLD004", message, hint),))


def build_sites(
    portfolio: Portfolio, sites: tuple[Site, ...], build: SiteBuild, area: Path, jobs: int
) -> list[Outcome]:
    """Build ``sites`` into folders of ``area``, in as many processes as ``jobs`` allows.

    Raises RuntimeError with the traceback of a bug in a worker, nothing for a site that cannot be built.
    """
    workers = min(jobs, len(sites))
    if workers <= 1:
        return _build_batch(portfolio, sites, build, area)
    # Forked workers inherit the portfolio instead of having it sent (Windows, macOS: they start fresh and get it sent).
    context = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
    if context.get_start_method() == "fork":
        # Once here instead of once in each worker: MkDocs takes 0.3 s to import.
        import PIL.ImageDraw  # noqa: F401

        import microsites.engine.site_build  # noqa: F401
    running: list[tuple[ForkProcess | SpawnProcess, Connection, tuple[Site, ...]]] = []
    for start in range(workers):
        receiver, sender = context.Pipe(duplex=False)
        batch = sites[start::workers]
        arguments = (sender, portfolio, batch, build, area)
        process = context.Process(target=_send_batch, args=arguments, daemon=True)
        process.start()
        sender.close()
        running.append((process, receiver, batch))
    outcomes: list[Outcome] = []
    for process, receiver, batch in running:
        try:
            received = receiver.recv()
        except EOFError:
            process.join()
            outcomes += [_lost(site, process.exitcode) for site in batch]
            continue
        process.join()
        if isinstance(received, str):
            raise RuntimeError(received)  # noqa: TRY004 - a bug in the worker, told here
        outcomes += received
    return outcomes
