"""Checks that every reference leads somewhere: pages, sections, sister sites, assets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic_core import PydanticCustomError

from microsites.content.fields import PICTURE_SUFFIXES, MarkdownText, Model, Picture, Reference, check_url
from microsites.content.markdown_scan import Target, excesses, links
from microsites.content.markdown_slips import slips
from microsites.content.refusal import refusal
from microsites.content.source import Source
from microsites.content.validation import did_you_mean
from microsites.content.walk import walk
from microsites.content.yaml_reader import Path, Position
from microsites.errors import Problem
from microsites.i18n.message import _

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""MkDocs makes a page of every file that ends like this."""


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What can be referred to on a site, known from its file names even where a file is broken."""

    pages: Mapping[str, frozenset[str] | None]
    """Page id → its section ids; None where they cannot be known (prose, broken files)."""
    assets: frozenset[str]
    complete: bool = True
    """False where ``site.yml`` is broken: it may have pages that nobody could look for."""


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A resolved ``page:`` or ``site:`` reference."""

    page: str
    fragment: str


def split_page(reference: str) -> PageTarget:
    """``access#bus`` → page id and fragment; ``farms/``, ``farms/index`` and ``farms`` are one page."""
    path, _, fragment = reference.partition("#")
    path = path.strip("/")
    path = path.removesuffix("/index")
    return PageTarget(path or "index", fragment)


def split_site(reference: str) -> tuple[str, PageTarget]:
    """``migration/housing#grants`` → site id and the page there."""
    path, mark, fragment = reference.partition("#")
    site, _, page = path.partition("/")
    return site, split_page(f"{page}{mark}{fragment}")


def _page_fault(reference: str, index: SiteIndex, sister: str = "") -> tuple[str, str] | None:
    """What is wrong with a page of this site, or of ``sister``."""
    target = split_page(reference)
    if target.page not in index.pages:
        if not index.complete:
            return None
        message = (
            _("there is no page '{page}' on site '{site}'", page=target.page, site=sister)
            if sister
            else _("there is no page '{page}'", page=target.page)
        )
        return message, did_you_mean(target.page, index.pages)
    sections = index.pages[target.page]
    if target.fragment and sections is not None and target.fragment not in sections:
        values = {"page": target.page, "section": target.fragment}
        message = (
            _("page '{page}' on site '{site}' has no section '{section}'", site=sister, **values)
            if sister
            else _("page '{page}' has no section '{section}'", **values)
        )
        return message, did_you_mean(target.fragment, sections)
    return None


def _asset_fault(asset: str, index: SiteIndex) -> tuple[str, str] | None:
    if "\\" in asset:
        return _("'{asset}' holds a backslash", asset=asset), _("write '{path}'", path=asset.replace(chr(92), "/"))
    if asset.startswith("/") or re.match(r"[A-Za-z]:", asset) or ".." in PurePosixPath(asset).parts:
        return _("'{asset}' leaves the site", asset=asset), _("write a path below assets/, such as 'photos/field.jpg'")
    if PurePosixPath(asset).suffix.lower() in MARKDOWN_SUFFIXES:
        return _("'{asset}' would become a page", asset=asset), _("offer a PDF or a text file")
    if asset in index.assets:
        return None
    known = {name.rsplit("/", 1)[-1]: name for name in index.assets}
    same_name = known.get(asset.rsplit("/", 1)[-1])
    hint = _("did you mean '{word}'?", word=same_name) if same_name else did_you_mean(asset, index.assets)
    return _("there is no file 'assets/{asset}'", asset=asset), hint


def _reference_fault(kind: str, value: str, site: str, indexes: Mapping[str, SiteIndex]) -> tuple[str, str] | None:
    if kind != "asset" and "?" in value:
        hint = _("delete it: a campaign (utm_…) on a link within the portfolio would start a new visit")
        return _("'{value}' carries a query string", value=value), hint
    match kind:
        case "page":
            return _page_fault(value, indexes[site])
        case "asset":
            return _asset_fault(value, indexes[site])
        case "site":
            sister = split_site(value)[0]
            if sister not in indexes:
                return _("there is no site '{sister}'", sister=sister), did_you_mean(sister, indexes)
            path = value.removeprefix(sister)
            return _page_fault(path, indexes[sister], sister)
    return None


def _picture_fault(asset: str, index: SiteIndex) -> tuple[str, str] | None:
    if fault := _asset_fault(asset, index):
        return fault
    if PurePosixPath(asset).suffix.lower() not in PICTURE_SUFFIXES:
        return _("'{asset}' is not a picture", asset=asset), _("a picture is a .jpg, .png, .webp or .svg file")
    return None


def _markdown_fault(target: Target, site: str, indexes: Mapping[str, SiteIndex]) -> tuple[str, str] | None:
    href = target.href
    kind, colon, value = href.partition(":")
    if target.picture:
        if kind == "asset":
            return _picture_fault(value, indexes[site])
        return _("picture '{href}' is not a file of this site", href=href[:80]), _(
            "put it into assets/ and write asset:photo.jpg"
        )
    if colon and kind in ("page", "site", "asset"):
        fault = _reference_fault(kind, value, site, indexes)
        if fault is None and target.definition and PurePosixPath(value).suffix.lower() in PICTURE_SUFFIXES:
            # Shown as a mere word where a picture refers to it: only the renderer knows who refers to what.
            return _("picture '{href}' is given by name", href=href[:80]), _(
                "write the address inside: ![…]({href})", href=href[:80]
            )
        return fault
    if href.startswith("#") and len(href) > 1:
        return None
    try:
        check_url(href)
    except PydanticCustomError as error:
        return _("link '{href}' {fault}", href=href[:80], fault=refusal(error)), _(
            "write page:…, site:…, asset:… or https://…"
        )
    return None


def part_problems(
    part: Model | MarkdownText, path: Path, source: Source, site: str, indexes: Mapping[str, SiteIndex]
) -> Iterator[Problem]:
    """The references of one part that lead nowhere, each with its place and the nearest thing that exists.

    Markdown that would take for ever to render is named as well.
    """
    if isinstance(part, MarkdownText):
        for excess in excesses(part):
            at = source.positions.line_within(path, excess.line)
            yield source.problem_at(at, "CFG005", excess.message, excess.hint)
        for slip in slips(part):
            at = source.positions.line_within(path, slip.line)
            yield source.problem_at(at, "CFG063", slip.message, slip.hint)
        for target in links(part):
            if fault := _markdown_fault(target, site, indexes):
                yield source.problem_at(source.positions.line_within(path, target.line), "CFG010", *fault)
    elif isinstance(part, Reference):
        for kind in ("page", "site", "asset"):
            value = getattr(part, kind)
            if value is not None and (fault := _reference_fault(kind, value, site, indexes)):
                yield source.problem((*path, kind), "CFG010", *fault)
    elif isinstance(part, Picture) and (fault := _picture_fault(part.asset, indexes[site])):
        yield source.problem((*path, "asset"), "CFG010", *fault)


def reference_problems(
    root: Model, prefix: Path, source: Source, site: str, indexes: Mapping[str, SiteIndex]
) -> Iterator[Problem]:
    """The same for everything below ``root``."""
    for path, part in walk(root, prefix):
        yield from part_problems(part, path, source, site, indexes)


def shared_reference_problems(root: Model, source: Source, indexes: Mapping[str, SiteIndex]) -> Iterator[Problem]:
    """The same for what stands on all sites: a ``page`` or an ``asset`` would be another one on each."""
    for path, part in walk(root):
        if not isinstance(part, Reference):
            continue
        for kind in ("page", "asset"):
            if getattr(part, kind) is not None:
                hint = _("write 'site: NAME/PAGE', or 'url: https://…'")
                message = _("'{kind}' means nothing here: the link stands on all sites", kind=kind)
                yield source.problem((*path, kind), "CFG010", message, hint, key=True)
        if part.site is not None and (fault := _reference_fault("site", part.site, "", indexes)):
            yield source.problem((*path, "site"), "CFG010", *fault)


def prose_link_problems(
    text: str, line_offset: int, source: Source, site: str, indexes: Mapping[str, SiteIndex]
) -> Iterator[Problem]:
    """The same for the links of a prose page."""
    for excess in excesses(text):
        at = Position(excess.line + 1 + line_offset, excess.column)
        yield source.problem_at(at, "CFG005", excess.message, excess.hint)
    for slip in slips(text):
        at = Position(slip.line + 1 + line_offset, slip.column)
        yield source.problem_at(at, "CFG063", slip.message, slip.hint)
    for target in links(text):
        if fault := _markdown_fault(target, site, indexes):
            at = Position(target.line + 1 + line_offset, target.column)
            yield source.problem_at(at, "CFG010", *fault)
