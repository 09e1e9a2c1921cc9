"""The ``.htaccess`` of a site, for Apache on shared hosting: headers, redirects, "not found", what browsers keep."""

from __future__ import annotations

import re

from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.publish.headers import HASHED, IMMUTABLE, REVALIDATED, security_headers
from microsites.publish.redirects import redirects_of
from microsites.publish.release import ReadySite

HTACCESS = ".htaccess"

_UNWRITABLE = "BLD076"


def htaccess(site: ReadySite) -> str:
    """The text of ``.htaccess`` (Apache 2.4).  Raises UserError for what cannot be said there."""
    address = site.address
    lines = [
        "# Written by microsites; the next publication writes it anew.",
        "Options -Indexes",
        "DirectoryIndex index.html",
        f"ErrorDocument 404 {address.prefix}404.html",
        "AddDefaultCharset utf-8",
        "AddType image/avif .avif",
        "AddType text/calendar .ics",
        "",
        "<IfModule mod_rewrite.c>",
        "RewriteEngine On",
        *_canonical(site),
        "RewriteCond %{REQUEST_URI} !^/\\.well-known/",
        "RewriteRule (^|/)\\.(?!well-known/) - [R=404,L]",
    ]
    for redirect in redirects_of(site):
        source = re.escape(redirect.source.removeprefix(address.prefix).rstrip("/"))
        ending = "/?(?:index\\.html)?" if redirect.source.endswith("/") else ""
        lines.append(f'RewriteRule "^{source}{ending}$" {address.origin}{redirect.target} [R=301,L]')
    lines += [
        "</IfModule>",
        "",
        "<IfModule mod_headers.c>",
        *(f"Header always set {name} {_quoted(value.replace('%', '%%'))}" for name, value in security_headers(site)),
        f"Header set Cache-Control {_quoted(REVALIDATED)}",
        f'Header set Cache-Control {_quoted(IMMUTABLE)} "expr=%{{REQUEST_URI}} =~ m#^{address.prefix}{HASHED}$#"',
        "</IfModule>",
        "",
    ]
    return "\n".join(lines)


def _canonical(site: ReadySite) -> list[str]:
    if not site.address.secure:
        return []
    return [
        "RewriteCond %{HTTPS} !=on",
        "RewriteCond %{HTTP:X-Forwarded-Proto} !=https",
        "RewriteCond %{REQUEST_URI} !^/\\.well-known/",
        f"RewriteRule ^ {site.address.origin}%{{REQUEST_URI}} [R=301,L]",
    ]


def _quoted(value: str) -> str:
    if re.search(r"[\x00-\x1f\x7f]", value):
        message = _("'{value}' cannot be written into Apache's configuration", value=value)
        raise UserError.at(HTACCESS, message, _("take control characters out of it"), _UNWRITABLE)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
