"""The message above everything else: read from ``portfolio.yml`` by the section type's own model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from microsites.content.blocks import Section
from microsites.content.source import Source
from microsites.content.validation import validate
from microsites.errors import Problem
from microsites.i18n.message import _

SECTION_TYPE = "emergency_banner"
ANCHOR = "emergency"
"""Its id in the model; in a page ``ms-`` stands before it, which no section of the page and no part of the frame has."""


def with_emergency(
    data: Any, source: Source, section_types: Mapping[str, type[Section]], problems: list[Problem]
) -> Any:
    """``data`` of ``portfolio.yml`` with ``emergency`` as a section; without it, if it is wrong."""
    if not isinstance(data, Mapping) or "emergency" not in data:
        return data
    given = data["emergency"]
    if isinstance(given, Mapping):
        if "id" in given:
            message = _("'id' means nothing here: every page has one such message")
            problems.append(source.problem(("emergency", "id"), "CFG005", message, _("delete the line")))
        given = {"type": SECTION_TYPE, **given, "id": ANCHOR}
    section = validate(section_types[SECTION_TYPE], given, source, problems, ("emergency",))
    return {**data, "emergency": section}
