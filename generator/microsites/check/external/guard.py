"""Which addresses a check may connect to: content and servers must not point it at a private network.

A check runs inside a town hall or a CI network, and follows what pages and redirects of others say.  Without a guard,
a redirect could make it knock on machines that only the inside can reach (server-side request forgery).
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

_PRIVATE_NAMES = ("localhost", "local", "internal", "lan", "home.arpa", "intranet", "corp", "home")
"""Names that mean something inside a network only (RFC 6761, 6762, 8375; ICANN reserved ``internal`` in 2024)."""

_EXAMPLE_NAMES = ("test", "example", "invalid", "example.com", "example.net", "example.org", "example.jp")
"""Names that lead nowhere by agreement (RFC 2606; ``example.jp`` by JPRS)."""


def is_public(address: str) -> bool:
    """Whether an IP address can be reached from everywhere."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        # An IPv4 address in another dress (RFC 4291 2.5.5.2, RFC 3056) is judged as what it is.
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def names_private(url: str) -> bool:
    """Whether the host of ``url`` is private by its name alone.  Where it leads is only known when it is asked."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return not is_public(host)
    except ValueError:
        return "." not in host or _within(host, _PRIVATE_NAMES)


def names_example(url: str) -> bool:
    """Whether the host of ``url`` is one that stands in examples and leads nowhere."""
    return _within((urlsplit(url).hostname or "").rstrip("."), _EXAMPLE_NAMES)


def _within(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
