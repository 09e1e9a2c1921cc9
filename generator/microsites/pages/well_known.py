"""The files that crawlers ask for: ``sitemap.xml`` and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(url: str, addresses: Iterable[str]) -> str:
    """Every page of the site (sitemaps.org protocol); ``url`` ends with a slash."""
    entries = "".join(f"<url><loc>{escape(url + address)}</loc></url>\n" for address in sorted(addresses))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</urlset>\n"


def robots(url: str | None, indexable: bool) -> str:
    """Robots Exclusion Protocol (RFC 9309): all may read, and here is the sitemap.

    Where indexing is not wanted, crawlers must still be let in: a page that they may not fetch
    cannot tell them ``noindex``.
    """
    lines = ["User-agent: *", "Allow: /"]
    if indexable and url is not None:
        lines.append(f"Sitemap: {url}sitemap.xml")
    return "\n".join(lines) + "\n"
