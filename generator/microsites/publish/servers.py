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
from microsites.publish.release import Deployment, PlacedSite

_NO_ROOT = "BLD075"
_CONFLICT = "BLD079"


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

    Raises UserError, OSError.
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
    beside = [each for each in deployment.beside if _server(each) == "nginx"]
    _refuse_half_secure(site, beside)
    beside = [each for each in beside if each.address.origin == site.address.origin]
    served = [_served(each, seen_root) for each in sorted((site, *beside), key=lambda each: each.name)]
    _refuse_two_certificates(served)
    port = f"-{site.address.port}" if site.address.port else ""
    file = deployment.folder.parent / f"{site.address.host}{port}.conf"
    file.write_text(nginx_conf(site.address.host, served), "utf-8", newline="\n")
    note = _("nginx needs {file} in /etc/nginx/conf.d/ (then: nginx -t && systemctl reload nginx)", file=file)
    return ServerFiles({}, (file,), (note,))


def _server(site: PlacedSite) -> str | None:
    return site.destination.server if isinstance(site.destination, ServerDestination) else None


def _refuse_half_secure(site: PlacedSite, beside: list[PlacedSite]) -> None:
    """What https serves, port 80 leads to: it cannot serve another site of the host."""
    for other in beside:
        if other.address.secure != site.address.secure and not other.address.port and not site.address.port:
            message = _(
                "sites '{site}' and '{other}' lie on one host, one with https and one without",
                site=site.name,
                other=other.name,
            )
            hint = _("write https:// in the addresses of both")
            raise UserError.at(other.manifest.place.file, message, hint, _CONFLICT)


def _refuse_two_certificates(served: list[Served]) -> None:
    folders = {each.certificates for each in served}
    if len(folders) > 1:
        first = served[0]
        other = next(each for each in served if each.certificates != first.certificates)
        message = _(
            "sites '{site}' and '{other}' lie on one host and name different certificates",
            site=first.site.name,
            other=other.site.name,
        )
        hint = _("write the same 'certificates:' for both, best in portfolio.yml")
        raise UserError.at(other.site.manifest.place.file, message, hint, _CONFLICT)


def _served(site: PlacedSite, seen_root: Callable[[str], str | None]) -> Served:
    destination = site.destination
    assert isinstance(destination, ServerDestination)
    root = filled(destination.root or "", site.name, site.manifest.environment) or seen_root(site.to)
    if root is None or not root.startswith("/"):
        message = _("where the files lie on the server cannot be seen from {to}", to=site.to)
        raise UserError.at(site.name, message, _("add 'root: /srv/www/…' under 'publish:'"), _NO_ROOT)
    return Served(site, root, destination.certificates)
