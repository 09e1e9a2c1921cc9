"""Hosts that pages fetch from, and who has said that they may."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from microsites.check.pages import FileUnderCheck, PageUnderCheck

_ABSOLUTE = re.compile(r"\s*(?:https?:)?[/\\]{2}", re.IGNORECASE)
_NO_SPACE = {9: None, 10: None, 13: None}


@lru_cache(maxsize=4096)
def host_of(address: str) -> str:
    """The host of an absolute address, with a port that it names; empty for any other."""
    if not _ABSOLUTE.match(address):
        return ""
    try:
        parts = urlsplit(address.translate(_NO_SPACE).strip().replace("\\", "/"))
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    return host if port in (None, 80, 443) else f"{host}:{port}"


def own_hosts(file: FileUnderCheck) -> frozenset[str]:
    """Hosts of the portfolio; on a foreign page those that its ``<link>`` elements name as pages (canonical, alternate).

    A link that somebody may click explains no fetch: content cannot embed anything from elsewhere.
    """
    manifest = file.site.manifest
    if manifest is None:
        related = file.document.related if isinstance(file, PageUnderCheck) else ()
        return frozenset(host_of(use.value) for use in related)
    roots = (manifest.url, *(sister.url for sister in manifest.sisters))
    return frozenset(host_of(address) for address in roots if address)


def declared_sources(file: FileUnderCheck) -> frozenset[str]:
    """What the providers in use declare, as a Content-Security-Policy writes it.

    A provider that is on the page without being expected is reported by itself, not for its hosts.
    """
    return file.measured.sources if isinstance(file, PageUnderCheck) else file.site.sources(frozenset())


def is_declared(host: str, sources: Iterable[str]) -> bool:
    """Whether ``host`` is one of ``sources``: ``https://*.example.jp`` means the hosts below it."""
    for source in sources:
        known = source.partition("//")[2] or source
        if host == known or (known.startswith("*.") and host.endswith(known[1:])):
            return True
    return False
