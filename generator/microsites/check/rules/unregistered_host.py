"""A page fetches something from a host that nobody registered.

What it does
    Collects the hosts of scripts, frames, pictures, styles and announced connections (``preconnect``).  A host is
    registered if it is a site of the portfolio or if a provider in use declares it.  A host that is known to the Third
    Party Web data is called by the name of its company.
Why it matters
    Whoever serves a picture or a script sees each visitor's address and page.  The disclosure page does not name them,
    and nobody decided it: such lines come with pasted widgets and old templates.
How to fix
    Put the file on the site itself, or delete the line.  If the host belongs to a provider, add it to the ``hosts`` of
    its ``provider.yml``.
An example
    ``<link rel="preconnect" href="https://fonts.gstatic.com">``, left behind by a theme.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from microsites.check.findings import Location, Observation, Severity, Spot
from microsites.check.library import css_location
from microsites.check.site import SiteUnderCheck
from microsites.check.third_parties import declared_sources, host_of, is_declared, own_hosts
from microsites.measurement.third_parties import ThirdParties

CODE = "TAG009"
NAME = "unregistered-host"
SEVERITY: Severity = "warning"
MESSAGE = "the page fetches from {host}{owner}, which no provider in use and no link of the content names"
HINT = "put the file on the site itself, or delete the line; a provider's hosts are declared in its provider.yml"

_NOT_FETCHED = frozenset({"meta"})
"""Pictures for social networks are fetched by them, not by visitors."""


def check(site: SiteUnderCheck) -> Iterator[Observation]:
    """Yield hosts that are fetched from and that nobody registered."""
    parties: ThirdParties | None = None
    for path, fetched in groupby(_fetched(site), key=itemgetter(0)):
        own = sources = None
        for _, host, spot in fetched:
            own = own_hosts(site, path) if own is None else own
            sources = declared_sources(site, path) if sources is None else sources
            if host in own or is_declared(host, sources):
                continue
            parties = parties or ThirdParties.read()
            name = parties.name(host)
            yield Observation(host, path, {"host": host, "owner": f" ({name})" if name else ""}, spot)


def _fetched(site: SiteUnderCheck) -> Iterator[tuple[str, str, Spot | Location]]:
    for path, document in site.documents.items():
        for use in (*document.uses, *document.announced):
            if use.kind == "asset" and use.tag not in _NOT_FETCHED and (host := host_of(use.value)):
                yield path, host, Spot(path, use.tag, use.attribute, use.whole, use.number)
    for path, references in site.stylesheets.items():
        for reference in references:
            if host := host_of(reference.value):
                yield path, host, css_location(path, reference)
