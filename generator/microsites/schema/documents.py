"""A whole JSON Schema document for one kind of file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from microsites.collections import ENTRY_KINDS
from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.emergency import SECTION_TYPE
from microsites.content.fields import Model
from microsites.content.files import CollectionSettings, PortfolioFile
from microsites.content.japanese import kind_words, section_words
from microsites.schema.definitions import Definitions, definitions, reachable
from microsites.schema.references import with_choices
from microsites.schema.suggestions import Suggestions
from microsites.sections import SECTION_TYPES

DRAFT = "http://json-schema.org/draft-07/schema#"

_SHARED = {
    "text": shapes.TEXT,
    "optional-text": shapes.OPTIONAL_TEXT,
    "long-text": shapes.LONG_TEXT,
    "markdown": shapes.MARKDOWN,
    "slug": shapes.SLUG,
    "event-name": shapes.EVENT_NAME,
    "date": shapes.DATE,
    "moment": shapes.MOMENT,
    "url": shapes.URL,
    "place": shapes.PLACE,
    "asset": shapes.ASSET,
}
"""Shapes that stand in hundreds of places: written once, referred to."""
_OR_NULL = "-or-null"
_WORTH_A_NAME = 120
"""Characters of JSON: a shorter field is not worth a reference."""


@cache
def _definitions(root: type[Model]) -> tuple[Definitions, Mapping[type[Model], str]]:
    return definitions((root, *(SECTION_TYPES.values() if Section in reachable((root,)) else ())))


def _sections(names: Mapping[type[Model], str]) -> dict[str, Any]:
    """Any section: its type decides about everything else, so that an error speaks of that type alone."""
    words = {name: section_words(name) for name in SECTION_TYPES}
    return {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {
                "enum": list(SECTION_TYPES),
                "enumDescriptions": [
                    f"{words[name]['name']}: {words[name]['use']} / {model.summary}"
                    for name, model in SECTION_TYPES.items()
                ],
            }
        },
        "allOf": [
            {"if": shapes.given("type", {"const": name}), "then": {"$ref": names[model]}}
            for name, model in SECTION_TYPES.items()
        ],
    }


def _emergency(banner: Mapping[str, Any]) -> dict[str, Any]:
    """The message of all pages: its type and its id go without saying."""
    no_id = shapes.absent("id は書きません。 / It has no id: every page has one such message.")
    return {
        **banner,
        "properties": {**banner["properties"], "id": no_id},
        "required": [name for name in banner["required"] if name not in ("type", "id")],
    }


def _short(shape: Any) -> Any:
    """``shape`` with references in the place of what many places share."""
    if isinstance(shape, Mapping):
        if isinstance(shape.get("pattern"), str) and "type" in shape:
            kinds = [kind for kind in _listed(shape["type"]) if kind != "null"]
            for name, of in _SHARED.items():
                if kinds == _listed(of["type"]) and shape["pattern"] == of["pattern"]:
                    rest = {key: value for key, value in shape.items() if key not in of}
                    optional = "" if len(kinds) == len(_listed(shape["type"])) else _OR_NULL
                    return {"$ref": f"#/definitions/{name}{optional}", **rest}
        return {key: _short(value) for key, value in shape.items()}
    return [_short(item) for item in shape] if isinstance(shape, list | tuple) else shape


def _once(models: Mapping[str, Any]) -> dict[str, Any]:
    """``models`` with the fields that many of them have written once, as definitions of their own."""
    places: dict[str, list[tuple[str, str]]] = {}
    for model, shape in models.items():
        for field, of in shape["properties"].items():
            places.setdefault(json.dumps(of), []).append((model, field))
    written = {name: {**shape, "properties": dict(shape["properties"])} for name, shape in models.items()}
    for text, found in places.items():
        if len(found) > 2 and len(text) > _WORTH_A_NAME:
            name = ".".join(found[0])
            written[name] = json.loads(text)
            for model, field in found:
                written[model]["properties"][field] = {"$ref": f"#/definitions/{name}"}
    return written


def _name(ref: str) -> str:
    return ref.rsplit("/", 1)[-1]


def _listed(kind: Any) -> list[str]:
    return [kind] if isinstance(kind, str) else list(kind)


def _refers(shape: Any) -> Iterator[str]:
    if isinstance(shape, Mapping):
        if isinstance(shape.get("$ref"), str):
            yield _name(shape["$ref"])
        for inner in shape.values():
            yield from _refers(inner)
    elif isinstance(shape, list | tuple):
        for inner in shape:
            yield from _refers(inner)


def _in_use(root: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    used: set[str] = set()
    waiting = list(_refers(root))
    while waiting:
        if (name := waiting.pop()) not in used:
            used.add(name)
            waiting += _refers(known[name])
    return {name: known[name] for name in sorted(used)}


def _with_null(shape: shapes.Shape) -> dict[str, Any]:
    return {**shape, "type": [*_listed(shape["type"]), "null"]}


def kind_choices() -> dict[str, Any]:
    """The kinds of entries, each with its name."""
    words = [f"{kind_words(name)['name']}: {kind_words(name)['use']}" for name in ENTRY_KINDS]
    return {"enum": list(ENTRY_KINDS), "enumDescriptions": words}


def document(root: type[Model], title: str, known: Suggestions) -> dict[str, Any]:
    """The schema of files that ``root`` reads, offering what is ``known`` of their site."""
    models, names = _definitions(root)
    shared: dict[str, Any] = {name: dict(shape) for name, shape in _SHARED.items()}
    shared |= {f"{name}{_OR_NULL}": _with_null(shape) for name, shape in _SHARED.items()}
    written: dict[str, Any] = {}
    for model, shape in models.items():
        properties = {
            name: with_choices(model, name, field, known, shared) for name, field in shape["properties"].items()
        }
        written[_name(names[model])] = {**shape, "properties": properties}
    if Section in names:
        banner = written[_name(names[SECTION_TYPES[SECTION_TYPE]])]
        written[_name(names[Section])] = _emergency(banner) if root is PortfolioFile else _sections(names)
    if CollectionSettings in names:
        kind = written[_name(names[CollectionSettings])]["properties"]
        kind["kind"] = {**kind_choices(), "description": kind["kind"]["description"]}
    for name, model in SECTION_TYPES.items():
        if model in names:
            written[_name(names[model])]["title"] = f"{section_words(name)['name']}（{name}）"
    short = _once({name: _short(shape) for name, shape in written.items()})
    top = short[_name(names[root])]
    return {
        "$schema": DRAFT,
        "title": title,
        **top,
        "definitions": _in_use(top, {**short, **shared}),
    }
