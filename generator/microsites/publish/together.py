"""The tree of hosts that take everything at once: each site in the folder of its address."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.publish.nesting import outer_first
from microsites.publish.prepared import copied, fresh
from microsites.publish.release import Deployment

_TWO_HOSTS = "BLD079"


def origin_of(deployment: Deployment) -> str:
    """The one origin of all sites.  Raises UserError where there are several."""
    origins = sorted({site.address.origin for site in deployment.sites})
    if len(origins) > 1:
        message = _("one place serves one address, and these sites have several: {origins}", origins=", ".join(origins))
        raise UserError.at(deployment.to, message, _("give each its own"), _TWO_HOSTS)
    return origins[0]


def assembled(deployment: Deployment, folder: Path, root: str, extra: Mapping[str, str]) -> tuple[str, ...]:
    """Lay every site into ``folder``, which is served at the path ``root``; return all paths.

    Raises UserError, OSError.
    """
    fresh(folder)
    files: list[str] = []
    # From the outside in: each copy is held against its manifest before another site lies within it.
    for site in outer_first(deployment.sites):
        below = site.address.prefix.removeprefix(root)
        target = folder / below if below else folder
        target.mkdir(parents=True, exist_ok=True)
        files += (below + file for file in copied(site, target, {}))
    for name, text in extra.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return (*files, *extra)
