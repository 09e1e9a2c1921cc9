"""Which fields name something of the portfolio: there an editor offers what exists beside what may be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from microsites.content.accessibility import AccessibilityTest
from microsites.content.blocks import Section
from microsites.content.fields import Action, Model, Picture, Reference
from microsites.content.files import PortfolioFile, SharedEnvironment
from microsites.content.goals import Goal
from microsites.content.measuring import Measuring
from microsites.content.plan import Event
from microsites.schema.suggestions import Choice, Suggestions


def _choices(model: type[Model], field: str, known: Suggestions) -> tuple[str, tuple[Choice, ...]]:
    """What can be written into a field, and a name for all of it; nothing for other fields."""
    if issubclass(model, Section) and field == "collection":
        kinds = model.collection_kinds
        return "-".join(("collections", *kinds)), known.collections_of(kinds)
    for owner, name, of, choices in (
        (Reference, "page", "pages", known.pages),
        (Reference, "site", "sisters", known.sisters),
        (Reference, "asset", "assets", known.assets),
        (Picture, "asset", "pictures", known.pictures),
        (Action, "goal", "goals", known.goals),
        (Action, "event", "events", known.events),
        (Goal, "event", "events", known.events),
        (AccessibilityTest, "pages", "pages", known.pages),
        (PortfolioFile, "sites", "sites", known.sites),
    ):
        if issubclass(model, owner) and field == name:
            return of, choices
    return "", ()


def _keys(model: type[Model], field: str, known: Suggestions) -> tuple[Choice, ...]:
    """What the keys of a field can be called."""
    for owner, fields, choices in (
        (Action, ("params",), known.parameters),
        (SharedEnvironment, ("ids", "options"), known.providers),
        (Measuring, ("settings", "purposes"), known.providers),
        (Event, ("names",), known.providers),
    ):
        if issubclass(model, owner) and field in fields:
            return choices
    return ()


def with_choices(
    model: type[Model], field: str, shape: Mapping[str, Any], known: Suggestions, shared: dict[str, Any]
) -> Mapping[str, Any]:
    """``shape`` of a field, with what can be named there; lists that several fields use are kept in ``shared``."""
    if keys := _keys(model, field, known):
        values = shape["additionalProperties"]
        described = {key.value: {**values, "description": key.words} for key in keys}
        return {**shape, "properties": described}
    name, choices = _choices(model, field, known)
    if not choices:
        return shape
    shared[name] = {"enum": [each.value for each in choices], "enumDescriptions": [each.words for each in choices]}
    offered = {"$ref": f"#/definitions/{name}"}
    if "items" in shape:
        return {**shape, "items": {"anyOf": [shape["items"], offered]}}
    words = {"description": shape["description"]}
    return {"anyOf": [{key: value for key, value in shape.items() if key not in words}, offered], **words}
