"""``microsites new page``: a page with one section, and the link that leads to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from microsites.build.clock import read_clock
from microsites.content.files import SiteFile
from microsites.content.listing import SEGMENT
from microsites.content.model import Page, Site
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.scaffold.current import read_current, require_no_new_problem
from microsites.scaffold.drafts import Draft, DraftFile, put
from microsites.scaffold.filling import checked_title
from microsites.scaffold.yaml_text import read_yaml_text, with_item
from microsites.scaffold.yaml_writing import scalar

Menu = Literal["navigation", "footer"]

_ROOM = 7
"""How many entries of the main menu stand side by side without crowding; further pages are linked in the footer."""

_TITLE = "〔ページのタイトル〕"


@dataclass(frozen=True, slots=True)
class NewPage:
    """What was written."""

    file: str
    settings: str
    """The site's ``site.yml``."""
    menu: Menu | None
    """Where the link was added."""
    link: str


def new_page(
    root: Path, site_name: str, path: str, *, title: str | None, menu: Menu | Literal["none"] | None, at: str | None
) -> NewPage:
    """Write the page ``path`` of a site and a link to it.

    Raises UserError: an address that cannot be or is taken, a menu that is full.
    """
    current = read_current(root)
    site = current.site(site_name)
    page_id = _free_address(site, path)
    words = checked_title(title) if title is not None else _TITLE
    today = read_clock(at, ZoneInfo(current.portfolio.settings.timezone)).date()
    review = (today + timedelta(180)).isoformat()
    file = f"{site_name}/pages/{page_id}.yml"
    text = (
        f"title: {scalar(words)}\n"
        f"description: {scalar(f'〔「{words}」のページで何が分かるかを、1つか2つの文で書きます。検索の結果に出ます。〕')}\n"
        f"review_by: {review}\n"
        "sections:\n"
        "  - type: rich_text\n"
        "    id: about\n"
        "    heading: 〔見出し〕\n"
        "    body: |\n"
        "      〔ここに本文を書きます。〕\n"
    )
    settings = read_yaml_text(root / site_name / "site.yml", site.source.file)
    link = f"{{label: {_in_flow(words)}, page: {page_id}}}"
    chosen = _menu(site, menu)
    files = [DraftFile(file, text.encode())]
    if chosen is not None:
        files.append(DraftFile(site.source.file, with_item(settings, chosen, link).raw, settings.raw))
    draft = Draft(root, tuple(files))
    require_no_new_problem(current, draft)
    put(draft)
    return NewPage(file, site.source.file, chosen, f"- {link}")


def _in_flow(text: str) -> str:
    """``text`` as a value between braces, where commas and brackets mean something too."""
    plain = scalar(text)
    if plain == text and any(sign in text for sign in ",[]{}"):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return plain


def _free_address(site: Site, path: str) -> str:
    """The id of the page that ``path`` means, which is none yet."""
    given = path.strip("/").removeprefix("pages/")
    given = given.removesuffix(".yml").removesuffix("/index")
    parts = given.split("/")
    if not all(SEGMENT.fullmatch(part) for part in parts) or len(given) > 200 or len(parts) > 8:
        message = _("'{path}' cannot be a page's address", path=path)
        hint = _("use lower-case letters a-z, digits, '-' and '_', and '/' between parts: farms/aoki")
        raise UserError.at(site.id, message, hint, "BLD067")
    taken: dict[str, Page] = {page.id: page for page in site.pages}
    beside = [f"pages/{given}{ending}" for ending in (".yml", ".md", "/index.yml", "/index.md")]
    there = next((name for name in beside if (site.root / name).exists()), None)
    if there is not None or given in taken:
        file = f"{site.id}/{there}" if there is not None else taken[given].source.file
        message = _("there is a page '{page}' already", page=given)
        raise UserError.at(file, message, _("choose another name; nothing is overwritten"), "BLD060")
    return given


def _menu(site: Site, wanted: Menu | Literal["none"] | None) -> Menu | None:
    if wanted == "none":
        return None
    if wanted is not None:
        _require_room(site, wanted)
        return wanted
    if len(site.settings.navigation) < _ROOM:
        return "navigation"
    _require_room(site, "footer")
    return "footer"


def _require_room(site: Site, menu: Menu) -> None:
    limits = [bound.max_length for bound in SiteFile.model_fields[menu].metadata if hasattr(bound, "max_length")]
    if len(getattr(site.settings, menu)) >= min(limits):
        message = _("'{key}' is full: it holds {count} links", key=menu, count=min(limits))
        hint = _("delete one, or give --menu none and add the link to a page")
        raise UserError.at(site.source.file, message, hint, "BLD068")
