"""``microsites new section``: the example of a section at the end of a page, whose other lines stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from microsites.build.clock import read_clock
from microsites.content.blocks import SectionId
from microsites.content.model import Page, Site
from microsites.content.validation import did_you_mean
from microsites.content.yaml_reader import read_yaml
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.scaffold.current import Current, read_current, require_no_new_problem
from microsites.scaffold.drafts import Draft, DraftFile, put
from microsites.scaffold.examples import example_for
from microsites.scaffold.yaml_text import YamlText, read_yaml_text, with_item
from microsites.scaffold.yaml_writing import written
from microsites.sections import SECTION_TYPES

_COMMENT = "# 見本です。文章、数字、リンクを書き換えてください。書ける項目: microsites sections {type}\n"


@dataclass(frozen=True, slots=True)
class NewSection:
    """What was written."""

    id: str
    file: str
    line: int
    """Where the section begins."""
    written: tuple[str, ...]
    """Files that it needs and the site lacked."""
    added: Mapping[str, str]
    """What was added to files that were there: a key and its value, by file."""


def new_section(
    root: Path, site_name: str, page_name: str, kind: str, *, section_id: str | None, at: str | None
) -> NewSection:
    """Append the example of the section type ``kind`` to a page of a site.

    Raises UserError: no such type, site or page; a page that is broken or not made of sections; an id that is taken.
    """
    if kind not in SECTION_TYPES:
        message = _("there is no section type '{type}'", type=kind)
        raise UserError.at("TYPE", message, did_you_mean(kind, SECTION_TYPES), "BLD065")
    current = read_current(root)
    site = current.site(site_name)
    page = _page_of_sections(current, site, page_name)
    source = read_yaml_text(root / page.source.file, page.source.file)
    settings = read_yaml_text(root / site.source.file, site.source.file)
    today = read_clock(at, ZoneInfo(current.portfolio.settings.timezone)).date()
    example = example_for(kind, site, current.tags, today, settings)
    chosen = _free_id(page, section_id, str(example.data["id"]))
    block = _COMMENT.format(type=kind) + written({**example.data, "id": chosen})
    after = with_item(source, "sections", block, apart="\n")
    files = list(example.beside)
    if example.settings is not None:
        files.append(DraftFile(site.source.file, example.settings.raw, settings.raw))
    files.append(DraftFile(page.source.file, after.raw, source.raw))
    draft = Draft(root, tuple(files))
    require_no_new_problem(current, draft)
    put(draft)
    added = read_yaml(after.text, after.file).positions.value(("sections", len(after.data["sections"]) - 1))
    beside = tuple(file.path for file in example.beside)
    return NewSection(chosen, page.source.file, added.line, beside, _added_to_settings(settings, example.settings))


def _added_to_settings(before: YamlText, after: YamlText | None) -> dict[str, str]:
    if after is None:
        return {}
    names = [name for name in after.data["collections"] if name not in (before.data.get("collections") or {})]
    return {after.file: f"collections: {', '.join(names)}"}


def _page_of_sections(current: Current, site: Site, name: str) -> Page:
    given = name.strip("/").removeprefix("pages/").removesuffix(".yml").removesuffix("/index") or "index"
    broken = [
        problem
        for problem in current.problems
        if problem.file in (f"{site.id}/pages/{given}.yml", f"{site.id}/pages/{given}/index.yml")
    ]
    if broken:
        raise UserError(broken)
    pages = {page.id: page for page in site.pages}
    if given not in pages:
        message = _("there is no page '{page}' on site '{site}'", page=given, site=site.id)
        raise UserError.at(f"{site.id}/pages", message, did_you_mean(given, pages), "BLD002")
    page = pages[given]
    if not page.sections or page.easy or page.generated is not None:
        message = _("page '{page}' is not made of sections", page=given)
        made = sorted(each.id for each in site.pages if each.sections and not each.easy and each.generated is None)
        hint = _("name one of: {pages}", pages=", ".join(made[:20]))
        raise UserError.at(page.source.file, message, hint, "BLD069")
    return page


def _free_id(page: Page, wanted: str | None, example: str) -> str:
    taken = {section.id for section in page.sections} | page.hidden
    if wanted is None:
        return next(
            free for free in (example, *(f"{example}-{number}" for number in range(2, 100))) if free not in taken
        )
    try:
        TypeAdapter(SectionId).validate_python(wanted)
    except ValidationError:
        message = _("'{id}' cannot be a section's id", id=wanted)
        hint = _("use lower-case letters a-z, digits, '-' and '_'; not 'main', 'ms-…', '…-heading', '…-caption'")
        raise UserError.at("--id", message, hint, "BLD067") from None
    if wanted in taken:
        message = _("page '{page}' has a section '{id}' already", page=page.id, id=wanted)
        raise UserError.at(page.source.file, message, _("choose another id"), "BLD060")
    return wanted
