"""Whatever rclone reaches: SFTP, FTP, WebDAV, the storage of many providers.  Its remotes are configured with rclone.

Where a remote keeps no times (WebDAV), rclone compares nothing but the size, and a page that only changed a digit would
stay as it was: everything is sent (``--ignore-times``), but files that are named by their content, of which the size
shows whether one came through whole.
"""

from __future__ import annotations

import re
from pathlib import Path

from microsites.content.publishing import Destination
from microsites.errors import UserError
from microsites.i18n.message import Message, _
from microsites.publish.by_file import Memory, Parcel, plan_by_file
from microsites.publish.release import Deployment, Plan, Step
from microsites.publish.servers import server_files
from microsites.record import RECORD

NAME = "rclone"
TOOL = "rclone"
TOGETHER = False

_BAD_DESTINATION = "BLD075"
_REMOTE = re.compile(r"[A-Za-z0-9_.+@ -]+:[^:\x00-\x1f]*|/[^:\x00-\x1f]*")
"""A remote by its name: one that is described on the spot could carry a password."""


def _path(to: str, name: str = "") -> str:
    joined = f"{to.rstrip('/')}/{name}" if not to.endswith(":") else f"{to}{name}"
    return joined.rstrip("/") or "/"


def _refuse_unnamed(to: str) -> None:
    if not _REMOTE.fullmatch(to):
        hint = _("name a remote of 'rclone config' and a folder: remote:www/berry")
        raise UserError.at("rclone", _("'{to}' is no remote", to=to), hint, _BAD_DESTINATION)


def _fetch(to: str, destination: Destination, into: Path) -> tuple[str, ...]:  # noqa: ARG001 - the same for all
    """The command that brings the record into the folder ``into``.  Raises UserError for a remote without a name."""
    _refuse_unnamed(to)
    return (TOOL, "copyto", "--", _path(to, RECORD), str(into / RECORD))


def _is_missing(code: int, said: str) -> bool:  # noqa: ARG001 - the same for all
    """Whether nothing was published there yet (rclone's exit codes 3 and 4: no such folder, no such file)."""
    return code in (3, 4)


MEMORY: Memory | None = Memory(_fetch, _is_missing)


class _Mover:
    def __init__(self, to: str) -> None:
        self._to = to

    def send(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        files = f"--files-from-raw={parcel.list_file}"
        compared = "--size-only" if parcel.hashed else "--ignore-times"
        return (Step(title, (TOOL, "copy", compared, files, "--", str(parcel.tree), _path(self._to)), parcel.files),)

    def delete(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        files = f"--files-from-raw={parcel.list_file}"
        return (Step(title, (TOOL, "delete", files, "--", _path(self._to)), parcel.files),)

    def remember(self, title: Message, record: Path) -> Step:
        return Step(title, (TOOL, "copyto", "--ignore-times", "--", str(record), _path(self._to, RECORD)), (RECORD,))


def plan(deployment: Deployment) -> Plan:
    """Prepare the site and say what is done.  Raises UserError."""
    _refuse_unnamed(deployment.to)
    server = server_files(deployment, lambda to: to if to.startswith("/") else None)
    return plan_by_file(deployment, _Mover(deployment.to), server.extra, notes=server.notes, written=server.written)
