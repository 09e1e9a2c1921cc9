"""Old addresses and where they lead, as a host is told."""

from __future__ import annotations

from typing import NamedTuple

from microsites.publish.release import PlacedSite


class Redirect(NamedTuple):
    """An old address."""

    source: str
    """Path from the host's root: ``/strawberry/old/``, ``/strawberry/old.html``."""
    target: str
    """Path from the host's root."""
    file: str
    """The page that does the same where the host does not."""


def redirects_of(site: PlacedSite) -> tuple[Redirect, ...]:
    """Every old address of a site."""
    prefix = site.address.prefix
    return tuple(
        Redirect(prefix + alias.address, prefix + page.path.removesuffix("index.html"), alias.path)
        for page in site.manifest.pages
        for alias in page.aliases
    )
