"""What the source list of a Content-Security-Policy lets through, exactly as browsers match it.

Source: Content Security Policy Level 3 (W3C), 6.7.2 (addresses) and 6.7.3 (what stands in the page).  What depends on
the server (nonces of elements), and what cannot be known without the page's own address, counts as let through.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Literal
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from microsites.check.addresses import DEFAULT_PORTS, cleaned

Inline = Literal["style", "style attribute", "script attribute", "navigation"]
"""What stands in a page besides ``<script>``, in the words of CSP 3; ``navigation`` is an address with ``javascript:``."""

_PORTS = {**DEFAULT_PORTS, "ws": 80, "wss": 443}
DIGESTS = ("sha256", "sha384", "sha512")
_HASHED = re.compile(r"'(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+=*)'\Z", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\Z")
_SCHEME_FIRST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?"
    r"(?P<host>\*|(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?)"
    r"(?::(?P<port>\*|\d+))?(?P<path>/[^?#]*)?\Z"
)


def allows_inline(sources: Iterable[str], code: str, kind: Inline) -> bool:
    """Whether code may stand in the page (CSP 3, 6.7.3.2 and 6.7.3.3).  Nonces help elements only."""
    lower = [source.lower() for source in sources]
    has_nonce = any(source.startswith("'nonce-") for source in lower)
    hashes = [match for source in sources if (match := _HASHED.match(source))]
    if has_nonce and kind == "style":
        return True
    is_strict = "'strict-dynamic'" in lower and kind in ("script attribute", "navigation")
    if "'unsafe-inline'" in lower and not has_nonce and not hashes and not is_strict:
        return True
    if kind != "style" and "'unsafe-hashes'" not in lower:
        return False
    return bool(hashes) and _is_hashed(hashes, code)


def _is_hashed(hashes: Iterable[re.Match[str]], code: str) -> bool:
    # The parser of HTML makes every line break one character.
    text = code.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    made = digests(text)
    return any(made[match[1].lower()] == match[2].replace("-", "+").replace("_", "/") for match in hashes)


def digests(text: bytes) -> dict[str, str]:
    """The digests of what stands in a page by which a policy may allow it, by their names (CSP 3, 6.7.2.6)."""
    return {name: base64.b64encode(hashlib.new(name, text).digest()).decode() for name in DIGESTS}


def allows_address(sources: Iterable[str], address: str, page: str) -> bool:
    """Whether an address may be reached (CSP 3, 6.7.2.8).

    ``page``: where the page itself lies; empty if nobody knows: a relative address is then its own, whatever host that is.
    """
    address = cleaned(address)
    if not page and "//" not in address and not _SCHEME_FIRST.match(address):
        return any(_may_be_own(source.lower()) for source in sources)
    try:
        wanted, own = urlsplit(urljoin(page, address)), urlsplit(page)
        _ = wanted.port, own.port
    except ValueError:
        return True  # no address: nothing is fetched that could be blocked
    if not wanted.scheme:
        wanted = wanted._replace(scheme="https")
    if wanted.hostname and not wanted.hostname.isascii():
        return True  # a policy has such a host in another spelling
    return any(_matches(source, wanted, own) for source in sources)


def _may_be_own(source: str) -> bool:
    return source in ("'self'", "*", "http:", "https:") or not (source.startswith("'") or _SCHEME.match(source))


def _matches(source: str, address: SplitResult, own: SplitResult) -> bool:
    """CSP 3, 6.7.2.8: whether a source expression matches an address."""
    if source == "*":
        return address.scheme in ("http", "https", "ws", "wss") or address.scheme == own.scheme
    if _SCHEME.match(source):
        return _scheme_covers(source[:-1].lower(), address.scheme)
    if source.lower() == "'self'":
        return address.scheme in ("http", "https", "ws", "wss") and (not own.hostname or _is_own(address, own))
    match = _HOST.match(source)
    if match is None or not address.hostname:
        return False
    scheme = (match["scheme"] or own.scheme).lower()
    if scheme and not _scheme_covers(scheme, address.scheme):
        return False
    return (
        _host_covers(match["host"].lower(), address.hostname)
        and _port_covers(match["port"], address)
        and _path_covers(match["path"] or "", address.path)
    )


def _is_own(address: SplitResult, own: SplitResult) -> bool:
    """A page of ``http:`` may fetch the same from its host over ``https:``, never the other way round."""
    return (
        address.hostname == own.hostname
        and _port(address) == _port(own)
        and (address.scheme in (own.scheme, "https", "wss") or (own.scheme, address.scheme) == ("http", "ws"))
    )


def _scheme_covers(given: str, wanted: str) -> bool:
    """6.7.2.9: an address may be the safer of two, never the other way round."""
    return given == wanted or wanted in {"http": ("https",), "ws": ("wss", "http", "https"), "wss": ("https",)}.get(
        given, ()
    )


def _host_covers(given: str, wanted: str) -> bool:
    """6.7.2.10: ``*.example.jp`` is every host below it, not ``example.jp``."""
    if given == "*":
        return True
    return wanted.endswith(given[1:]) and wanted != given[2:] if given.startswith("*.") else given == wanted


def _port_covers(given: str | None, address: SplitResult) -> bool:
    """6.7.2.11: without a port, the usual one is meant."""
    port = _port(address)
    if given == "*":
        return True
    if given is None:
        return port is None
    usual = _PORTS.get(address.scheme)
    return int(given) == (port or usual) or (int(given) == 80 and (port or usual) == 443)


def _path_covers(given: str, wanted: str) -> bool:
    """6.7.2.12: a path that ends with a slash is a folder, any other is a file."""
    if not given:
        return True
    wanted = wanted or "/"
    return unquote(wanted).startswith(unquote(given)) if given.endswith("/") else unquote(given) == unquote(wanted)


def _port(parts: SplitResult) -> int | None:
    """The port where it is not the usual one."""
    return None if parts.port == _PORTS.get(parts.scheme) else parts.port
