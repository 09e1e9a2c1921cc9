"""Reads a page's Content-Security-Policy and answers whether it lets something through.

Source: Content Security Policy Level 3 (W3C), 6.7.  Where a policy uses nonces or ``'strict-dynamic'``, what it lets
through depends on the server or on other scripts: the answer is then yes, since nothing can be shown to be blocked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from microsites.check.source_lists import DIGESTS, digests

_SCRIPT = ("script-src-elem", "script-src", "default-src")
_FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "script-src": _SCRIPT,
    "connect-src": ("connect-src", "default-src"),
    "img-src": ("img-src", "default-src"),
    "frame-src": ("frame-src", "child-src", "default-src"),
    "script-src-attr": ("script-src-attr", "script-src", "default-src"),
    "style-src": ("style-src-elem", "style-src", "default-src"),
    "style-src-attr": ("style-src-attr", "style-src", "default-src"),
    **{name: (name, "default-src") for name in ("font-src", "manifest-src", "media-src", "object-src")},
    "form-action": ("form-action",),
    "base-uri": ("base-uri",),
}
"""Directive → itself and those that stand in for it; ``-src`` alone is for elements."""


@dataclass(frozen=True, slots=True)
class PagePolicy:
    """One policy of a page."""

    directives: Mapping[str, tuple[str, ...]]

    @classmethod
    def parse(cls, text: str) -> PagePolicy:
        """The policy in ``text``; of a directive that stands twice, the first counts."""
        directives: dict[str, tuple[str, ...]] = {}
        for part in text.split(";"):
            name, *sources = part.split() or [""]
            if name:
                directives.setdefault(name.lower(), tuple(sources))
        return cls(directives)

    def sources(self, directive: str) -> tuple[str, ...] | None:
        """What the directive, or the one that stands in for it, allows; None if everything."""
        return next((self.directives[name] for name in _FALLBACKS[directive] if name in self.directives), None)

    def allows_inline(self, code: str) -> bool:
        """Whether an inline script with this text may run."""
        sources = self.sources("script-src")
        if sources is None or _undecided(sources):
            return True
        hashed = {source for source in sources if source.startswith(tuple(f"'{name}-" for name in DIGESTS))}
        if not hashed:
            return "'unsafe-inline'" in map(str.lower, sources)
        text = code.replace("\r\n", "\n").encode()
        return any(f"'{name}-{digest}'" in hashed for name, digest in digests(text).items())

    def allows(self, directive: str, wanted: str, own: str = "") -> bool:
        """Whether ``wanted`` may be reached: an address, or a source with its scheme (``https://*.example.jp``).

        ``own`` is the site's address; a relative address is the site's own.
        """
        sources = self.sources(directive)
        if sources is None or (directive == "script-src" and _undecided(sources)):
            return True
        try:
            origin = urlsplit(wanted)[:2]
        except ValueError:
            return True  # no address: nothing is fetched that could be blocked
        at_home = "//" not in wanted or (own != "" and origin == urlsplit(own)[:2])
        return any((at_home and source.lower() == "'self'") or _covers(source, wanted) for source in sources)


def _undecided(sources: Iterable[str]) -> bool:
    return any(source.startswith("'nonce-") or source.lower() == "'strict-dynamic'" for source in sources)


def _covers(source: str, wanted: str) -> bool:
    """Whether a source expression matches an address, or a part of what a wildcard stands for."""
    if source == "*":
        return True
    if source.endswith(":") and "/" not in source:
        return wanted.lower().startswith(source.lower())
    if source.startswith("'"):
        return False
    scheme, _, rest = source.lower().rpartition("//")
    host, _, path = rest.partition("/")
    parts = urlsplit(wanted)
    if scheme and parts.scheme and (scheme.rstrip(":"), parts.scheme) not in _UPGRADES:
        return False
    target = parts.netloc.lower()
    if not _covers_host(host, target):
        return False
    if not path or parts.path in ("", "/"):
        return True
    return parts.path.startswith(f"/{path}") if path.endswith("/") else parts.path == f"/{path}"


_UPGRADES = frozenset(
    {("https", "https"), ("http", "http"), ("http", "https"), ("wss", "wss"), ("ws", "ws"), ("ws", "wss")}
)


def _covers_host(host: str, target: str) -> bool:
    if host.startswith("*."):
        return target.endswith(host[1:])
    # Of a provider's wildcard, one host is enough: which of them it uses is the provider's affair.
    return host == target or (target.startswith("*.") and host.endswith(target[1:]))
