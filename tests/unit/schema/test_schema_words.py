"""Every field says in both languages what it is for."""

from __future__ import annotations

import json
import re

import pytest

from microsites.build.checks_file import ChecksFile
from microsites.collections import ENTRY_KINDS
from microsites.content.accessibility import AccessibilityTest
from microsites.content.fields import Model
from microsites.content.files import PageFile, PortfolioFile, ProseFile, SiteFile
from microsites.content.japanese import _read
from microsites.content.plan import PlanFile
from microsites.measurement.providers import Provider
from microsites.schema.definitions import description, reachable
from microsites.schema.files import general_schemas
from microsites.sections import SECTION_TYPES

ROOTS: tuple[type[Model], ...] = (
    PortfolioFile,
    SiteFile,
    PageFile,
    ProseFile,
    ChecksFile,
    PlanFile,
    AccessibilityTest,
    Provider,
    *SECTION_TYPES.values(),
    *ENTRY_KINDS.values(),
)
FIELDS = [(model, field) for model in reachable(ROOTS) for field in model.model_fields]


def test_every_field_has_words_in_both_languages() -> None:
    assert len(FIELDS) > 900
    silent = []
    for model, field in FIELDS:
        japanese, _, english = description(model, field).partition("\n\n")
        if not re.search(r"[ぁ-んァ-ヶ一-龠]", japanese) or not re.match(r"[ -~`].*[a-zぁ-龠]", english):
            silent.append(f"{model.__name__}.{field}")
    assert silent == []


def test_no_japanese_is_left_without_its_english() -> None:
    """A sentence or a field that is gone would stay in the file for ever."""
    names = {f"{base.__name__}.{field}" for model, field in FIELDS for base in model.__mro__}
    by_module = {
        f"{base.__module__.rsplit('.', 1)[-1]}.{base.__name__}.{field}"
        for model, field in FIELDS
        for base in model.__mro__
    }
    assert [key for key in _read("fields")["fields"] if key not in names | by_module] == []
    english = {description(model, field).partition("\n\n")[2] for model, field in FIELDS}
    assert [sentence for sentence in _read("fields")["sentences"] if sentence not in english] == []


@pytest.mark.parametrize("schema", general_schemas(), ids=lambda schema: schema.name)
def test_every_property_of_a_schema_is_described(schema) -> None:
    content = json.loads(schema.text)
    known = content["definitions"]

    def words(of: dict) -> str:
        if "description" in of:
            return of["description"]
        return words(known[of["$ref"].rsplit("/", 1)[-1]]) if "$ref" in of else ""

    silent = [
        f"{name}.{key}"
        for name, model in {"": content, **known}.items()
        for key, value in model.get("properties", {}).items()
        if not words(value) and name != "Section"
    ]
    assert silent == []


def test_a_field_that_is_declared_anew_keeps_the_words_of_its_base() -> None:
    assert "The section's heading." in description(SECTION_TYPES["contact"], "heading")
    assert "becomes its h1" in description(SECTION_TYPES["hero"], "heading")
