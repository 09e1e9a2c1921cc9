"""What an address in a page means: a file of this site, of a sister, or something that is not ours to judge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from microsites.manifest import Manifest

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}
STRIPPED = "".join(map(chr, range(0x21)))
"""Browsers take control characters and spaces off both ends (WHATWG URL, 4.1)."""

_PATH_END = re.compile(r"[?#]")
_SIDE_BY_SIDE = "portfolio.invalid"
"""Stands for the folder in which the trees of a ``local`` portfolio lie (RFC 2606: no such host exists)."""

NOWHERE = ""
"""``Target.site`` of an address that cannot be read, or that leaves the portfolio's folder."""


class Target(NamedTuple):
    """Where an address leads, inside the portfolio."""

    site: str
    """Name of the site, or :data:`NOWHERE`."""
    path: str
    """Percent-decoded, relative to that site's tree, without query: ``farms/aoki/``."""
    fragment: str
    """As it stands there, without ``#``; empty if there is none."""


class Addresses:
    """Resolves addresses as a browser does at the address where the site will lie."""

    def __init__(self, site: str, manifest: Manifest | None, url: str | None = None) -> None:
        """``url``: where a site without manifest will lie, if somebody knows."""
        sisters = {sister.site: sister.url for sister in manifest.sisters} if manifest else {}
        sisters.pop(site, None)
        self._site = site
        self._url = manifest.url if manifest else url
        self._side_by_side = manifest is not None and self._url is None
        """In ``local`` trees lie side by side, and the way to a sister is a relative path."""
        if self._side_by_side:
            self._base = f"http://{_SIDE_BY_SIDE}/{quote(site)}/"
            roots = {name: f"http://{_SIDE_BY_SIDE}/{quote(name)}/" for name in sisters}
        else:
            self._base = self._url or "http://site.invalid/"
            roots = {name: url for name, url in sisters.items() if url}
        self._roots = _by_length({site: self._base, **roots})
        self._roots_by_site = {site: path for _, path, site in self._roots}
        self._starts: dict[str, tuple[str, str]] = {}
        host, own, _ = next(root for root in self._roots if root[2] == site)
        self._holds_sisters = any(
            root[0] == host and root[1].startswith(own) for root in self._roots if root[2] != site
        )
        """A sister lies in a folder of the site, or has the same address."""

    def resolve(self, page: str, address: str, base: str | None = None) -> Target | None:
        """Return the target of ``address`` as written on ``page``; None if it lies outside the portfolio."""
        address = cleaned(address)
        if base is None and (not address or address[0] in "#?"):
            return Target(self._site, page, fragment_of(address))
        scheme = _SCHEME.match(address)
        if scheme and scheme[1].lower() not in ("http", "https"):
            return None
        try:
            start = self._start(page.rpartition("/")[0], base)
            return self._resolve(start, address, absolute=scheme is not None)
        except ValueError:
            return Target(NOWHERE, address, "")

    def at(self, path: str) -> Target:
        """Where a path from the root of the site leads that has no dots, no scheme and no fragment, but may have a query."""
        if self._holds_sisters or "%" in path:
            # Behind a percent sign may be a dot.
            return self.resolve("", f"./{path}") or Target(NOWHERE, path, "")
        return Target(self._site, path.partition("?")[0], "")

    def _start(self, folder: str, base: str | None) -> tuple[str, str]:
        """Host and folder that relative addresses start from."""
        key = f"{folder}\0{base}"
        if key not in self._starts:
            url = urljoin(self._base, quote(folder) + "/" if folder else "")
            self._starts[key] = _place(url if base is None else urljoin(url, base))
        return self._starts[key]

    def _resolve(self, start: tuple[str, str], address: str, *, absolute: bool) -> Target | None:
        path, rest = _split(address)
        path = path.replace("\\", "/")
        host, where = start
        if absolute or path.startswith("//"):
            host, where = _place(path if absolute else f"https:{path}")
        elif path.startswith("/"):
            where = (self._roots_by_site[self._site].rstrip("/") if self._side_by_side else "") + unquote(path)
        elif path:
            where = where[: where.rfind("/") + 1] + unquote(path)
        where = without_dots(where)
        for root_host, root_path, site in self._roots:
            if host == root_host and (where == root_path.rstrip("/") or where.startswith(root_path)):
                return Target(site, where[len(root_path) :], fragment_of(rest))
        return Target(NOWHERE, where.lstrip("/"), "") if host == _SIDE_BY_SIDE else None


def _by_length(roots: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return host, path and site of every root, the deepest first: ``/a/b/`` before ``/a/``."""
    found = []
    for site, url in roots.items():
        host, path = _place(url)
        found.append((host, path.rstrip("/") + "/", site))
    return tuple(sorted(found, key=lambda root: (-len(root[1]), root)))


def _place(url: str) -> tuple[str, str]:
    """Host (with a port that is not the usual one) and decoded path: https and http lead to the same tree."""
    parts = urlsplit(url)
    name = (parts.hostname or "").lower()
    port = parts.port
    return (name if port is None or port == DEFAULT_PORTS.get(parts.scheme) else f"{name}:{port}"), unquote(parts.path)


def cleaned(address: str) -> str:
    """An address as a browser begins to read it: no outer spaces, no tabs and line breaks (WHATWG URL, 4.1 and 4.4)."""
    return address.strip(STRIPPED).translate({9: None, 10: None, 13: None})


def without_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` of a path from the root; there, ``..`` leads nowhere else (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path or "/"
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    folder = "/" if segments[-1] in (".", "..") and kept else ""
    return "/" + "/".join(kept) + folder


def _split(address: str) -> tuple[str, str]:
    match = _PATH_END.search(address)
    return (address[: match.start()], address[match.start() :]) if match else (address, "")


def is_within_the_page(address: str) -> bool:
    """Whether an address leads to a part of the page on which it stands, or to the page itself."""
    return address.lstrip(STRIPPED)[:1] in ("", "#", "?")


def is_fixed(address: str) -> bool:
    """Whether an address leads to the same place from every folder: it has a scheme, or starts at the root."""
    address = address.lstrip(STRIPPED)
    return address[:1] in ("/", "\\") or _SCHEME.match(address) is not None


def fragment_of(address: str) -> str:
    """What stands behind ``#``, without a text fragment (WICG, Text Fragments, 3.3); empty if there is none."""
    return address.partition("#")[2].partition(":~:")[0]
