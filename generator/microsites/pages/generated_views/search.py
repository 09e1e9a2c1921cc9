"""The page for searching a site; without a script it is the list of all its pages."""

from __future__ import annotations

from dataclasses import dataclass

from microsites.content.model import Page
from microsites.pages.links import PageLinks
from microsites.pages.render_input import RenderInput
from microsites.pages.styles import search_script
from microsites.pages.views import NavItem

INDEX = "search/index/"
"""Where the search index lies in the tree."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the page needs to search, and what it shows where it cannot."""

    script_href: str
    index_href: str
    root_href: str
    pages: tuple[NavItem, ...]
    """Every page of the site, in the order of their addresses."""


def view(given: RenderInput, page: Page, links: PageLinks) -> SearchView:
    """The search of the site, seen from its own page."""
    return SearchView(
        links.to_path(search_script(given.theme_directory).path),
        links.to_path(INDEX),
        links.to_path(""),
        tuple(NavItem(each.title, links.to_page(each.id), current=False) for each in given.site.pages if each != page),
    )
