"""GitHub Pages: the folder that its workflow (``actions/upload-pages-artifact``) uploads.

Limits (GitHub's documentation, "GitHub Pages limits"): 1 GB; no headers and no redirects of one's own.
"""

from __future__ import annotations

from pathlib import Path

from microsites.content.publishing import Destination
from microsites.errors import UserError
from microsites.i18n.message import Message, _
from microsites.publish.release import Deployment, Plan
from microsites.publish.together import assembled, origin_of
from microsites.record import RECORD

NAME = "github-pages"
TOOL = ""
TOGETHER = True

_TOO_MUCH = "BLD080"
_NOT_OURS = "BLD081"
_MAX_BYTES = 1_000_000_000
_SHARED = ".github.io"


def fetch(to: str, destination: Destination, into: Path) -> None:
    """A deployment replaces the last one whole: nothing needs to be known of it."""


def is_missing(code: int, said: str) -> bool:  # noqa: ARG001 - the same for all
    """Never asked."""
    return True


def plan(deployment: Deployment) -> Plan:
    """Write the folder; GitHub does the rest.  Raises UserError."""
    origin_of(deployment)
    folder = Path(deployment.to)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / RECORD).is_file()):
        hint = _("name another folder, or delete this one")
        raise UserError.at(folder, _("holds files that microsites did not write"), hint, _NOT_OURS)
    host = deployment.sites[0].address.host
    extra = {".nojekyll": "", RECORD: "{}"}
    if not host.endswith(_SHARED):
        extra["CNAME"] = f"{host}\n"
    root = _root(deployment)
    files = assembled(deployment, folder, root, extra)
    if sum((folder / file).stat().st_size for file in files) > _MAX_BYTES:
        message = _("is larger than the 1 GB that GitHub Pages takes")
        raise UserError.at(folder, message, _("take another host, or fewer sites"), _TOO_MUCH)
    return Plan((), _notes(deployment, root), (folder,))


def _root(deployment: Deployment) -> str:
    """The path at which GitHub serves the folder: that of the project on a shared host, else the host's own."""
    prefixes = [site.address.prefix for site in deployment.sites]
    if not deployment.sites[0].address.host.endswith(_SHARED):
        return "/"
    projects = {prefix.split("/")[1] for prefix in prefixes}
    return f"/{projects.pop()}/" if len(projects) == 1 and projects != {""} else "/"


def _notes(deployment: Deployment, root: str) -> tuple[Message, ...]:
    notes = [
        _("GitHub Pages sends no headers of one's own: pages keep their policy, but anybody may frame them"),
        _("GitHub Pages keeps every file for ten minutes, whatever it is called"),
        _("old addresses answer with a page that leads on, not with a redirect"),
        _("whether https is enforced is a setting of the repository (Settings › Pages)"),
    ]
    if deployment.sites[0].address.host.endswith(_SHARED):
        notes.append(
            _("all projects of an owner share one origin at github.io, and with it their cookies: use a domain")
        )
    if all(site.address.prefix != root for site in deployment.sites):
        notes.append(_("no site lies at the root: GitHub's own page answers for addresses that do not exist"))
    return tuple(notes)
