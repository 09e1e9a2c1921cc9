"""How outside addresses are asked: the limits of politeness and of patience."""

from __future__ import annotations

from dataclasses import dataclass

from microsites import __version__

PRODUCT = "microsites"
"""The product token: what ``User-agent:`` in a robots.txt means us by (RFC 9309, 2.2.1)."""

USER_AGENT = f"{PRODUCT}/{__version__} (reads whether pages that a public site refers to still answer)"
"""Says what asks and why.  Without the word that walls against copying machines look for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every limit of a run; times in seconds."""

    fragments: bool = False
    """Look for the part behind ``#`` too; that takes the whole page instead of its headers."""
    private: bool = False
    """Ask hosts of a private network or of this machine too, where a page refers to them."""
    connections: int = 16
    """At once, to all hosts together."""
    per_host: int = 2
    """At once, to one host."""
    spacing: float = 0.5
    """Between the starts of two requests to one host."""
    longest_spacing: float = 30
    """A ``Crawl-delay`` above it is kept to this: one host must not hold up a run for hours."""
    connect_timeout: float = 10
    read_timeout: float = 15
    """Between two pieces of an answer."""
    total_timeout: float = 40
    """For one request, from the name's resolution to the last byte that is wanted."""
    retries: int = 2
    """After the first request, for what may pass."""
    backoff: float = 2
    """The first wait before a request is repeated; it doubles with each."""
    longest_wait: float = 60
    """The longest ``Retry-After`` that is waited for.  Who asks for more is not asked again in this run."""
    redirects: int = 10
    """Browsers give up after 20; nobody who means well needs more than a few."""
    body_limit: int = 4 * 1024 * 1024
    """Bytes of a page that are read for its anchors, after unpacking."""
    sniff_limit: int = 64 * 1024
    """Bytes that are read of a page of which nothing is wanted but that it comes."""
