"""The reference in English, beside the Japanese: what can be written, as the models say it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from microsites.collections import ENTRY_KINDS
from microsites.columns import width
from microsites.content.blocks import Entry
from microsites.content.describe import describe_fields, is_list
from microsites.content.fields import Model, models_in
from microsites.sections import SECTION_TYPES
from tools.handbook_pages.fields import SHARED
from tools.handbook_pages.writing import code, plain_code, prose_page, table

_LONGEST = 20
"""Columns of code that stand in a cell beside a name."""


def sections_page() -> str:
    """All section types with their fields."""
    blocks = [
        (
            f"The {len(SECTION_TYPES)} section types that pages are made of. The Japanese page of each type shows it as visitors "
            "see it, with its YAML. `[]` stands for a list, whose items begin with `- `. What a link, a call to action, a "
            "picture or a period holds stands in [Shared parts](page:reference/parts/en)."
        ),
    ]
    for name, model in SECTION_TYPES.items():
        blocks += [
            f"## {name}",
            f"{plain_code(model.summary)} [As visitors see it (in Japanese)](page:reference/sections/{name})",
            _fields(model),
        ]
    return prose_page(
        "Section types",
        f"The {len(SECTION_TYPES)} types of sections that pages are made of, and the fields of each.",
        blocks,
    )


def parts_page() -> str:
    """What many sections hold."""
    blocks = ["Parts that are written alike wherever they stand."]
    for model in SHARED:
        blocks += [f"## {model.__name__}", _documented(model), _fields(model)]
    return prose_page(
        "Shared parts",
        "Links, calls to action, pictures, periods and facts: parts that are written alike everywhere.",
        blocks,
    )


def collections_page() -> str:
    """What every entry has, and what each kind adds."""
    blocks = [
        (
            "News, events, farms: what has the same form is written as a file each, in `collections/NAME/`. Every entry gets a "
            "page of its own, and sections list them."
        ),
        "## Every kind",
        _fields(Entry),
    ]
    for name, model in ENTRY_KINDS.items():
        blocks += [f"## {name}", plain_code(model.summary), _fields(model, frozenset(Entry.model_fields))]
    return prose_page(
        "Collections and entries",
        "Kinds of entries that are written as a file each, and the fields of each kind.",
        blocks,
    )


def _documented(model: type[Model]) -> str:
    return plain_code(inspect.cleandoc(model.__doc__ or "").split("\n\n", 1)[0])


def _fields(model: type[Model], without: frozenset[str] = frozenset()) -> str:
    rows = [
        (_name(name), f"{'**required**, ' if required else ''}{kind}. {plain_code(_breakable(text))}")
        for name, required, kind, text in _rows(model, "", without)
    ]
    return table(("Field", "What is written, and what it means"), rows)


def _breakable(text: str) -> str:
    """``text`` whose long examples are no code: on a telephone, code in a table is not broken."""
    return re.sub(r"`([^`]+)`", lambda found: found[0] if width(found[1]) <= _LONGEST else f'"{found[1]}"', text)


def _name(path: str) -> str:
    """A nested name piece by piece, so that a telephone may break it: ``questions[].`` ``answers[].`` ``label``."""
    *above, last = path.split(".")
    return " ".join([*(code(f"{piece}.") for piece in above), code(last)])


def _rows(model: type[Model], prefix: str, without: frozenset[str]) -> Iterator[tuple[str, bool, str, str]]:
    for described in describe_fields(model, 0):
        if described.name in without:
            continue
        inner = models_in(model.model_fields[described.name].annotation)
        listed = is_list(described.kind)
        kind = described.kind
        if inner and inner[0] in SHARED:
            kind = f"list of {inner[0].__name__}" if listed else inner[0].__name__
        yield prefix + described.name, described.required, kind.replace(" | ", " or "), described.text
        if inner and inner[0] not in SHARED:
            yield from _rows(inner[0], f"{prefix}{described.name}{'[]' if listed else ''}.", frozenset())
