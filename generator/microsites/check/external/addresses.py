"""An address as it is written, and as it is asked: once, however many pages write it in however many ways."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from microsites.check.addresses import DEFAULT_PORTS, STRIPPED, cleaned, without_dots
from microsites.check.addresses import fragment_of as written_fragment
from microsites.i18n.message import _

_KEPT = "%!$&'()*+,;=:@/~-._[]|^`"
"""Of a path: what is allowed there (RFC 3986, 3.3), ``%`` of what is encoded already, and what browsers leave alone."""

_LOOSE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_MAX_LENGTH = 8000
"""Servers need not take more (RFC 9110, 4.1)."""


class NotAnAddressError(ValueError):
    """No browser could go there either; the text continues "…, which"."""


class NotAskedError(ValueError):
    """A browser could go there, and we do not; the text continues "…, which"."""


def normalised(url: str) -> str:
    """Return ``url`` as it is asked: without fragment, host in ASCII, everything percent-encoded that must be.

    What is encoded already stays as it is.  Raises NotAnAddressError.
    """
    url = cleaned(url).partition("#")[0]
    try:
        parts = urlsplit(_slashes(url))
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise NotAnAddressError(_("is no address")) from None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        what = _("begins with {scheme}:, not with https: or http:", scheme=scheme) if scheme else _("is no address")
        raise NotAnAddressError(what)
    if not host:
        raise NotAnAddressError(_("names no host"))
    if parts.username is not None or parts.password is not None:
        raise NotAskedError(_("carries a user's name or password, which is not passed on"))
    host = f"[{host}]" if ":" in host else _ascii(host)
    netloc = host if port is None or port == DEFAULT_PORTS[scheme] else f"{host}:{port}"
    query = quote(_LOOSE_PERCENT.sub("%25", parts.query), safe=_KEPT + "?{}\\")
    whole = urlunsplit((scheme, netloc, _path(parts.path), query, ""))
    if len(whole) > _MAX_LENGTH:
        raise NotAskedError(_("is longer than the {most} characters that servers take", most=_MAX_LENGTH))
    return whole


def joined(base: str, location: str) -> str:
    """The address that ``location`` means at ``base``, not yet normalised.  Raises NotAnAddressError."""
    try:
        return urljoin(base, location.strip(STRIPPED))
    except ValueError:
        raise NotAnAddressError(_("is no address")) from None


def fragment_of(url: str) -> str:
    """The part of the page that ``url`` refers to, percent-decoded; empty if there is none that can be looked for.

    ``#top`` is always there.  Behind ``:~:`` stands a passage to be marked; it is for the browser alone (URL Fragment
    Text Directives, 3.3).
    """
    fragment = unquote(written_fragment(url))
    return "" if fragment.lower() == "top" else fragment


def _slashes(url: str) -> str:
    """Browsers take a backslash before the query for a slash (WHATWG URL, 4.4, special schemes)."""
    path, mark, query = url.partition("?")
    return path.replace("\\", "/") + mark + query


def _path(path: str) -> str:
    return without_dots(quote(_LOOSE_PERCENT.sub("%25", path), safe=_KEPT))


def _ascii(host: str) -> str:
    """``日本語.jp`` as ``xn--wgv71a119e.jp`` (UTS #46, not transitional, as browsers do)."""
    host = host.lower().rstrip(".")
    if host.isascii():
        if not re.fullmatch(r"[a-z0-9_.-]+", host) or ".." in host or host.startswith("."):
            raise NotAnAddressError(_("names a host that cannot exist"))
        return host
    # Late: reports of a check that asks nobody must not need the package.
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        raise NotAnAddressError(_("names a host that cannot exist")) from None
