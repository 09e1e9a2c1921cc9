"""Links within the portfolio that say where a visitor came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.site import Reference, SiteUnderCheck
from microsites.check.uses import Use
from microsites.manifest import Place

_FOLLOWED = frozenset({"a", "area", "form"})
_PARAMETER = re.compile(r"[?&](utm_[a-z_]+|_gl)=", re.IGNORECASE)


def campaign_links(site: SiteUnderCheck) -> Iterator[tuple[Reference, tuple[str, ...]]]:
    """Yield links into the portfolio with a campaign, and the names of its parameters."""
    for reference in site.all_references():
        use = reference.use
        if isinstance(use, Use) and use.tag in _FOLLOWED and "=" in use.value:
            query = use.value.partition("#")[0]
            if names := _PARAMETER.findall(query):
                yield reference, tuple(dict.fromkeys(names))


def places_of(site: SiteUnderCheck, reference: Reference) -> tuple[Place | None, ...]:
    """The lines on which a campaign was written.  A menu that leads to the same page without it is not meant."""
    on_page = site.link_places.get((reference.page, reference.use.value), ())
    query = _query(reference.use.value)
    menus = site.manifest.menus if site.manifest else ()
    with_it = {link.place for link in menus if _query(link.href) == query}
    in_menus = tuple(place for place in site.menu_places.get(reference.target, ()) if place in with_it)
    return on_page or in_menus or (None,)


def _query(address: str) -> str:
    return address.partition("#")[0].partition("?")[2]
