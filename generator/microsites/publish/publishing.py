"""``microsites publish``: from built sites to plans, one for each place that they go to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.publish.by_file import record_of
from microsites.publish.prepared import fresh
from microsites.publish.release import Deployment, Plan, ReadySite
from microsites.publish.targets import Target
from microsites.publish.tool import fetched
from microsites.record import Record, record_file
from microsites.whole_file import replace_bytes

WORK = ".publish"
"""The folder beside the trees in which they are prepared."""

_CONFLICT = "BLD079"
_BUSY = "BLD078"


@dataclass(frozen=True, slots=True)
class Planned:
    """A deployment and what is done for it."""

    deployment: Deployment
    plan: Plan


def work_lock(dist: Path) -> FileLock:
    """Held while the working folder of ``dist`` is used.  Raises UserError if another command has it."""
    folder = dist / WORK
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UserError.at(folder, _("another publication is under way"), _("wait for its end"), _BUSY) from None
    return lock


def deployments(target: Target, sites: tuple[ReadySite, ...], dist: Path, environment: str) -> tuple[Deployment, ...]:
    """Who goes where.  Raises UserError for sites that would overwrite each other."""
    groups: dict[str, list[ReadySite]] = {}
    for site in sites:
        groups.setdefault(site.to.rstrip("/"), []).append(site)
    if not target.TOGETHER:
        _refuse_overlaps(groups)
    folder = dist.absolute() / WORK / target.NAME
    return tuple(
        Deployment(
            group[0].name,
            group[0].to,
            tuple(group),
            environment,
            folder / group[0].name,
            tuple(each for each in sites if each not in group and each.address.origin == group[0].address.origin),
        )
        for group in groups.values()
    )


def _refuse_overlaps(groups: dict[str, list[ReadySite]]) -> None:
    problems = []
    for to, group in groups.items():
        inside = [other for other in groups if other != to and other.startswith(f"{to}/")]
        others = [site.name for site in group[1:]] + [groups[other][0].name for other in inside]
        if others:
            message = _(
                "'{to}' is the destination of site '{site}', and '{other}' goes there too",
                to=to,
                site=group[0].name,
                other=others[0],
            )
            hint = _("give each a folder of its own: 'to: …/{site}/'")
            problems.append(Problem(group[0].manifest.place.file, 0, 0, _CONFLICT, message, hint))
    if problems:
        raise UserError(problems)


def with_memory(target: Target, deployment: Deployment, dist: Path) -> Deployment:
    """The deployment with what an earlier publication noted at its destination, which is kept beside the trees too.

    Raises UserError where the destination cannot be looked at, or belongs to another site.
    """
    first = deployment.sites[0]
    into = fresh(deployment.folder / "fetched")
    argv = target.fetch(deployment.to, first.destination, into)
    if argv is None:
        return deployment
    record = fetched(target, argv, into)
    if record is not None and (record.site, record.environment) != (first.name, deployment.environment):
        message = _("there lies site '{site}' for {environment}", site=record.site, environment=record.environment)
        hint = _("name another destination; to give it to this site, delete .microsites.json there")
        raise UserError.at(deployment.to, message, hint, _CONFLICT)
    if record is not None:
        _keep(dist, record)
    return replace(deployment, before=record)


def planned(target: Target, all_: Iterable[Deployment]) -> tuple[Planned, ...]:
    """Prepare every deployment.  Raises UserError."""
    found = []
    for deployment in all_:
        deployment.folder.mkdir(parents=True, exist_ok=True)
        found.append(Planned(deployment, target.plan(deployment)))
    return tuple(found)


def remember(dist: Path, deployment: Deployment) -> None:
    """Note beside the trees what was published, for the checks to come."""
    for site in deployment.sites:
        _keep(dist, record_of(site, site.files, deployment.environment))


def _keep(dist: Path, record: Record) -> None:
    file = record_file(dist, record.environment, record.site)
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(file, record.model_dump_json(indent=1).encode(), b"\n")
