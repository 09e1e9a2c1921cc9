"""Sites of one host of which one lies below the other: ``/`` and ``/promo/``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.publish.release import PlacedSite, ReadySite

_CONFLICT = "BLD079"

Placed = TypeVar("Placed", bound=PlacedSite)


def above(site: PlacedSite, sites: Iterable[PlacedSite]) -> tuple[PlacedSite, ...]:
    """The sites below whose addresses that of ``site`` lies, the highest first."""
    return outer_first(
        other
        for other in sites
        if other.address.origin == site.address.origin
        and other.address.prefix != site.address.prefix
        and site.address.prefix.startswith(other.address.prefix)
    )


def outer_first(sites: Iterable[Placed]) -> tuple[Placed, ...]:
    """Sites in an order in which none comes before one that it lies below."""
    return tuple(sorted(sites, key=lambda site: (len(site.address.prefix), site.address.prefix)))


def refuse_covered(sites: Iterable[ReadySite]) -> None:
    """Raise UserError where a file of a site has an address that belongs to a site below it."""
    all_ = tuple(sites)
    problems = []
    for site in all_:
        for outer in all_:
            if outer not in above(site, all_):
                continue
            below = site.address.prefix.removeprefix(outer.address.prefix)
            covered = [file for file in outer.files if file.startswith(below) or file == below.rstrip("/")]
            if covered:
                message = _(
                    "{file} of site '{site}' lies at the address of site '{other}', {url}",
                    file=covered[0],
                    site=outer.name,
                    other=site.name,
                    url=site.address.url,
                )
                hint = _("give the page another name, or the site another address")
                problems.append(Problem(outer.manifest.place.file, 0, 0, _CONFLICT, message, hint))
    if problems:
        raise UserError(problems)
