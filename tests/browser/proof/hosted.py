"""A built site at the root of an address of its own, as a host would serve it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from microsites.manifest import Manifest

PROMOTION = ("strawberry", "migration", "poc-call")
GALLERY = "handbook"
SITES = (*PROMOTION, GALLERY)


@dataclass(frozen=True, slots=True)
class HostedSite:
    """A built site at the root of an address."""

    id: str
    tree: Path
    address: str

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page as a file below the tree; of the handbook, the section gallery."""
        found = sorted(path.relative_to(self.tree).as_posix() for path in self.tree.rglob("*.html"))
        return tuple(page for page in found if self.id != GALLERY or page.startswith("reference/sections/"))

    def url(self, page: str) -> str:
        """Where a page is served."""
        return self.address + page.removesuffix("index.html")

    @property
    def manifest(self) -> Manifest:
        """What the site is expected to carry."""
        return Manifest.model_validate_json((self.tree.parent / ".manifest" / f"{self.id}.json").read_bytes())
