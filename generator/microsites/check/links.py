"""Where the addresses of a file lead: each is resolved once for a site, however many pages use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from microsites.check.addresses import NOWHERE, Addresses, Target
from microsites.check.stylesheets import CssReference
from microsites.check.tree import Tree
from microsites.check.uses import Use

MAX_KEPT = 500_000
"""Above this, what was resolved is forgotten: memory is bounded, whatever a site holds."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an address leads, inside the portfolio."""

    target: Target
    file: str | None
    """The file of the target's site that a server would send; None if there is none."""
    known: bool = True
    """Whether the target's tree lies here, so that a missing file says something."""

    @property
    def lost(self) -> bool:
        """Whether a visitor, or a browser that fetches it, would get nothing."""
        return self.file is None and self.known


Link = tuple[Use | CssReference, Destination]


class Linker:
    """Resolves the addresses of one site's files."""

    def __init__(self, site: str, addresses: Addresses, trees: Mapping[str, Tree]) -> None:
        self._site = site
        self._addresses = addresses
        self._trees = trees
        self._known: dict[str | None, dict[str, dict[str, Destination | None]]] = {}
        self._count = 0

    def links(self, path: str, uses: Iterable[Use | CssReference], base: str | None = None) -> tuple[Link, ...]:
        """The uses that lead into the portfolio, each with its destination.  ``base``: the page's ``<base href>``."""
        folder = path.rpartition("/")[0]
        known = self._known.setdefault(base, {}).setdefault(folder, {})
        found: list[Link] = []
        for use in uses:
            address = use.value
            if address in known:
                destination = known[address]
            elif base is None and address.lstrip()[:1] in ("", "#", "?"):
                # The page itself: not the same for every page of the folder.
                destination = self._resolve(path, address, base)
            else:
                destination = known[address] = self._resolve(path, address, base)
                self._count += 1
            if destination is not None:
                found.append((use, destination))
        if self._count > MAX_KEPT:
            self._known.clear()
            self._count = 0
        return tuple(found)

    def _resolve(self, path: str, address: str, base: str | None) -> Destination | None:
        target = self._addresses.resolve(path, address, base)
        if target is None:
            return None
        tree = self._trees.get(target.site)
        return Destination(target, tree.find(target.path) if tree else None, tree is not None or target.site == NOWHERE)
