"""Visits across sister sites: who shares an ID, what a page lists, where its links lead."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from microsites.check.commands import Queue
from microsites.check.findings import Location, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.sequence import linked_hosts
from microsites.check.site import SiteUnderCheck
from microsites.check.uses import FOLLOWED, Use


def page_lists(page: PageUnderCheck) -> Iterator[tuple[str, frozenset[str]]]:
    """The expected providers that are on a page and link visits across hosts, each with the list that is there."""
    here = {d.provider for d in page.measured.detections if d.id and d.state != "commented"}
    for name in page.site.expected_providers:
        provider = page.site.providers[name]
        if provider.cross_domain and name in here:
            queue: Queue = "gtag" if provider.google_consent else "_paq"
            yield name, frozenset(linked_hosts(page.measured.commands, queue))


def links_to_sisters(page: PageUnderCheck, provider: str) -> dict[str, Spot | Location]:
    """Hosts of sister sites that share an ID of ``provider``, each with the first link of the page to it."""
    hosts = sister_hosts(page.site, provider)
    found: dict[str, Spot | Location] = {}
    for use, to in page.links.notable if hosts else ():
        host = hosts.get(to.target.site)
        if host and isinstance(use, Use) and use.tag in FOLLOWED:
            found.setdefault(host, page.spot(use))
    return found


def own_host(site: SiteUnderCheck) -> str:
    """The host on which the site will lie; empty if it is not known."""
    return urlsplit(site.manifest.url).netloc if site.manifest and site.manifest.url else ""


def sister_hosts(site: SiteUnderCheck, provider: str) -> dict[str, str]:
    """Sister → its host, if it shares an ID of ``provider`` in this environment and lies on another host."""
    manifest = site.manifest
    if manifest is None or manifest.url is None:
        return {}
    sharing = {
        known.site
        for known in manifest.known_ids
        if known.environment == manifest.environment
        and known.provider == provider
        and known.id in site.expected_ids.get(provider, ())
    }
    hosts = {sister.site: urlsplit(sister.url).netloc for sister in manifest.sisters if sister.url}
    return {name: host for name, host in hosts.items() if name in sharing and host != own_host(site)}
