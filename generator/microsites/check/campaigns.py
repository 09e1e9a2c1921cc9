"""Links within the portfolio that say where a visitor came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.addresses import Target
from microsites.check.pages import FileUnderCheck
from microsites.check.uses import FOLLOWED, Use
from microsites.manifest import Place

_PARAMETER = re.compile(r"[?&](utm_[a-z_]+|_gl)=", re.IGNORECASE)


def campaign_links(file: FileUnderCheck) -> Iterator[tuple[Use, Target, tuple[str, ...]]]:
    """Yield links into the portfolio with a campaign, where they lead, and the names of its parameters."""
    for use in file.links.here:
        if "?" in use.value and isinstance(use, Use) and (names := _names(use)):
            yield use, Target(file.site.name, file.path, ""), names
    for use, to in file.queried:
        if isinstance(use, Use) and (names := _names(use)):
            yield use, to.target, names


def _names(use: Use) -> tuple[str, ...]:
    """The parameters of a campaign that a link has."""
    if use.tag not in FOLLOWED:
        return ()
    return tuple(dict.fromkeys(_PARAMETER.findall(use.value.partition("#")[0])))


def places_of(file: FileUnderCheck, use: Use, target: Target) -> tuple[Place | None, ...]:
    """The lines on which a campaign was written.  A menu that leads to the same page without it is not meant."""
    site = file.site
    on_page = site.link_places.get((file.path, use.value), ())
    query = _query(use.value)
    menus = site.manifest.menus if site.manifest else ()
    with_it = {link.place for link in menus if _query(link.href) == query}
    in_menus = tuple(place for place in site.menu_places.get(target, ()) if place in with_it)
    return on_page or in_menus or (None,)


def _query(address: str) -> str:
    return address.partition("#")[0].partition("?")[2]
