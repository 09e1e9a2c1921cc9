"""What a web server with files of its own is told: nginx by a file for its administrator, Apache by ``.htaccess``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from microsites.content.publishing import ServerDestination, filled
from microsites.errors import UserError
from microsites.i18n.message import Message, _
from microsites.publish.apache import HTACCESS, htaccess
from microsites.publish.nginx import Served, nginx_conf
from microsites.publish.release import Deployment, ReadySite

_NO_ROOT = "BLD075"


@dataclass(frozen=True, slots=True)
class ServerFiles:
    """The server's own files, and what is left for a person."""

    extra: dict[str, str]
    """Beside the pages."""
    written: tuple[Path, ...]
    """For the administrator."""
    notes: tuple[Message, ...]


def server_files(deployment: Deployment, seen_root: Callable[[str], str | None]) -> ServerFiles:
    """The files for the server of a deployment; ``seen_root`` reads a folder's name on the server from a destination.

    Raises UserError.
    """
    (site,) = deployment.sites
    destination = site.destination
    assert isinstance(destination, ServerDestination)
    if destination.server == "apache":
        note = _("Apache reads .htaccess only where AllowOverride lets it (FileInfo and Options)")
        return ServerFiles({HTACCESS: htaccess(site)}, (), (note,))
    if destination.server == "other":
        note = _(
            "headers, redirects and the page for 'not found' are yours to set: the server is none that is known here"
        )
        return ServerFiles({}, (), (note,))
    served = [_served(each, seen_root) for each in sorted((site, *deployment.beside), key=lambda each: each.name)]
    file = deployment.folder.parent / f"{site.address.host}.conf"
    file.write_text(nginx_conf(site.address.host, served), "utf-8", newline="\n")
    note = _("nginx needs {file} in /etc/nginx/conf.d/ (then: nginx -t && systemctl reload nginx)", file=file)
    return ServerFiles({}, (file,), (note,))


def _served(site: ReadySite, seen_root: Callable[[str], str | None]) -> Served:
    destination = site.destination
    assert isinstance(destination, ServerDestination)
    root = filled(destination.root or "", site.name, site.manifest.environment) or seen_root(site.to)
    if root is None or not root.startswith("/"):
        message = _("where the files lie on the server cannot be seen from {to}", to=site.to)
        raise UserError.at(site.name, message, _("add 'root: /srv/www/…' under 'publish:'"), _NO_ROOT)
    return Served(site, root, destination.certificates)
