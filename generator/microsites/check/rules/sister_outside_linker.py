"""A link leads to a sister site that the cross-domain list lacks.

What it does
    Takes the sister sites that share a measurement ID with this one, and compares the hosts to which links of a page
    lead with the list by which the page's tag keeps a visit together (``linker`` of Google, ``setDomains`` of Matomo).
Why it matters
    The visitor starts a second visit on the sister site, whose source is this site: the campaign that brought them
    is forgotten, and each town site seems to be the best source of the next.
How to fix
    Build all sites again, so that the list names all of them, and enter the same hosts in the provider's
    administration.
An example
    A link to ``https://migration.hanamori.example.jp/`` and ``gtag('set', 'linker', {domains:
    ['strawberry.hanamori.example.jp']})``.
"""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.linking import links_to_sisters, page_lists
from microsites.check.pages import PageUnderCheck

CODE = "XDM001"
NAME = "sister-outside-linker"
SEVERITY: Severity = "error"
MESSAGE = "a link leads to {host}, which the cross-domain list of {provider} lacks"
HINT = "build all sites again; enter the same hosts in the provider's administration"


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield sister hosts that a page links to and its list lacks."""
    if not page.stays:
        return
    for provider, listed in page_lists(page):
        for host, spot in links_to_sisters(page, provider).items():
            if host not in listed:
                data = {"host": host, "provider": page.site.providers[provider].title}
                yield Observation(f"{provider}:{host}", page.path, data, spot, page.site.place)
