"""The page for searching a site; without a script it is the list of all its pages."""

from __future__ import annotations

from dataclasses import dataclass

from microsites.content.model import Page, Site
from microsites.content.references import split_page
from microsites.pages.links import PageLinks
from microsites.pages.render_input import RenderInput
from microsites.pages.typography import plain
from microsites.pages.views import NavItem

INDEX = "search/index/"
"""Where the search index lies in the tree."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A page with those below it."""

    page: NavItem
    below: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the page needs to search, and what it shows where it cannot."""

    script_href: str
    index_href: str
    root_href: str
    branches: tuple[Branch, ...]
    """Every page of the site: home, what the menu names, the others in the order of their addresses."""


def _branches(site: Site, searching: Page, links: PageLinks) -> tuple[Branch, ...]:
    ids = {page.id for page in site.pages}
    menu = [split_page(item.page).page for item in site.settings.navigation if item.page is not None]
    order = {page: place for place, page in enumerate(("index", *menu))}
    tops: dict[str, list[Page]] = {}
    for page in site.pages:
        if page != searching:
            above = page.other_versions[0] if page.is_version else page.id.partition("/")[0]
            tops.setdefault(above if above in ids else page.id, []).append(page)

    def item(page: Page) -> NavItem:
        title = f"やさしい日本語：{plain(page.title)}" if page.easy else page.title
        return NavItem(title, links.to_page(page.id), current=False)

    branches = []
    for top in sorted(tops, key=lambda top: (order.get(top, len(order)), top)):
        first, *others = sorted(tops[top], key=lambda page: (page.id != top, page.id))
        branches.append(Branch(item(first), tuple(item(page) for page in others)))
    return tuple(branches)


def view(given: RenderInput, page: Page, links: PageLinks) -> SearchView:
    """The search of the site, seen from its own page."""
    assert given.search_js is not None, "a site without a search has no such page"
    return SearchView(
        links.to_path(given.search_js.path),
        links.to_path(INDEX),
        links.to_path(""),
        _branches(given.site, page, links),
    )
