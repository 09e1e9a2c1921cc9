"""Which outside addresses pages refer to, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from microsites.check.addresses import Addresses
from microsites.check.external.addresses import NotAnAddressError, NotAskedError, fragment_of, normalised
from microsites.check.external.verdicts import Wanted
from microsites.check.findings import Location, Spot
from microsites.check.kept import Kept
from microsites.check.pages import FileUnderCheck, PageUnderCheck
from microsites.check.uses import Use, UseKind
from microsites.manifest import Place

_NO_HOST = "https://site.invalid/"
"""Where a site without an address lies: an address that stays there is no outside address."""


@dataclass(frozen=True, slots=True)
class OutsideUse:
    """An outside address on a page."""

    site: str
    page: str
    """The page, or another file with addresses."""
    kind: UseKind
    written: str
    """As it stands there."""
    url: str
    """As it is asked; empty if it cannot be asked."""
    fragment: str
    problem: Kept
    """Why it cannot be asked, in words that continue "…, which"; empty if it can."""
    possible: bool
    """A browser could go there."""
    spot: Spot | Location
    places: tuple[Place | None, ...]
    """The lines that a person wrote it on; a single None if they are not known."""


def wanted_by(uses: Iterable[OutsideUse], *, fragments: bool) -> tuple[Wanted, ...]:
    """Every address once, in order, with all parts that anybody refers to."""
    parts: dict[str, set[str]] = {}
    for use in uses:
        if use.url:
            here = parts.setdefault(use.url, set())
            if fragments and use.fragment and use.kind == "page":
                here.add(use.fragment)
    return tuple(Wanted(url, frozenset(found)) for url, found in sorted(parts.items()))


def outside_uses(file: FileUnderCheck) -> Iterator[OutsideUse]:
    """Yield what a page, or another file with addresses, refers to outside the portfolio.

    The only place that knows how a file under check keeps its addresses.
    """
    base = file.document.base if isinstance(file, PageUnderCheck) else None
    for use in file.links.odd:
        absolute = _outside(file.site.addresses, file.path, use.value, base)
        if absolute:
            places = file.site.link_places.get((file.path, use.value), (None,)) if isinstance(use, Use) else (None,)
            yield _use(file.site.name, file.path, use.kind, use.value, absolute, file.spot(use), places)


def _outside(resolver: Addresses, page: str, written: str, base: str | None) -> str:
    """The whole address if it leads outside by http or https, else empty."""
    if resolver.resolve(page, written, base) is not None:
        return ""
    try:
        absolute = urljoin(urljoin(_NO_HOST, base or ""), written.strip())
    except ValueError:
        return ""
    return absolute if absolute.lower().startswith(("http:", "https:")) else ""


def _use(
    site: str,
    page: str,
    kind: UseKind,
    written: str,
    absolute: str,
    spot: Spot | Location,
    places: tuple[Place | None, ...],
) -> OutsideUse:
    url, problem, possible = "", "", True
    try:
        url = normalised(absolute)
    except NotAnAddressError as error:
        problem, possible = error.args[0], False
    except NotAskedError as error:
        problem = error.args[0]
    return OutsideUse(site, page, kind, written, url, fragment_of(absolute), problem, possible, spot, places)
