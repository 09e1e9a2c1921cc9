"""The plan for hosts that take file by file: passes in their order, between two records of what lies there.

The first record names what lies there and what is about to, the last what lies there in the end: whenever the
publication breaks off, the next one knows every file that an earlier one may have put there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from microsites.content.publishing import Destination
from microsites.i18n.message import Message, _
from microsites.publish.passes import passes
from microsites.publish.prepared import copied, fresh, written_list
from microsites.publish.release import Deployment, Plan, ReadySite, Step
from microsites.record import RECORD, Record


@dataclass(frozen=True, slots=True)
class Memory:
    """How a destination is asked for the record of the last publication."""

    fetch: Callable[[str, Destination, Path], tuple[str, ...]]
    """The command that brings the record from a destination into a folder.

    Raises UserError for a destination that the program does not understand.
    """
    is_missing: Callable[[int, str], bool]
    """Whether that command's exit code and words mean that nothing was published there yet."""


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
    hashed: bool
    """Whether all are named by their content: what lies there under such a name is the same."""
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

    def parcel(name: str, names: tuple[str, ...], *, hashed: bool) -> Parcel:
        return Parcel(name, hashed, tree, names, written_list(lists / f"{name}.txt", names), site)

    there = deployment.before.files if deployment.before else ()
    begin = _record(deployment, site, (*files, *there), "begin")
    end = _record(deployment, site, files, "end")
    steps = [mover.remember(_("note what is about to lie there"), begin)]
    for name, title, names, hashed in (
        ("1-hashed", _("files that take nothing's place"), sorted_.hashed, True),
        ("2-files", _("other files"), sorted_.files, False),
        ("3-new-pages", _("new pages"), sorted_.new_pages, False),
        ("4-pages", _("the pages that lead to them"), sorted_.pages, False),
    ):
        if names:
            steps += mover.send(title, parcel(name, names, hashed=hashed))
    if sorted_.gone:
        gone = parcel("5-gone", sorted_.gone, hashed=False)
        steps += mover.delete(_("delete what is no longer part of the site"), gone)
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
