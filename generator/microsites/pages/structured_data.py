"""JSON-LD, written so that nothing in it can close its script element."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from microsites.pages.views import Crumb


def json_ld(data: dict[str, Any]) -> Markup:
    """``data`` as a script element; ``<``, ``>`` and ``&`` are escaped as JSON allows."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup('<script type="application/ld+json">') + Markup(text) + Markup("</script>")  # noqa: S704 - escaped above


def breadcrumb(crumbs: tuple[Crumb, ...], urls: tuple[str, ...]) -> dict[str, Any]:
    """BreadcrumbList (schema.org) of a page; ``urls`` are the crumbs' absolute addresses."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.label, "item": url}
            for position, (crumb, url) in enumerate(zip(crumbs, urls, strict=True), 1)
        ],
    }
