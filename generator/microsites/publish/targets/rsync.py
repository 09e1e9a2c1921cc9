"""Any server with SSH and rsync, or a folder of this machine.

``--delay-updates`` puts the files of a pass in their places at its end.  Deleted is what a list names, and the folders that
are empty then; of everything else at the destination rsync is told nothing (rsync(1), "FILTER RULES").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from microsites.content.publishing import Destination
from microsites.i18n.message import Message
from microsites.publish.by_file import Memory, Parcel, plan_by_file
from microsites.publish.prepared import written_list
from microsites.publish.release import Deployment, Plan, Step
from microsites.publish.servers import server_files
from microsites.record import RECORD

NAME = "rsync"
TOOL = "rsync"
TOGETHER = False

_REMOTE = re.compile(r"(?:[\w.-]+@)?[A-Za-z0-9][\w.-]*:(?P<path>.*)")
_SEND = ("--recursive", "--checksum", "--delay-updates", "--chmod=D755,F644")
"""Unchanged files keep their time, and with it what browsers know of them."""


def _folder(to: str) -> str:
    return to if to.endswith("/") else f"{to}/"


def _fetch(to: str, destination: Destination, into: Path) -> tuple[str, ...]:  # noqa: ARG001 - the same for all
    """The command that brings the record into the folder ``into``."""
    return (TOOL, "--ignore-missing-args", "--", f"{_folder(to)}{RECORD}", f"{into}/")


def _is_missing(code: int, said: str) -> bool:
    """Whether nothing was published there yet."""
    return code == 0 or (code == 23 and "No such file or directory" in said)


MEMORY: Memory | None = Memory(_fetch, _is_missing)


def _rules(files: Iterable[str]) -> Iterator[str]:
    """Show rsync these files alone, with the folders above them: what the tree has not of them, it deletes."""
    shown = {f"/{file}" for file in files}
    shown |= {f"{folder}/" for file in files for folder in _above(file)}
    for path in sorted(shown):
        yield "+ " + (re.sub(r"([*?\[\\])", r"\\\1", path) if re.search(r"[*?\[]", path) else path)


def _above(file: str) -> Iterator[str]:
    parts = file.split("/")[:-1]
    return ("/" + "/".join(parts[:depth]) for depth in range(1, len(parts) + 1))


class _Mover:
    def __init__(self, to: str) -> None:
        self._to = _folder(to)

    def send(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        argv = (TOOL, *_SEND, f"--files-from={parcel.list_file}", "--", f"{parcel.tree}/", self._to)
        return (Step(title, argv, parcel.files),)

    def delete(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        rules = written_list(parcel.list_file.with_suffix(".rules"), (*_rules(parcel.files), "- *"))
        argv = (TOOL, "--recursive", "--delete", f"--filter=merge {rules}", "--", f"{parcel.tree}/", self._to)
        return (Step(title, argv, parcel.files),)

    def remember(self, title: Message, record: Path) -> Step:
        return Step(title, (TOOL, "--chmod=F644", "--", str(record), self._to), (RECORD,))


def _root(to: str) -> str:
    remote = _REMOTE.fullmatch(to)
    return remote["path"] if remote else str(Path(to).absolute())


def plan(deployment: Deployment) -> Plan:
    """Prepare the site and say what is done.  Raises UserError."""
    server = server_files(deployment, _root)
    return plan_by_file(deployment, _Mover(deployment.to), server.extra, notes=server.notes, written=server.written)
