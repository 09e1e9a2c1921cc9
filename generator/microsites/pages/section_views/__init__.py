"""What a section's template needs beside its fields: one function a type, where there is something to work out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from microsites.pages.section_views import (
    access,
    collection_list,
    data_table,
    download,
    event_list,
    grant_table,
    partners,
    survey_result,
    timeline,
)
from microsites.pages.section_views import map as map_view
from microsites.pages.section_views.context import SectionContext

SECTION_VIEWS: Mapping[str, Callable[[Any, SectionContext], Any]] = MappingProxyType(
    {
        "collection_list": collection_list.view,
        "event_list": event_list.view,
        "grant_table": grant_table.view,
        "timeline": timeline.view,
        "survey_result": survey_result.view,
        "partners": partners.view,
        "map": map_view.view,
        "access": access.view,
        "download": download.view,
        "data_table": data_table.view,
    }
)
"""Section type → what its template reads as ``view``; a type that is not named needs nothing."""
