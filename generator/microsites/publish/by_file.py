"""The plan for hosts that take file by file: passes in their order, between two records of what lies there.

The first record names what lies there and what is about to, the last what lies there in the end: whenever the
publication breaks off, the next one knows every file that an earlier one may have put there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from microsites.i18n.message import Message, _
from microsites.publish.passes import passes
from microsites.publish.prepared import copied, fresh, written_list
from microsites.publish.release import Deployment, Plan, ReadySite, Step
from microsites.record import RECORD, Record


class Mover(Protocol):
    """How a program moves files to one destination."""

    def send(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        """Send the files of a parcel."""

    def delete(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        """Delete the files of a parcel at the destination."""

    def remember(self, title: Message, record: Path) -> Step:
        """Put a record there."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Files of one pass."""

    name: str
    tree: Path
    """Where they lie here."""
    files: tuple[str, ...]
    list_file: Path
    """Their names, one a line."""
    site: ReadySite


def plan_by_file(
    deployment: Deployment,
    mover: Mover,
    extra: Mapping[str, str],
    *,
    notes: tuple[Message, ...],
    written: tuple[Path, ...] = (),
) -> Plan:
    """Prepare the tree of the deployment's one site and say what is done with it."""
    (site,) = deployment.sites
    tree = fresh(deployment.folder / "tree")
    files = copied(site, tree, extra)
    sorted_ = passes(files, deployment.before)
    lists = fresh(deployment.folder / "lists")

    def parcel(name: str, names: tuple[str, ...]) -> Parcel:
        return Parcel(name, tree, names, written_list(lists / f"{name}.txt", names), site)

    there = deployment.before.files if deployment.before else ()
    begin = _record(deployment, site, (*files, *there), "begin")
    end = _record(deployment, site, files, "end")
    steps = [mover.remember(_("note what is about to lie there"), begin)]
    for name, title, names in (
        ("1-hashed", _("files that take nothing's place"), sorted_.hashed),
        ("2-files", _("other files"), sorted_.files),
        ("3-new-pages", _("new pages"), sorted_.new_pages),
        ("4-pages", _("the pages that lead to them"), sorted_.pages),
    ):
        if names:
            steps += mover.send(title, parcel(name, names))
    if sorted_.gone:
        steps += mover.delete(_("delete what is no longer part of the site"), parcel("5-gone", sorted_.gone))
    steps.append(mover.remember(_("note what lies there now"), end))
    return Plan(tuple(steps), notes, written)


def _record(deployment: Deployment, site: ReadySite, files: tuple[str, ...], name: str) -> Path:
    file = fresh(deployment.folder / "records" / name) / RECORD
    file.write_text(record_of(site, files, deployment.environment).model_dump_json(indent=1), "utf-8")
    return file


def record_of(site: ReadySite, files: tuple[str, ...], environment: str) -> Record:
    """What is noted of a site that was built as it is."""
    return Record(
        site=site.name,
        environment=environment,
        url=site.manifest.url or site.address.url,
        at=datetime.fromisoformat(site.manifest.clock).isoformat(timespec="minutes"),
        files=tuple(sorted(set(files))),
    )
