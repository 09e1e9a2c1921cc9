"""Models to JSON Schema, draft-07, with descriptions in Japanese and English.

Draft-07, because every version of the YAML language server knows it, those of old editors included, and nothing of
later drafts is needed.  pydantic writes the types; what it cannot know is added: the words, and the rules over several
keys that stand beside the validators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from microsites.content.describe import field_docs
from microsites.content.fields import Model, models_in
from microsites.content.japanese import field_words

REF = "#/definitions/{model}"

Definitions = dict[type[Model], dict[str, Any]]


class _Generator(GenerateJsonSchema):
    """pydantic's own, without titles and with fewer alternatives: an editor shows what stands in one of many badly."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's own name
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        kind = inner.get("type")
        if kind is None or "enum" in inner or "const" in inner:
            return {"anyOf": [inner, {"type": "null"}]}
        return {**inner, "type": [*([kind] if isinstance(kind, str) else kind), "null"]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return {**inner, "default": default} if isinstance(default, str | bool | int | float) else inner

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        written: JsonSchemaValue = {"type": "object"}
        if "max_length" in schema:
            written["maxProperties"] = schema["max_length"]
        if "enum" in keys:
            words = keys.get("enumDescriptions", [""] * len(keys["enum"]))
            described = zip(keys["enum"], words, strict=True)
            properties = {key: {**values, **({"description": text} if text else {})} for key, text in described}
            return {**written, "properties": properties, "additionalProperties": False}
        if "pattern" in keys:
            written["propertyNames"] = {name: keys[name] for name in ("pattern", "patternErrorMessage") if name in keys}
        return {**written, "additionalProperties": values}


def description(model: type[BaseModel], field: str) -> str:
    """What a field is for, in Japanese and in English."""
    english = " ".join(field_docs(model).get(field, "").replace("``", "`").split())
    return "\n\n".join(text for text in (field_words(model, field, english), english) if text)


def reachable(models: Iterable[type[Model]]) -> tuple[type[Model], ...]:
    """The models and everything that they hold."""
    found: dict[type[Model], None] = {}
    waiting = list(models)
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found[model] = None
            waiting += [inner for field in model.model_fields.values() for inner in models_in(field.annotation)]
    return tuple(found)


def _constraints(model: type[Model]) -> list[Mapping[str, Any]]:
    own = [base.__dict__.get("constraints", ()) for base in reversed(model.__mro__)]
    return [rule for rules in own for rule in rules]


def definitions(models: Iterable[type[Model]]) -> tuple[Definitions, Mapping[type[Model], str]]:
    """Every model that ``models`` hold as an object of JSON Schema, and how it is referred to."""
    wanted = reachable(models)
    refs, written = models_json_schema(
        [(model, "validation") for model in wanted], ref_template=REF, schema_generator=_Generator
    )
    names = {model: str(refs[model, "validation"]["$ref"]) for model in wanted}
    found: Definitions = {}
    for model in wanted:
        shape = dict(written["$defs"][names[model].rsplit("/", 1)[-1]])
        shape.pop("title", None)
        shape.pop("description", None)
        shape["properties"] = {
            name: {**property_, "description": description(model, name)}
            for name, property_ in shape["properties"].items()
        }
        if rules := _constraints(model):
            shape["allOf"] = rules
        found[model] = shape
    return found, names
