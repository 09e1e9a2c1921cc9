"""The entries that a list shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from microsites.content.model import Page
from microsites.pages.cards import card, in_order
from microsites.pages.eras import fiscal_year
from microsites.pages.section_views.context import SectionContext
from microsites.pages.views import CardView
from microsites.sections.collection_list import CollectionList


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    anchor: str | None
    heading: str | None
    """``2026年度（令和8年度）``; nothing where the list is not divided."""
    cards: tuple[CardView, ...]


def _wanted(section: CollectionList, context: SectionContext) -> tuple[Page, ...]:
    pages = context.site.entries(section.collection)
    if section.tag is not None:
        pages = tuple(page for page in pages if page.entry is not None and section.tag in page.entry.tags)
    if section.show != "all":
        past = section.show == "past"
        pages = tuple(page for page in pages if page.entry is not None and page.entry.is_over(context.now) == past)
    return in_order(pages, context.now)[: section.limit]


def _fiscal_year(page: Page) -> int | None:
    assert page.entry is not None
    return page.entry.listing().fiscal_year


def _cards(pages: Iterable[Page], context: SectionContext) -> tuple[CardView, ...]:
    return tuple(card(page, context.links, context.now) for page in pages)


def view(section: CollectionList, context: SectionContext) -> tuple[Group, ...]:
    """The cards of the entries in their order: in one group, or in one for each fiscal year, the latest first.

    Entries that belong to no year come last.
    """
    pages = _wanted(section, context)
    if not pages:
        return ()
    if section.group_by is None:
        return (Group(None, None, _cards(pages, context)),)
    years = sorted({year for page in pages if (year := _fiscal_year(page)) is not None}, reverse=True)
    groups = [
        Group(
            f"ms-{section.id}-{year}",
            fiscal_year(year, eras=context.site.settings.eras),
            _cards((page for page in pages if _fiscal_year(page) == year), context),
        )
        for year in years
    ]
    undated = tuple(page for page in pages if _fiscal_year(page) is None)
    if undated:
        groups.append(Group(f"ms-{section.id}-other", "そのほか", _cards(undated, context)))
    return tuple(groups)
