"""GitHub Pages: the folder that its workflow (``actions/upload-pages-artifact``) uploads.

Limits (GitHub's documentation, "GitHub Pages limits"): 1 GB; no headers and no redirects of one's own.
"""

from __future__ import annotations

from pathlib import Path

from microsites.errors import UserError
from microsites.i18n.message import Message, _
from microsites.publish.by_file import Memory
from microsites.publish.placing import refuse_foreign
from microsites.publish.release import Deployment, Placement, Plan
from microsites.publish.together import assembled, origin_of

NAME = "github-pages"
TOOL = ""
TOGETHER = True
MEMORY: Memory | None = None

_TOO_MUCH = "BLD080"
_MAX_BYTES = 1_000_000_000
_SHARED = ".github.io"


def plan(deployment: Deployment) -> Plan:
    """Prepare the folder; GitHub does the rest.  Raises UserError."""
    origin_of(deployment)
    folder = Path(deployment.to)
    refuse_foreign(folder)
    host = deployment.sites[0].address.host
    extra = {".nojekyll": ""}
    if not host.endswith(_SHARED):
        extra["CNAME"] = f"{host}\n"
    root = _root(deployment)
    tree = deployment.folder / "tree"
    files = assembled(deployment, tree, root, extra)
    if sum((tree / file).stat().st_size for file in files) > _MAX_BYTES:
        message = _("is larger than the 1 GB that GitHub Pages takes")
        raise UserError.at(tree, message, _("take another host, or fewer sites"), _TOO_MUCH)
    placement = Placement(_("put the whole tree into the folder"), tree, folder, files)
    return Plan((placement,), _notes(deployment, root))


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
