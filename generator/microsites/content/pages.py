"""One file of a site to one page of the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from microsites.content.blocks import Entry, Section
from microsites.content.fields import Action
from microsites.content.files import PageFile as PageSettings
from microsites.content.files import ProseFile
from microsites.content.listing import PageFile
from microsites.content.memory import PageMemory, ReadPage
from microsites.content.model import Page, Prose
from microsites.content.prose import html_problems, split_prose
from microsites.content.source import Source, read_text
from microsites.content.validation import did_you_mean, validate
from microsites.content.versions import EASY, version_id
from microsites.content.walk import Part, page_parts
from microsites.content.yaml_reader import Path as ValuePath
from microsites.content.yaml_reader import YamlError, read_yaml
from microsites.errors import Problem
from microsites.i18n.message import _


class PageReader:
    """Reads pages, entries and prose against the registries of section types and entry kinds."""

    def __init__(
        self,
        root: Path,
        section_types: Mapping[str, type[Section]],
        entry_kinds: Mapping[str, type[Entry]],
        problems: list[Problem],
        memory: PageMemory,
    ) -> None:
        self._root = root
        self._section_types = section_types
        self._entry_kinds = entry_kinds
        self._problems = problems
        self._memory = memory

    def read(self, file: PageFile, owner: str) -> tuple[Page, ...]:
        """Return the page in ``file``, then its easy version if it has one; nothing after noting problems.

        ``owner`` is the site's.
        """
        try:
            text = read_text(file.path, file.file)
        except YamlError as error:
            self._problems.append(error.problem)
            return ()
        known = self._memory.find(file, owner, text)
        if known is None:
            before = len(self._problems)
            pages = self._pages(file, text, owner)
            self._memory.keep(file, owner, ReadPage(text, pages, tuple(self._problems[before:])))
            return pages
        self._problems.extend(known.problems)
        return known.pages

    def _pages(self, file: PageFile, text: str, owner: str) -> tuple[Page, ...]:
        try:
            if file.path.suffix == ".md":
                page = self._prose(file, text, owner)
                return (page,) if page is not None else ()
            document = read_yaml(text, file.file)
        except YamlError as error:
            self._problems.append(error.problem)
            return ()
        source = Source(file.file, document.positions)
        if file.kind is not None:
            page = self._entry(file, document.data, source, owner)
            return (page,) if page is not None else ()
        return self._page(file, document.data, source, owner)

    def _prose(self, file: PageFile, text: str, owner: str) -> Page | None:
        prose = split_prose(text, file.file)
        source = Source(file.file, prose.front_matter.positions)
        settings = validate(ProseFile, prose.front_matter.data, source, self._problems)
        self._problems.extend(html_problems(prose, source))
        if settings is None:
            return None
        return Page(
            file.id,
            source,
            settings.title,
            settings.description,
            settings.owner or owner,
            settings.picture,
            settings.review_by,
            settings.updated,
            prose=Prose(prose.body, prose.line_offset),
            other_versions=(file.version_of,) if file.version_of is not None else (),
            language=file.language,
            aliases=settings.aliases,
        )

    def _entry(self, file: PageFile, data: Any, source: Source, owner: str) -> Page | None:
        assert file.kind is not None
        entry = validate(self._entry_kinds[file.kind], data, source, self._problems)
        if entry is None:
            return None
        self._unique(((("actions", number), action) for number, action in enumerate(entry.actions)), source)
        return Page(
            file.id,
            source,
            entry.title,
            entry.description,
            entry.owner or owner,
            entry.picture,
            entry.review_by,
            entry.updated,
            entry=entry,
            collection=file.collection,
            parts=page_parts((), entry),
            aliases=entry.aliases,
        )

    def _page(self, file: PageFile, data: Any, source: Source, owner: str) -> tuple[Page, ...]:
        before = len(self._problems)
        data = self._with_sections(data, source, ())
        if isinstance(data, Mapping) and "easy" in data:
            data = {**data, "easy": self._with_sections(data["easy"], source, ("easy",))}
        settings = validate(PageSettings, data, source, self._problems)
        if settings is None or len(self._problems) > before:
            return ()
        page = Page(
            file.id,
            source,
            settings.title,
            settings.description,
            settings.owner or owner,
            settings.picture,
            settings.review_by,
            settings.updated,
            settings.sections,
            parts=self._parts(settings.sections, source, ("sections",)),
            aliases=settings.aliases,
        )
        if settings.easy is None:
            return (page,)
        easy = settings.easy
        path = ("easy", "sections")
        easy_page = replace(
            page,
            id=version_id(page.id, EASY),
            title=easy.title or page.title,
            description=easy.description or page.description,
            sections=easy.sections,
            parts=self._parts(easy.sections, source, path),
            sections_path=path,
            other_versions=(page.id,),
            easy=True,
            aliases=easy.aliases,
        )
        return replace(page, other_versions=(easy_page.id,)), easy_page

    def _with_sections(self, data: Any, source: Source, path: ValuePath) -> Any:
        """``data`` with its list of sections read; other faults are left to the model that holds them."""
        if not isinstance(data, Mapping) or not isinstance(data.get("sections"), list):
            return data
        before = len(self._problems)
        sections = self._sections(data["sections"], source, (*path, "sections"))
        if len(self._problems) > before:
            # The sections' own problems are told; judge the rest of the page without them.
            sections = (Section(type="rich_text", id="placeholder"),)
        return {**data, "sections": sections}

    def _parts(self, sections: tuple[Section, ...], source: Source, path: ValuePath) -> tuple[Part, ...]:
        """What the sections hold, after a look at their ids."""
        self._unique((((*path, number), section) for number, section in enumerate(sections)), source)
        parts = page_parts(sections, None, path)
        for section in sections:
            actions = ((part.path, part.value) for part in parts if part.section == section.id)
            self._unique(((path, value) for path, value in actions if isinstance(value, Action)), source)
        return parts

    def _sections(self, items: list[Any], source: Source, within: ValuePath) -> tuple[Section, ...]:
        sections = []
        for number, item in enumerate(items):
            path = (*within, number)
            if not isinstance(item, Mapping):
                validate(Section, item, source, self._problems, path)
                continue
            name = item.get("type")
            if name is None:
                hint = _("add 'type: …'; known: {types}", types=", ".join(self._section_types))
                self._problems.append(source.problem(path, "CFG004", _("'type' of the section is missing"), hint))
                continue
            if not isinstance(name, str) or name not in self._section_types:
                near = did_you_mean(str(name), self._section_types)
                message = _("unknown section type '{name}'", name=name)
                self._problems.append(source.problem((*path, "type"), "CFG007", message, near))
                continue
            section = validate(self._section_types[name], item, source, self._problems, path)
            if section is not None:
                sections.append(section)
        return tuple(sections)

    def _unique(self, parts: Iterable[tuple[ValuePath, Section | Action]], source: Source) -> None:
        seen: dict[str, ValuePath] = {}
        for path, part in parts:
            if part.id in seen:
                line = source.positions.value((*seen[part.id], "id")).line
                message = (
                    _("section id '{id}' is used twice (first in line {line})", id=part.id, line=line)
                    if isinstance(part, Section)
                    else _("action id '{id}' is used twice (first in line {line})", id=part.id, line=line)
                )
                hint = _("give it a name of its own; it is part of the address and of the measurement")
                self._problems.append(source.problem((*path, "id"), "CFG014", message, hint))
            seen.setdefault(part.id, path)
