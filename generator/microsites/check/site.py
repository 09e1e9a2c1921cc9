"""A site as the rules see it: its files, its parsed pages, what they carry, and what is expected of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from microsites.check.addresses import Addresses, Target
from microsites.check.detect import Detection, Detector
from microsites.check.documents import Document
from microsites.check.findings import Location, Spot
from microsites.check.library import Library, css_location
from microsites.check.sequence import CommandReader, PageCommand
from microsites.check.stylesheets import CssReference
from microsites.check.tagging import Expectations, PageTags, judge
from microsites.check.tree import PAGE_SUFFIXES, Tree, Unreadable
from microsites.check.uses import Use
from microsites.manifest import ExpectedEvent, ExpectedPage, ExpectedProvider, Manifest, Place
from microsites.measurement.providers import Providers


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that leads into the portfolio."""

    page: str
    """The page or stylesheet that uses it."""
    use: Use | CssReference
    target: Target
    file: str | None
    """The file of the target's site that a server would send; None if there is none."""

    @property
    def kind(self) -> str:
        """``page`` or ``asset``."""
        return self.use.kind if isinstance(self.use, Use) else "asset"

    @property
    def spot(self) -> Spot | Location:
        """Where it stands."""
        if isinstance(self.use, CssReference):
            return css_location(self.page, self.use)
        return Spot(self.page, self.use.tag, self.use.attribute, self.use.whole, self.use.number)


@dataclass(frozen=True)
class SiteUnderCheck:
    """Everything that a rule may ask."""

    name: str
    manifest: Manifest | None
    """None for a site that somebody else built."""
    tree: Tree
    documents: Mapping[str, Document]
    """Every readable page, by path."""
    references: Mapping[str, tuple[Reference, ...]]
    """By the page or stylesheet that uses them."""
    detections: Mapping[str, tuple[Detection, ...]]
    """Traces of providers, by page."""
    commands: Mapping[str, tuple[PageCommand, ...]]
    """What the page's scripts hand to providers, by page, in the order in which it runs."""
    stylesheets: Mapping[str, tuple[CssReference, ...]]
    """What every stylesheet fetches, by path."""
    expectations: Expectations
    """What every page must carry."""
    neighbours: Mapping[str, Library]
    """Sister sites whose trees lie here."""
    unreadable: tuple[Unreadable, ...]

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

    @cached_property
    def tags(self) -> Mapping[str, PageTags]:
        """The judgement of every page that a visitor stays on, by path."""
        return {
            path: judge(self.detections[path], self.expectations)
            for path, document in self.documents.items()
            if not document.redirect
        }

    @property
    def disclosure(self) -> Document | None:
        """The page that tells visitors what is sent to whom; None if there is none or it cannot be read."""
        path = self.manifest.disclosure if self.manifest else None
        return self.documents.get(path) if path is not None else None

    @property
    def managed_providers(self) -> frozenset[str]:
        """The providers in the containers of tag managers, as far as their exports are known."""
        return frozenset(name for held in self.expectations.containers.values() for name, _ in held.ids)

    @property
    def place(self) -> Place | None:
        """Where the site, and with it its IDs, is declared."""
        return self.manifest.place if self.manifest else None

    @cached_property
    def events(self) -> Mapping[str, ExpectedEvent]:
        """The tracking plan, by event name."""
        return {event.name: event for event in self.manifest.events} if self.manifest else {}

    @cached_property
    def expected_pages(self) -> Mapping[str, ExpectedPage]:
        """The manifest's pages, by path."""
        return {page.path: page for page in self.manifest.pages} if self.manifest else {}

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
        hrefs = {link.href: link.place for link in self.manifest.menus} if self.manifest else {}
        return {
            reference.target: (hrefs[reference.use.value],)
            for reference in self.references.get("index.html", ())
            if reference.use.value in hrefs
        }

    def places_of(self, reference: Reference) -> tuple[Place | None, ...]:
        """The lines that ``reference`` was written on; a single None if the manifest knows of none."""
        if isinstance(reference.use, Use):
            on_page = self.link_places.get((reference.page, reference.use.value), ())
            return on_page or self.menu_places.get(reference.target, (None,))
        return (None,)

    def anchors(self, site: str, path: str) -> frozenset[str] | None:
        """The anchors of a page here or in a sister site; None if it is not a readable page."""
        if site == self.name:
            document = self.documents.get(path)
        else:
            library = self.neighbours[site]
            document = library.document(path) if path.lower().endswith(PAGE_SUFFIXES) else None
        return document.anchors if document else None

    def all_references(self) -> Iterator[Reference]:
        """Every reference, page by page."""
        for path in sorted(self.references):
            yield from self.references[path]


def assemble(
    name: str,
    manifest: Manifest | None,
    library: Library,
    neighbours: Mapping[str, Library],
    expectations: Expectations,
    detector: Detector,
    reader: CommandReader,
) -> SiteUnderCheck:
    """Read a site's tree and relate it to its manifest."""
    documents = library.documents()
    addresses = Addresses(name, manifest)
    trees = {**{sister: other.tree for sister, other in neighbours.items()}, name: library.tree}
    references: dict[str, tuple[Reference, ...]] = {}
    for path, document in documents.items():
        references[path] = tuple(_related(path, document.uses, document.base, addresses, trees))
    stylesheets = library.stylesheets()
    for path, uses in stylesheets.items():
        references[path] = tuple(_related(path, uses, None, addresses, trees))
    detections, commands = {}, {}
    for path, document in documents.items():
        scripts = {script.src for script in document.scripts if script.src}
        texts = {
            reference.use.value: library.script(reference.file)
            for reference in references[path]
            if reference.use.value in scripts and reference.file and reference.target.site == name
        }
        local = {src: text for src, text in texts.items() if text}
        detections[path] = detector.detect(document, local)
        commands[path] = reader.commands_of(document, local)
    return SiteUnderCheck(
        name=name,
        manifest=manifest,
        tree=library.tree,
        documents=documents,
        references=references,
        detections=detections,
        commands=commands,
        stylesheets=stylesheets,
        expectations=expectations,
        neighbours=neighbours,
        unreadable=library.unreadable(),
    )


def _related(
    path: str,
    uses: tuple[Use, ...] | tuple[CssReference, ...],
    base: str | None,
    addresses: Addresses,
    trees: Mapping[str, Tree],
) -> Iterator[Reference]:
    for use in uses:
        target = addresses.resolve(path, use.value, base)
        if target is not None:
            tree = trees.get(target.site)
            yield Reference(path, use, target, tree.find(target.path) if tree else None)
