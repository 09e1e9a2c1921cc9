"""``microsites publish``: from built sites to what is done for each place that they go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from microsites.check.report import Report
from microsites.check.runner import check_directory
from microsites.check.workers import processors
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.i18n.system import reason
from microsites.measurement.provider_reader import providers_with
from microsites.publish.deployments import deployments
from microsites.publish.memory import remember, with_memory, with_what_is_known
from microsites.publish.placing import place
from microsites.publish.readiness import Wanted, built_sites, neighbours, ready_sites
from microsites.publish.release import Deployment, Placement, Plan, Step
from microsites.publish.targets import Target
from microsites.publish.tool import run

WORK = ".publish"
"""The folder beside the trees in which they are prepared."""

_BUSY = "BLD078"
_UNWRITABLE = "BLD004"


@dataclass(frozen=True, slots=True)
class Publication:
    """Which sites are published, and where."""

    target: Target
    wanted: Wanted
    names: frozenset[str]
    """All that were built if there are none."""
    previous: Path | None
    """What was there before, for the check."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A deployment and what is done for it."""

    deployment: Deployment
    plan: Plan


class Watcher(Protocol):
    """Who is told what happens."""

    def checked(self, report: Report) -> None:
        """Everything was checked; if that failed, nothing else comes."""

    def planned(self, planned: Planned) -> None:
        """The steps of a deployment come next."""

    def begins(self, step: Step | Placement) -> None:
        """A step comes next."""


def publish(publication: Publication, watcher: Watcher) -> None:
    """Check the sites once more and publish them; nothing where the check found what must be put right.

    Raises UserError for what speaks against it, and where a program fails.
    """
    dist = publication.wanted.dist
    with _prepared(publication, watcher, with_memory) as all_:
        for each in all_:
            watcher.planned(each)
            for step in each.plan.steps:
                watcher.begins(step)
                with _writing(dist):
                    _carry_out(step)
            with _writing(dist):
                remember(dist, each.deployment)


def rehearse(publication: Publication, watcher: Watcher) -> None:
    """Check and prepare everything, and tell the steps; none is done.  Raises UserError as :func:`publish` does."""
    with _prepared(publication, watcher, with_what_is_known) as all_:
        for each in all_:
            watcher.planned(each)
            for step in each.plan.steps:
                watcher.begins(step)


@contextmanager
def _prepared(
    publication: Publication, watcher: Watcher, recall: Callable[[Target, Deployment, Path], Deployment]
) -> Iterator[tuple[Planned, ...]]:
    """Everything that there is to do, none where the check failed; the working folder is held as long."""
    wanted, target = publication.wanted, publication.target
    with _writing(wanted.dist):
        found = built_sites(wanted.dist)
    chosen = (found.only(publication.names) if publication.names else found).subjects
    ready = ready_sites(chosen, wanted)
    names = {site.name for site in ready}
    beside = neighbours((subject for subject in found.subjects if subject.name not in names), wanted)
    with _locked(wanted.dist):
        with _writing(wanted.dist):
            all_ = tuple(
                recall(target, deployment, wanted.dist)
                for deployment in deployments(target, ready, beside, wanted, wanted.dist.absolute() / WORK)
            )
        report = check_directory(
            wanted.dist,
            sites=frozenset(names),
            providers=providers_with(None),
            today=wanted.now.date(),
            jobs=processors(),
            previous=publication.previous,
        )
        watcher.checked(report)
        if report.failed:
            yield ()
            return
        with _writing(wanted.dist):
            for deployment in all_:
                deployment.folder.mkdir(parents=True, exist_ok=True)
            planned = tuple(Planned(deployment, target.plan(deployment)) for deployment in all_)
        yield planned


def _carry_out(step: Step | Placement) -> None:
    if isinstance(step, Placement):
        place(step)
    else:
        run(step)


@contextmanager
def _locked(dist: Path) -> Iterator[None]:
    """Hold the working folder of ``dist``.  Raises UserError if another command has it."""
    folder = dist / WORK
    with _writing(dist):
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise UserError.at(folder, _("another publication is under way"), _("wait for its end"), _BUSY) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _writing(dist: Path) -> Iterator[None]:
    """Raise UserError where the disk or its owner refuses."""
    try:
        yield
    except OSError as error:
        message = _("cannot be written: {reason}", reason=reason(error))
        place_ = error.filename or dist
        raise UserError.at(place_, message, _("check the folder and the disk"), _UNWRITABLE) from None
