"""JSON-LD, written so that nothing in it can close its script element."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup


def json_ld(items: tuple[dict[str, Any], ...]) -> Markup:
    """``items`` of schema.org as one script element; ``<``, ``>`` and ``&`` are escaped as JSON allows."""
    data = {"@context": "https://schema.org"} | (items[0] if len(items) == 1 else {"@graph": list(items)})
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup('<script type="application/ld+json">') + Markup(text) + Markup("</script>")  # noqa: S704 - escaped above
