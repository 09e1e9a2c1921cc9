"""One file a section type, holding its model and nothing else; this registry lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from microsites.content.blocks import Section
from microsites.sections.call import Call
from microsites.sections.card_grid import CardGrid
from microsites.sections.collection_list import CollectionList
from microsites.sections.contact import Contact
from microsites.sections.cta import Cta
from microsites.sections.data_table import DataTable
from microsites.sections.faq import Faq
from microsites.sections.hero import Hero
from microsites.sections.notice import Notice
from microsites.sections.process_list import ProcessList
from microsites.sections.rich_text import RichText
from microsites.sections.stats import Stats

SECTION_TYPES: Mapping[str, type[Section]] = MappingProxyType(
    {
        "hero": Hero,
        "rich_text": RichText,
        "card_grid": CardGrid,
        "collection_list": CollectionList,
        "stats": Stats,
        "data_table": DataTable,
        "process_list": ProcessList,
        "faq": Faq,
        "cta": Cta,
        "call": Call,
        "contact": Contact,
        "notice": Notice,
    }
)
"""Section type in YAML → its model."""
