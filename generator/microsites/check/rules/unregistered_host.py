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

from microsites.check.findings import Observation, Severity
from microsites.check.pages import FileUnderCheck, PageUnderCheck
from microsites.check.references import Reference
from microsites.check.third_parties import declared_sources, host_of, is_declared, own_hosts
from microsites.check.uses import Use
from microsites.i18n.message import _
from microsites.measurement.third_parties import ThirdParties

CODE = "TAG009"
NAME = "unregistered-host"
SEVERITY: Severity = "warning"
MESSAGE = "the page fetches from {host}{owner}, which no provider in use and no link of the content names"
HINT = "put the file on the site itself, or delete the line; a provider's hosts are declared in its provider.yml"

_NOT_FETCHED = frozenset({"meta"})
"""Pictures for social networks are fetched by them, not by visitors."""


def check_file(file: FileUnderCheck) -> Iterator[Observation]:
    """Yield hosts that nobody has declared."""
    if not isinstance(file, PageUnderCheck) and not file.path.lower().endswith(".css"):
        # Feeds and sitemaps are read by programs; a visitor's browser fetches nothing for them.
        return
    fetched: dict[str, Use | Reference] = {}
    for use in (*file.links.odd, *(file.document.announced if isinstance(file, PageUnderCheck) else ())):
        if use.kind == "asset" and not (isinstance(use, Use) and use.tag in _NOT_FETCHED):
            fetched.setdefault(host_of(use.value), use)
    fetched.pop("", None)
    if not fetched:
        return
    own, sources = own_hosts(file), declared_sources(file)
    for host, use in fetched.items():
        if host not in own and not is_declared(host, sources):
            name = ThirdParties.read().name(host)
            yield Observation(
                host, file.path, {"host": host, "owner": _(" ({name})", name=name) if name else ""}, file.spot(use)
            )
