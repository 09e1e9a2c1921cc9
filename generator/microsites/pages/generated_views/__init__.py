"""What the pages that no person writes show: one function a page, read by ``shared_theme/generated/<name>.html``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from microsites.content.model import GeneratedPage, Page
from microsites.pages.generated_views import accessibility, disclosure, search
from microsites.pages.links import PageLinks
from microsites.pages.render_input import RenderInput

GENERATED_VIEWS: Mapping[GeneratedPage, Callable[[RenderInput, Page, PageLinks], Any]] = MappingProxyType(
    {
        "disclosure": disclosure.view,
        "search": search.view,
        "accessibility": accessibility.policy_view,
        "accessibility_results": accessibility.results_view,
    }
)
"""Generated page → what its template reads as ``view``."""
