"""Addresses of what all pages share: from the site's root, and written by MkDocs from there."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import urlsplit

ROOT: Final = "/~root~/"
"""Stands before every address of the site in what all pages share, until it becomes ``{{ base_url }}/``."""

_ATTRIBUTE: Final = re.compile(
    r'((?<=\s)(?:href|src|srcset|imagesrcset|data-href|data-src|data-[a-z-]*url)=")([^"]*)(")'
)
_OF_A_TEMPLATE: Final = re.compile(rf"\{{(?=[{{%#\r]|{ROOT}|\Z)|\r")
"""Where Jinja would begin to read, also with the address that comes to stand there, and the line end that it rewrites."""


def _from_root(value: str, address: str) -> str:
    parts = urlsplit(value)
    if not value or parts.scheme or parts.netloc or value.startswith(("#", "/", "?")):
        return value
    path = posixpath.normpath(posixpath.join(address, parts.path))
    slash = "/" if parts.path.endswith(("/", "..", ".")) and path != "." else ""
    rest = value[len(parts.path) :]
    return f"{ROOT}{'' if path == '.' else path}{slash}{rest}"


def rooted(html: str, address: str) -> str:
    """``html`` of the page at ``address`` with its relative addresses made to start at the root."""

    def replaced(match: re.Match[str]) -> str:
        if "srcset" in match[1]:
            candidates = (each.strip().split(" ", 1) for each in match[2].split(","))
            value = ", ".join(" ".join([_from_root(first, address), *rest]) for first, *rest in candidates)
        else:
            value = _from_root(match[2], address)
        return f"{match[1]}{value}{match[3]}"

    return _ATTRIBUTE.sub(replaced, html)


def as_template(html: str) -> str:
    """``html`` as a Jinja template that gives exactly it, with the addresses of the page that is made."""
    escaped = _OF_A_TEMPLATE.sub(lambda sign: '{{ "{" }}' if sign[0] == "{" else r'{{ "\r" }}', html)
    last = "\n" if html.endswith("\n") else ""  # Jinja takes one away
    return escaped.replace(ROOT, "{{ base_url }}/") + last
