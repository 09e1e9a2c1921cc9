"""Where a page stands: BreadcrumbList (schema.org)."""

from __future__ import annotations

from typing import Any

from microsites.pages.typography import plain
from microsites.pages.views import Crumb


def breadcrumb(crumbs: tuple[Crumb, ...], urls: tuple[str, ...]) -> dict[str, Any]:
    """BreadcrumbList (schema.org) of a page; ``urls`` are the crumbs' absolute addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": plain(crumb.label), "item": url}
            for position, (crumb, url) in enumerate(zip(crumbs, urls, strict=True), 1)
        ],
    }
