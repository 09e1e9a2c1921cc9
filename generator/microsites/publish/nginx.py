"""The configuration of nginx for the sites of one host: names, headers, redirects, "not found", what browsers keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.publish.headers import HASHED, IMMUTABLE, REVALIDATED, security_headers
from microsites.publish.redirects import redirects_of
from microsites.publish.release import PlacedSite

_UNWRITABLE = "BLD076"
_CERTBOT = "/etc/letsencrypt/live"

_COMPRESSED = (
    "text/css text/plain text/javascript application/javascript application/json application/xml"
    " application/atom+xml image/svg+xml text/calendar"
)


@dataclass(frozen=True, slots=True)
class Served:
    """A site and the folder on the server in which its files lie."""

    site: PlacedSite
    root: str
    certificates: str | None


def nginx_conf(host: str, sites: Sequence[Served]) -> str:
    """A file for ``/etc/nginx/conf.d/``.  Raises UserError for what cannot be said there."""
    secure = sites[0].site.address.secure
    origin = sites[0].site.address.origin
    port = sites[0].site.address.port
    cache = "microsites_cache_" + re.sub(r"[^a-z0-9]", "_", f"{host}_{port}" if port else host)
    lines = [
        f"# {origin} - written by microsites; the next publication writes it anew.",
        f"map $uri ${cache} {{",
        f"    default {_quoted(REVALIDATED)};",
        *(f"    {_quoted(f'~^{re.escape(s.site.address.prefix)}{HASHED}$')} {_quoted(IMMUTABLE)};" for s in sites),
        "}",
        "",
    ]
    if secure:
        lines += [
            "server {",
            "    listen 80;",
            "    listen [::]:80;",
            f"    server_name {host};",
            "    location ^~ /.well-known/acme-challenge/ {",
            f"        root {_quoted(sites[0].root.rstrip('/') or '/')};",
            "    }",
            "    location / {",
            f"        return 301 {origin}$request_uri;",
            "    }",
            "}",
            "",
        ]
    lines += ["server {", *_listening(sites[0]), f"    server_name {host};"]
    lines += [
        "    server_tokens off;",
        "    autoindex off;",
        "    absolute_redirect off;",
        "    # nginx knows no calendars.",
        "    include mime.types;",
        "    types {",
        "        text/calendar ics;",
        "    }",
        "    charset utf-8;",
        "    gzip on;",
        "    gzip_vary on;",
        f"    gzip_types {_COMPRESSED};",
        "",
        "    # Each page has one address.",
        '    if ($request_uri ~ "^([^?]*/)index\\.html(\\?.*)?$") {',
        f"        return 301 {origin}$1$2;",
        "    }",
        "    location ~ /\\.(?!well-known/) {",
        "        return 404;",
        "    }",
    ]
    for served in sites:
        lines += ["", *_site(served, origin, cache)]
    if all(served.site.address.prefix != "/" for served in sites):
        lines += ["", "    # No site lies here.", "    location / {", "        return 404;", "    }"]
    return "\n".join([*lines, "}", ""])


def _listening(served: Served) -> list[str]:
    address = served.site.address
    if not address.secure:
        return [f"    listen {address.port or 80};", f"    listen [::]:{address.port or 80};"]
    folder = (served.certificates or f"{_CERTBOT}/{address.host}").rstrip("/")
    return [
        f"    listen {address.port or 443} ssl;",
        f"    listen [::]:{address.port or 443} ssl;",
        f"    ssl_certificate {_quoted(f'{folder}/fullchain.pem')};",
        f"    ssl_certificate_key {_quoted(f'{folder}/privkey.pem')};",
        "    ssl_protocols TLSv1.2 TLSv1.3;",
    ]


def _site(served: Served, origin: str, cache: str) -> list[str]:
    site = served.site
    prefix = site.address.prefix
    lines = [f"    # {site.name}"]
    lines += (
        f"    location = {_quoted(source)} {{ return 301 {origin}{redirect.target}$is_args$args; }}"
        for redirect in redirects_of(site)
        for source in _spellings(redirect.source)
    )
    if prefix != "/":
        lines.append(f"    location = {_quoted(prefix.rstrip('/'))} {{ return 301 {origin}{prefix}$is_args$args; }}")
    not_found = f"{prefix}404.html"
    root = served.root.rstrip("/") + "/"
    return [
        *lines,
        f"    location {prefix} {{",
        f"        alias {_quoted(root)};",
        "        index index.html;",
        f"        error_page 404 {not_found};",
        f"        error_page 403 =404 {not_found};",
        f"        add_header Cache-Control ${cache};",
        *(f"        add_header {name} {_quoted(value)} always;" for name, value in security_headers(site)),
        "    }",
    ]


def _spellings(source: str) -> tuple[str, ...]:
    return (source, source.rstrip("/")) if source.endswith("/") else (source,)


def _quoted(value: str) -> str:
    # A dollar begins a variable and cannot be escaped; at the end of a pattern it is one of nginx's own.
    if re.search(r"[\x00-\x1f\x7f]|\$(?!$)", value):
        message = _("'{value}' cannot be written into nginx's configuration", value=value)
        raise UserError.at("nginx", message, _("take control characters and '$' out of it"), _UNWRITABLE)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
