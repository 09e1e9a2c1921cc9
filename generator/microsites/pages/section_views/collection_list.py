"""The entries that a list shows."""

from __future__ import annotations

from microsites.pages.cards import card, in_order
from microsites.pages.section_views.context import SectionContext
from microsites.pages.views import CardView
from microsites.sections.collection_list import CollectionList


def view(section: CollectionList, context: SectionContext) -> tuple[CardView, ...]:
    """The cards of the entries, in their order."""
    pages = context.site.entries(section.collection)
    if section.tag is not None:
        pages = tuple(page for page in pages if page.entry is not None and section.tag in page.entry.tags)
    shown = in_order(pages, context.now)[: section.limit]
    return tuple(card(page, context.links, context.now) for page in shown)
