"""What an address in a page means: a file of this site, of a sister, or something that is not ours to judge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from microsites.manifest import Manifest

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_STRIPPED = "".join(map(chr, range(0x21)))
"""Browsers take control characters and spaces off both ends (WHATWG URL, 4.1)."""

NOWHERE = ""
"""``Target.site`` of an address that cannot be read, or that leaves the portfolio's folder."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads, inside the portfolio."""

    site: str
    """Name of the site, or :data:`NOWHERE`."""
    path: str
    """Percent-decoded, relative to that site's tree, without query: ``farms/aoki/``."""
    fragment: str
    """As it stands there, without ``#``; empty if there is none."""


class Addresses:
    """Resolves addresses as a browser does at the address where the site will lie."""

    def __init__(self, site: str, manifest: Manifest | None) -> None:
        sisters = {sister.site: sister.url for sister in manifest.sisters} if manifest else {}
        sisters.pop(site, None)
        self._site = site
        self._url = manifest.url if manifest else None
        self._side_by_side = manifest is not None and self._url is None
        """In ``local`` trees lie side by side, and the way to a sister is a relative path."""
        if self._side_by_side:
            self._base = f"http://portfolio.invalid/{quote(site)}/"
            roots = {name: f"http://portfolio.invalid/{quote(name)}/" for name in sisters}
        else:
            self._base = self._url or "http://site.invalid/"
            roots = {name: url for name, url in sisters.items() if url}
        self._roots = _by_length({site: self._base, **roots})
        self._cache: dict[tuple[str, str], Target | None] = {}

    def resolve(self, page: str, address: str, base: str | None = None) -> Target | None:
        """Return the target of ``address`` as written on ``page``; None if it lies outside the portfolio."""
        address = address.strip(_STRIPPED).translate({9: None, 10: None, 13: None})
        if base is None and (not address or address[0] in "#?"):
            return Target(self._site, page, _fragment(address))
        scheme = _SCHEME.match(address)
        if scheme and scheme[1].lower() not in ("http", "https"):
            return None
        folder = page.rpartition("/")[0]
        key = (f"{folder}\0{base}", address)
        if key not in self._cache:
            self._cache[key] = self._resolve(folder, address, base)
        return self._cache[key]

    def _resolve(self, folder: str, address: str, base: str | None) -> Target | None:
        path, mark, rest = _split(address)
        path = path.replace("\\", "/")
        try:
            start = urljoin(self._base, quote(folder) + "/" if folder else "")
            if base is not None:
                start = urljoin(start, base)
            if self._side_by_side and path.startswith("/") and not path.startswith("//"):
                path = self._base.rstrip("/") + path
            parts = urlsplit(urljoin(start, path) if path else start)
            host = _host(parts.scheme, parts.hostname, parts.port)
        except ValueError:
            return Target(NOWHERE, address, "")
        if parts.scheme not in ("http", "https"):
            return None
        where = unquote(parts.path) or "/"
        for root_host, root_path, site in self._roots:
            if host == root_host and (where == root_path.rstrip("/") or where.startswith(root_path)):
                return Target(site, where[len(root_path) :], _fragment(mark + rest))
        return Target(NOWHERE, where.lstrip("/"), "") if host == "portfolio.invalid" else None


def _by_length(roots: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return host, path and site of every root, the deepest first: ``/a/b/`` before ``/a/``."""
    found = []
    for site, url in roots.items():
        parts = urlsplit(url)
        path = unquote(parts.path)
        found.append((_host(parts.scheme, parts.hostname, parts.port), path.rstrip("/") + "/", site))
    return tuple(sorted(found, key=lambda root: (-len(root[1]), root)))


def _host(scheme: str, host: str | None, port: int | None) -> str:
    """Host and port, without a default port: https and http lead to the same tree."""
    name = (host or "").lower()
    return name if port is None or port == _DEFAULT_PORTS.get(scheme) else f"{name}:{port}"


def _split(address: str) -> tuple[str, str, str]:
    match = re.search(r"[?#]", address)
    return (address[: match.start()], match[0], address[match.end() :]) if match else (address, "", "")


def _fragment(address: str) -> str:
    return address.partition("#")[2].partition(":~:")[0]
