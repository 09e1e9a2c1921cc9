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

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.linking import links_to_sisters, own_host, page_lists
from microsites.check.site import SiteUnderCheck

CODE = "XDM002"
NAME = "linker-one-sided"
SEVERITY: Severity = "error"
MESSAGE = "the cross-domain list of {provider} {difference}"
HINT = "build all sites of the portfolio again, and publish them together"


def check(sites: tuple[SiteUnderCheck, ...]) -> Iterator[tuple[str, Observation]]:
    """Yield lists that differ from what is expected, or from the sisters'."""
    for site in sites:
        for path in site.tags:
            for provider, listed in page_lists(site, path):
                expected = frozenset(site.expected_providers[provider].linked_hosts)
                # A list need not name the host on which it stands.
                lacking = expected - listed - links_to_sisters(site, path, provider).keys() - {own_host(site)}
                surplus = listed - expected
                if lacking or surplus:
                    words = [f"lacks {', '.join(sorted(lacking))}"] if lacking else []
                    words += [f"names {', '.join(sorted(surplus))}, which is no site of it"] if surplus else []
                    data = {"provider": site.providers[provider].title, "difference": " and ".join(words)}
                    yield site.name, Observation(provider, path, data, _spot(site, path), site.place)
    for site in sites:
        for provider, expected_here in site.expected_providers.items():
            for other in sites:
                there = other.expected_providers.get(provider)
                if there is None or not set(there.ids) & set(expected_here.ids):
                    continue
                lacking = frozenset(there.linked_hosts) - frozenset(expected_here.linked_hosts)
                if lacking:
                    difference = f"lacks {', '.join(sorted(lacking))}, which {other.name} lists"
                    data = {"provider": site.providers[provider].title, "difference": difference}
                    yield site.name, Observation(f"{provider}:{other.name}", data=data, place=site.place)


def _spot(site: SiteUnderCheck, path: str) -> Spot:
    """The script that names the hosts, or the page's head."""
    linking = (each.spot for each in site.commands[path] if each.names_linked_hosts)
    return next(linking, Spot(path, "head"))
