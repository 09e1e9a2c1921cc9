"""What is known of earlier publications: the record at the destination, and what is kept of it beside the trees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from microsites.errors import UserError
from microsites.i18n.message import Message, _
from microsites.publish.by_file import record_of
from microsites.publish.prepared import fresh
from microsites.publish.release import Deployment
from microsites.publish.targets import Target
from microsites.publish.tool import UnseenError, fetched, is_installed, refuse_without
from microsites.record import Record, read_record, record_file
from microsites.whole_file import replace_bytes

_CONFLICT = "BLD079"


def with_memory(target: Target, deployment: Deployment, dist: Path) -> Deployment:
    """The deployment with what an earlier publication noted at its destination, which is kept beside the trees too.

    Raises UnseenError where the destination cannot be looked at, UserError where it belongs to another site or the
    program is not installed, OSError.
    """
    refuse_without(target)
    if target.MEMORY is None:
        return deployment
    first = deployment.sites[0]
    into = fresh(deployment.folder / "fetched")
    argv = target.MEMORY.fetch(deployment.to, first.destination, into)
    record = fetched(target.MEMORY, argv, into)
    if record is not None and (record.site, record.environment) != (first.name, deployment.environment):
        message = _("there lies site '{site}' for {environment}", site=record.site, environment=record.environment)
        hint = _("name another destination; to give it to this site, delete .microsites.json there")
        raise UserError.at(deployment.to, message, hint, _CONFLICT)
    if record is not None:
        _keep(dist, record)
    return replace(deployment, before=record)


def with_what_is_known(target: Target, deployment: Deployment, dist: Path) -> Deployment:
    """The same for whoever only wants to see what would be done: without the destination, what is remembered here."""
    if target.MEMORY is None:
        return deployment
    if not is_installed(target):
        return _unseen(deployment, dist, _("{tool} is not installed", tool=target.TOOL))
    try:
        return with_memory(target, deployment, dist)
    except UnseenError as error:
        return _unseen(deployment, dist, error.problems[0].message)


def _unseen(deployment: Deployment, dist: Path, why: str) -> Deployment:
    record = read_record(record_file(dist, deployment.environment, deployment.sites[0].name))
    unseen: Message = (
        _("nobody looked at the destination ({why}): nothing is known of what lies there", why=why)
        if record is None
        else _(
            "nobody looked at the destination ({why}): the steps are those for what was sent from here at {at}",
            why=why,
            at=record.at,
        )
    )
    return replace(deployment, before=record, unseen=unseen)


def remember(dist: Path, deployment: Deployment) -> None:
    """Note beside the trees what was published, for the checks to come.  Raises OSError."""
    for site in deployment.sites:
        _keep(dist, record_of(site, site.files, deployment.environment))


def _keep(dist: Path, record: Record) -> None:
    file = record_file(dist, record.environment, record.site)
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(file, record.model_dump_json(indent=1).encode(), b"\n")
