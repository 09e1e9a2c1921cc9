"""One file a section type, holding its model and nothing else; this registry lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from microsites.content.blocks import Section
from microsites.sections.access import Access
from microsites.sections.call import Call
from microsites.sections.card_grid import CardGrid
from microsites.sections.collection_list import CollectionList
from microsites.sections.community import Community
from microsites.sections.comparison import Comparison
from microsites.sections.contact import Contact
from microsites.sections.cta import Cta
from microsites.sections.data_table import DataTable
from microsites.sections.download import Downloads
from microsites.sections.emergency_banner import EmergencyBanner
from microsites.sections.event_list import EventList
from microsites.sections.faq import Faq
from microsites.sections.feature_list import FeatureList
from microsites.sections.gallery import Gallery
from microsites.sections.grant_table import GrantTable
from microsites.sections.hero import Hero
from microsites.sections.map import Map
from microsites.sections.media import Media
from microsites.sections.notice import Notice
from microsites.sections.partners import Partners
from microsites.sections.process_list import ProcessList
from microsites.sections.quote import Quote
from microsites.sections.rich_text import RichText
from microsites.sections.stats import Stats
from microsites.sections.subscribe import Subscribe
from microsites.sections.survey_result import SurveyResult
from microsites.sections.timeline import Timeline

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
        "emergency_banner": EmergencyBanner,
        "map": Map,
        "access": Access,
        "gallery": Gallery,
        "download": Downloads,
        "media": Media,
        "community": Community,
        "subscribe": Subscribe,
        "event_list": EventList,
        "grant_table": GrantTable,
        "comparison": Comparison,
        "feature_list": FeatureList,
        "timeline": Timeline,
        "survey_result": SurveyResult,
        "quote": Quote,
        "partners": Partners,
    }
)
"""Section type in YAML → its model."""
