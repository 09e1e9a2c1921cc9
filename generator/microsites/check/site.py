"""A site before its files are read: what is expected of it, which files it has, and what lies beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from microsites.check.addresses import Addresses, Target
from microsites.check.previous import Previous
from microsites.check.suggestions import Suggester
from microsites.check.tagging import Expectations
from microsites.check.tree import PAGE_SUFFIXES, Tree, address_of
from microsites.manifest import ExpectedAlias, ExpectedEvent, ExpectedPage, ExpectedProvider, Manifest, Place
from microsites.measurement.hosts import provider_hosts
from microsites.measurement.providers import Providers


@dataclass(frozen=True)
class SiteUnderCheck:
    """What a rule may ask of a site, whichever file it looks at."""

    name: str
    manifest: Manifest | None
    """None for a site that somebody else built."""
    tree: Tree
    expectations: Expectations
    """What every page must carry."""
    neighbours: Mapping[str, Tree]
    """Sister sites whose trees lie here."""
    url: str | None = None
    """Where a site without manifest will lie, if somebody knows: its absolute addresses can be judged then."""
    today: date | None = None
    """The day of the check, for what has a date; None if nothing is ever late."""
    previous: Previous = field(default_factory=dict)
    """The pages that were there before, as far as anybody knows."""

    @cached_property
    def addresses(self) -> Addresses:
        """What an address in one of its files means."""
        return Addresses(self.name, self.manifest, self.url)

    @property
    def address(self) -> str | None:
        """Where the site will lie; None if nobody knows."""
        return self.manifest.url if self.manifest else self.url

    @property
    def providers(self) -> Providers:
        """Every provider that is known here."""
        return self.expectations.providers

    @property
    def expected_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Provider → the IDs that every page must carry."""
        return self.expectations.ids

    @cached_property
    def expected_providers(self) -> Mapping[str, ExpectedProvider]:
        """What the manifest says of each provider in use."""
        return {each.provider: each for each in self.manifest.providers} if self.manifest else {}

    @property
    def disclosure(self) -> str | None:
        """The page that tells visitors what is sent to whom; None if there is none."""
        return self.manifest.disclosure if self.manifest else None

    @cached_property
    def managed_providers(self) -> frozenset[str]:
        """The providers in the containers of tag managers, as far as their exports are known."""
        return frozenset(name for held in self.expectations.containers.values() for name, _ in held.ids)

    @property
    def place(self) -> Place | None:
        """Where the site is declared."""
        return self.manifest.place if self.manifest else None

    def place_of_id(self, provider: str, identifier: str) -> Place | None:
        """Where an ID is written; of one that is not expected, where the first is that is expected in its place."""
        expected = self.expected_providers.get(provider)
        places = expected.places if expected else {}
        return places.get(identifier) or next(iter(places.values()), self.place)

    @cached_property
    def events(self) -> Mapping[str, ExpectedEvent]:
        """The tracking plan, by event name."""
        return {event.name: event for event in self.manifest.events} if self.manifest else {}

    @cached_property
    def expected_pages(self) -> Mapping[str, ExpectedPage]:
        """The manifest's pages, by path."""
        return {page.path: page for page in self.manifest.pages} if self.manifest else {}

    @cached_property
    def expected_aliases(self) -> Mapping[str, ExpectedAlias]:
        """The redirects at old addresses, by path."""
        return {alias.path: alias for page in self.expected_pages.values() for alias in page.aliases}

    def sources(self, traced: frozenset[str]) -> frozenset[str]:
        """Hosts of the expected providers and of those of which a page has ``traced`` something."""
        found: set[str] = set()
        for name in (traced | self.managed_providers | set(self.expected_ids)) & self.providers.keys():
            expected = self.expected_providers.get(name)
            found.update(provider_hosts(self.providers[name], expected.options if expected else {}).all)
        return frozenset(found)

    def foreign_environments(self, provider: str, identifier: str) -> tuple[str, ...]:
        """The other environments that the portfolio uses an ID in, if it does not use it in this one."""
        if self.manifest is None:
            return ()
        environments = {k.environment for k in self.manifest.known_ids if (k.provider, k.id) == (provider, identifier)}
        return () if self.manifest.environment in environments else tuple(sorted(environments))

    def sites_with(self, provider: str, identifier: str) -> tuple[str, ...]:
        """The sites of the portfolio that an ID belongs to."""
        known = self.manifest.known_ids if self.manifest else ()
        return tuple(sorted({k.site for k in known if (k.provider, k.id) == (provider, identifier)}))

    @cached_property
    def link_places(self) -> Mapping[tuple[str, str], tuple[Place, ...]]:
        """Page and ``href`` → the lines that a person wrote it on."""
        places: dict[tuple[str, str], dict[Place, None]] = {}
        for page in self.expected_pages.values():
            for link in page.links:
                places.setdefault((page.path, link.href), {})[link.place] = None
        return {key: tuple(found) for key, found in places.items()}

    @cached_property
    def menu_places(self) -> Mapping[Target, tuple[Place, ...]]:
        """Target → the line of ``site.yml`` that puts a link to it on every page."""
        menus = self.manifest.menus if self.manifest else ()
        found = {self.addresses.resolve("index.html", link.href): (link.place,) for link in menus}
        return {target: places for target, places in found.items() if target is not None}

    @cached_property
    def page_addresses(self) -> Suggester:
        """Knows the nearest address of a page to one that does not exist."""
        return Suggester([address_of(path) for path in self.tree.pages()])

    @cached_property
    def asset_paths(self) -> Suggester:
        """Knows the nearest file that is no page to one that does not exist."""
        return Suggester([path for path in self.tree.files if not path.lower().endswith(PAGE_SUFFIXES)])

    @cached_property
    def sister_addresses(self) -> Mapping[str, Suggester]:
        """The same for the pages of the sister sites, by site."""
        return {name: Suggester([address_of(path) for path in tree.pages()]) for name, tree in self.neighbours.items()}
