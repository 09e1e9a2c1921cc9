"""Two sites that share visits do not list the same hosts.

What it does
    Compares the cross-domain list of each page with the hosts that its site is expected to list, and the lists of the
    sites that are checked together with each other.  A host that the page also links to is reported by
    ``sister-outside-linker`` instead.
Why it matters
    A visit is kept together only if both sides agree: the one that is left must hand it over, the one that is reached
    must take it.  One-sided lists are what remains when a site was added and the others were not built again.
How to fix
    Build all sites of the portfolio again and publish them together.
An example
    ``strawberry`` lists three hosts; ``migration``, built before the third site existed, lists two.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from microsites.check.facts import WholeSite
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.linking import links_to_sisters, own_host, page_lists
from microsites.check.pages import PageUnderCheck
from microsites.i18n.lists import listed
from microsites.i18n.message import _

CODE = "XDM002"
NAME = "linker-one-sided"
SEVERITY: Severity = "error"
MESSAGE = "the cross-domain list of {provider} {difference}"
HINT = "build all sites of the portfolio again, and publish them together"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield the page if its list is not the portfolio's."""
    site = page.site
    for provider, named in page_lists(page) if page.stays else ():
        expected = frozenset(site.expected_providers[provider].linked_hosts)
        # A list need not name the host on which it stands.
        lacking = expected - named - links_to_sisters(page, provider).keys() - {own_host(site)}
        surplus = named - expected
        if lacking or surplus:
            words = [_("lacks {hosts}", hosts=", ".join(sorted(lacking)))] if lacking else []
            if surplus:
                words.append(_("names {hosts}, which is no site of it", hosts=", ".join(sorted(surplus))))
            data = {"provider": site.providers[provider].title, "difference": listed(words)}
            linking = (each.spot for each in page.measured.commands if each.names_linked_hosts)
            yield Observation(provider, page.path, data, next(linking, Spot("head")), site.place)


def check_sites(sites: tuple[WholeSite, ...]) -> Iterator[tuple[str, Observation]]:
    """Yield the sites whose lists differ from a sister's that shares their ID."""
    for site, other in permutations([site.under_check for site in sites], 2):
        for provider, here in site.expected_providers.items():
            there = other.expected_providers.get(provider)
            if there is None or not set(there.ids) & set(here.ids):
                continue
            lacking = frozenset(there.linked_hosts) - frozenset(here.linked_hosts)
            if lacking:
                difference = _("lacks {hosts}, which {site} lists", hosts=", ".join(sorted(lacking)), site=other.name)
                data = {"provider": site.providers[provider].title, "difference": difference}
                yield site.name, Observation(f"{provider}:{other.name}", data=data, place=site.place)
