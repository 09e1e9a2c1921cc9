"""Reads a whole portfolio and collects every problem of every file before anything else happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.content.accessibility import AccessibilityRecord, read_record
from microsites.content.actuals import Actual, read_actuals
from microsites.content.aliases import alias_problems
from microsites.content.blocks import Entry, Section
from microsites.content.emergency import with_emergency
from microsites.content.files import CollectionSettings, PortfolioFile, SiteFile
from microsites.content.generated import generated_pages, taken_addresses
from microsites.content.handover import handover_problems
from microsites.content.languages import joined
from microsites.content.listing import SEGMENT, list_assets, list_pages, stray_collections
from microsites.content.memory import PageMemory
from microsites.content.model import Page, Portfolio, Site
from microsites.content.pages import PageReader
from microsites.content.references import (
    SiteIndex,
    part_problems,
    prose_link_problems,
    reference_problems,
    shared_reference_problems,
)
from microsites.content.source import Source, read_yaml_file
from microsites.content.validation import did_you_mean, validate
from microsites.content.versions import EASY, version_id
from microsites.content.walk import ENTRY_SECTION
from microsites.content.yaml_reader import YamlError
from microsites.errors import Problem, UserError
from microsites.i18n.lists import either
from microsites.i18n.message import _
from microsites.i18n.system import reason

MAX_SITES = 200


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a portfolio, and everything that is wrong with its content."""

    portfolio: Portfolio
    problems: tuple[Problem, ...]
    settings_read: bool
    """Whether ``portfolio.yml`` itself is right; else its settings stand for nothing that was written."""


def _site_folders(root: Path, problems: list[Problem]) -> list[Path]:
    found = []
    for folder in sorted(root.iterdir()):
        try:
            if not folder.name.startswith((".", "_")) and folder.is_dir() and (folder / "site.yml").is_file():
                found.append(folder)
        except OSError as error:
            # The system's own (lost+found) may be closed; a folder that may be a site may not.
            if SEGMENT.fullmatch(folder.name):
                message, hint = _("cannot be read: {reason}", reason=reason(error)), _("see who may read it")
                problems.append(Problem(folder.name, 0, 0, "CFG002", message, hint))
    return found


def _order(folders: list[Path], wanted: tuple[str, ...]) -> list[Path]:
    rank = {name: position for position, name in enumerate(wanted)}
    return sorted(folders, key=lambda folder: (rank.get(folder.name, len(rank)), folder.name))


def _collection_fault(section: Section, settings: SiteFile, file: str) -> tuple[str, str] | None:
    """What is wrong with the collection that a section shows, and what to do."""
    name = getattr(section, "collection", None)
    if name is None:
        return None
    if name not in settings.collections:
        message = _("there is no collection '{name}' in {file}", name=name, file=file)
        return message, did_you_mean(name, settings.collections)
    kind = settings.collections[name].kind
    if not section.collection_kinds or kind in section.collection_kinds:
        return None
    fitting = [other for other, of in settings.collections.items() if of.kind in section.collection_kinds]
    wanted = either(section.collection_kinds)
    hint = (
        _("name one of kind {wanted}: {names}", wanted=wanted, names=", ".join(fitting))
        if fitting
        else _("add one of kind {wanted} to {file}", wanted=wanted, file=file)
    )
    values = {"name": name, "kind": kind, "type": section.type, "wanted": wanted}
    return _("collection '{name}' is of kind {kind}, but {type} shows {wanted}", **values), hint


def _check_collections(source: Source, settings: SiteFile, kinds: Mapping[str, type[Entry]]) -> list[Problem]:
    return [
        source.problem(
            ("collections", name, "kind"),
            "CFG007",
            _("unknown kind '{kind}'", kind=of.kind),
            did_you_mean(of.kind, kinds),
        )
        for name, of in settings.collections.items()
        if of.kind not in kinds
    ]


def _check_goals(source: Source, settings: SiteFile) -> list[Problem]:
    problems = []
    if settings.measured and not settings.goals:
        hint = _("say what the site is for: a goal with definition, kind, event, baseline, target and owner")
        problems.append(source.problem(("goals",), "CFG008", _("the site has no goal"), hint))
    seen: dict[str, int] = {}
    for number, goal in enumerate(settings.goals):
        path = ("goals", number)
        if goal.id in seen:
            problems.append(
                source.problem(
                    (*path, "id"), "CFG008", _("goal '{goal}' is given twice", goal=goal.id), _("rename one")
                )
            )
        seen[goal.id] = number
        if goal.kind == "proxy":
            for field, hint in (
                ("proxy_for", _("add 'proxy_for: …': what the click stands for")),
                ("true_count_source", _("add 'true_count_source: …': whose report knows the true number")),
            ):
                if getattr(goal, field) is None:
                    problems.append(
                        source.problem(
                            path, "CFG008", _("proxy goal '{goal}' lacks '{field}'", goal=goal.id, field=field), hint
                        )
                    )
        elif goal.proxy_for is not None:
            hint = _("write 'kind: proxy', or delete proxy_for")
            problems.append(source.problem((*path, "proxy_for"), "CFG008", _("only a proxy goal has proxy_for"), hint))
    return problems


class _SiteLoader:
    """Loads one site in two steps: its files, then (once every site's are known) its references."""

    def __init__(self, folder: Path, reader: PageReader, problems: list[Problem]) -> None:
        self.folder = folder
        self.id = folder.name
        self.file = f"{folder.name}/site.yml"
        self.reader = reader
        self.problems = problems
        self.settings: SiteFile | None = None
        self.source: Source | None = None
        self.assets = list_assets(folder, problems)
        self.pages: list[Page] = []
        self.index = SiteIndex({}, self.assets)
        self.actuals: tuple[Actual, ...] = ()
        self.accessibility = AccessibilityRecord()

    def read(self, kinds: Mapping[str, type[Entry]], portfolio: PortfolioFile) -> None:
        collections: Mapping[str, CollectionSettings] = {}
        complete = False
        try:
            document = read_yaml_file(self.folder / "site.yml", self.file)
        except YamlError as error:
            self.problems.append(error.problem)
        else:
            self.source = Source(self.file, document.positions)
            self.settings = validate(SiteFile, document.data, self.source, self.problems)
        if self.settings is not None and self.source is not None:
            self.problems.extend(_check_goals(self.source, self.settings))
            self.actuals = read_actuals(self.folder, self.settings.goals, self.problems)
            unknown = _check_collections(self.source, self.settings, kinds)
            self.problems.extend(unknown)
            self.problems.extend(stray_collections(self.folder, self.settings.collections))
            complete = not unknown
            collections = {name: of for name, of in self.settings.collections.items() if of.kind in kinds}
        owner = self.settings.owner if self.settings else ""
        files = list_pages(self.folder, collections, self.problems)
        sections: dict[str, frozenset[str] | None] = {}
        for file in files:
            pages = self.reader.read(file, owner)
            sections[file.id] = None
            if not pages and file.kind is None and file.path.suffix == ".yml":
                # It may have an easy version; whoever refers to that is not at fault.
                sections.setdefault(version_id(file.id, EASY), None)
            for page in pages:
                self.pages.append(page)
                if page.prose is None:
                    own = (ENTRY_SECTION,) if page.entry is not None else ()
                    sections[page.id] = frozenset((*own, *(section.id for section in page.sections)))
        self._check_easy_addresses({file.id: file.file for file in files})
        self.pages = joined(self.pages, files, self.problems)
        if self.settings is not None and self.source is not None:
            generated = generated_pages(self.source, portfolio, self.settings)
            self.problems.extend(taken_addresses(files, generated))
            self.pages += generated
            # None: its anchors follow from the providers, which nobody knows yet.
            sections |= {page.id: None for page in generated}
        self.problems.extend(alias_problems(self.pages))
        self.accessibility = read_record(self.folder, sections if complete else None, self.problems)
        self.index = SiteIndex(sections, self.assets, complete)
        if "index" not in sections:
            hint = _("create pages/index.yml")
            self.problems.append(Problem(self.file, 1, 1, "CFG009", _("the site has no home page"), hint))

    def _check_easy_addresses(self, files: Mapping[str, str]) -> None:
        for page in self.pages:
            if page.easy and page.id in files:
                message = _(
                    "the easy version has the same address as {file}: /{page}/", file=files[page.id], page=page.id
                )
                self.problems.append(page.source.problem(("easy",), "CFG013", message, _("rename that file"), key=True))

    def check_references(self, indexes: Mapping[str, SiteIndex]) -> None:
        for page in self.pages:
            for part in page.parts:
                self.problems.extend(part_problems(part.value, part.path, page.source, self.id, indexes))
            if page.picture is not None and page.entry is None and not page.easy:
                self.problems.extend(reference_problems(page.picture, ("picture",), page.source, self.id, indexes))
            for number, section in enumerate(page.sections):
                path = (*page.sections_path, number)
                if self.settings is not None and (fault := _collection_fault(section, self.settings, self.file)):
                    self.problems.append(page.source.problem((*path, "collection"), "CFG010", *fault))
                for wrong in section.faults(self._entries(getattr(section, "collection", None))):
                    at = (*path, *wrong.path)
                    self.problems.append(page.source.problem(at, "CFG005", wrong.message, wrong.hint))
            if page.prose is not None:
                text, offset = page.prose.text, page.prose.line_offset
                self.problems.extend(prose_link_problems(text, offset, page.source, self.id, indexes))
        if self.settings is not None and self.source is not None:
            self.problems.extend(reference_problems(self.settings, (), self.source, self.id, indexes))

    def _entries(self, collection: str | None) -> tuple[tuple[str, Entry], ...]:
        found = ((page.id, page.entry) for page in self.pages if page.collection == collection)
        return tuple((name, entry) for name, entry in found if entry is not None)

    def site(self) -> Site | None:
        if self.settings is None or self.source is None:
            return None
        pages = tuple(sorted(self.pages, key=lambda page: page.address))
        return Site(
            self.id, self.folder, self.source, self.settings, pages, self.assets, self.actuals, self.accessibility
        )


def load_portfolio(
    root: Path,
    section_types: Mapping[str, type[Section]],
    entry_kinds: Mapping[str, type[Entry]],
    memory: PageMemory | None = None,
) -> Loaded:
    """Read the portfolio in folder ``root``; files that ``memory`` knows with the same text are not read anew.

    All problems of all files are collected.  Raises UserError only where there is nothing to collect from:
    no folder, no readable ``portfolio.yml``, no site.
    """
    path = root / "portfolio.yml"
    if not path.is_file():
        raise UserError.at(
            root, _("is not a portfolio: there is no portfolio.yml in it"), _("microsites new portfolio NAME"), "CFG002"
        )
    problems: list[Problem] = []
    try:
        document = read_yaml_file(path, "portfolio.yml")
    except YamlError as error:
        raise UserError([error.problem]) from None
    source = Source("portfolio.yml", document.positions)
    data = with_emergency(document.data, source, section_types, problems)
    settings = validate(PortfolioFile, data, source, problems)
    folders = _site_folders(root, problems)
    if not folders:
        hint = _("make a folder with a site.yml and pages/index.yml beside portfolio.yml")
        problems.append(Problem("portfolio.yml", 1, 1, "CFG009", _("the portfolio has no site"), hint))
    if len(folders) > MAX_SITES:
        raise UserError.at(
            "portfolio.yml", _("the portfolio has more than {most} sites", most=MAX_SITES), _("split it"), "CFG009"
        )
    settings_read = settings is not None
    if settings is None:
        settings = PortfolioFile.model_construct(environments={}, sites=())
    names = [folder.name for folder in folders]
    for name in names:
        if not SEGMENT.fullmatch(name):
            hint = _("use lower-case letters a-z, digits, '-' and '_'; the site's title may be Japanese")
            message = _("'{name}' cannot be a site's folder", name=name)
            problems.append(Problem(f"{name}/site.yml", 1, 1, "CFG013", message, hint))
    for number, name in enumerate(settings.sites):
        if name not in names:
            message = _("there is no site '{name}'", name=name)
            problems.append(source.problem(("sites", number), "CFG010", message, did_you_mean(name, names)))
    problems.extend(handover_problems(settings.handover, source, names))
    memory = memory or PageMemory()
    loaders = [
        _SiteLoader(folder, PageReader(root, section_types, entry_kinds, problems, memory), problems)
        for folder in _order(folders, settings.sites)
    ]
    for loader in loaders:
        loader.read(entry_kinds, settings)
    memory.turn()
    indexes = {loader.id: loader.index for loader in loaders}
    for loader in loaders:
        loader.check_references(indexes)
    problems.extend(shared_reference_problems(settings, source, indexes))
    sites = tuple(site for loader in loaders if (site := loader.site()) is not None)
    return Loaded(Portfolio(root, source, settings, sites), tuple(problems), settings_read)
