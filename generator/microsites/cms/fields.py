"""Fields of the form, from the same schema that editors get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microsites.content import shapes

Shape = Mapping[str, Any]
Field = dict[str, Any]

_LONG = (shapes.LONG_TEXT["pattern"], shapes.MARKDOWN["pattern"])


class Form:
    """Turns the fields of one schema document into fields of Sveltia CMS."""

    def __init__(self, document: Shape) -> None:
        self._definitions: Mapping[str, Shape] = document["definitions"]

    def fields(self, model: Shape) -> list[Field]:
        """The fields of an object."""
        required = model.get("required", ())
        return [self._named(name, of, name in required) for name, of in model["properties"].items()]

    def _named(self, name: str, shape: Shape, required: bool) -> Field:
        resolved = self._resolved(shape)
        text = str(resolved.get("description", "")).partition("\n\n")[0]
        label = text.partition("。")[0] if text else name
        field = {"name": name, "label": f"{label}（{name}）" if len(label) <= 24 else name, "required": required}
        if text:
            field["hint"] = text
        field |= self._widget(name, resolved)
        if required and resolved.get("pattern") == shapes.OPTIONAL_TEXT["pattern"]:
            # It must be there, and may be empty; the program writes an empty value where it is the default.
            field |= {"required": False, "default": ""}
        if field["widget"] == "hidden":
            return {key: field[key] for key in ("name", "label", "widget", "default") if key in field}
        return field

    def _resolved(self, shape: Shape) -> Shape:
        """``shape`` without references and without alternatives that are nothing or only suggestions."""
        words = {"description": shape["description"]} if "description" in shape else {}
        if "$ref" in shape:
            return {**self._resolved(self._definitions[shape["$ref"].rsplit("/", 1)[-1]]), **words}
        if "anyOf" in shape and "properties" not in shape:
            inner = [self._resolved(one) for one in shape["anyOf"] if one.get("type") != "null"]
            known = [one for one in inner if "enumDescriptions" in one]
            first = next((one for one in inner if one not in known), inner[0])
            return {**first, **({"offered": known[0]} if known else {}), **words}
        return shape

    def _widget(self, name: str, shape: Shape) -> Field:
        kinds = shape.get("type", "string")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        if "const" in shape:
            return {"widget": "select", "options": [shape["const"]]}
        if "enum" in shape:
            return {"widget": "select", "options": list(shape["enum"]), **_default(shape)}
        if name in ("goal", "event", "collection") and "offered" in shape:
            return {"widget": "select", "options": list(_options(shape["offered"]))}
        match kind:
            case "boolean":
                return {"widget": "boolean", **_default(shape)}
            case "integer" | "number":
                bounds = {"min": shape.get("minimum"), "max": shape.get("maximum")}
                of = {"widget": "number", "value_type": "int" if kind == "integer" else "float", **_default(shape)}
                return of | {key: value for key, value in bounds.items() if value is not None}
            case "array":
                return self._list(shape)
            case "object":
                return self._object(shape)
        return _text(shape)

    def _list(self, shape: Shape) -> Field:
        field: Field = {"widget": "list", "collapsed": True}
        for ours, theirs in (("minItems", "min"), ("maxItems", "max")):
            if ours in shape:
                field[theirs] = shape[ours]
        items = self._resolved(shape["items"])
        if "allOf" in items and "enum" in items["properties"].get("type", {}):
            return {**field, "types": list(self._types(items)), "summary": "{{type}} {{heading}}"}
        if items.get("type") == "object" and "properties" in items:
            return {**field, "fields": self.fields(items)}
        if items.get("type") == "array":
            return {"widget": "hidden"}
        return {**field, "field": {"name": "item", "label": "1件", **self._widget("item", items)}}

    def _types(self, section: Shape) -> Iterator[Field]:
        for choice in section["allOf"]:
            name = choice["if"]["properties"]["type"]["const"]
            model = self._resolved(choice["then"])
            fields = [field for field in self.fields(model) if field["name"] != "type"]
            yield {"name": name, "label": model["title"], "widget": "object", "fields": fields}

    def _object(self, shape: Shape) -> Field:
        if "properties" in shape and shape.get("additionalProperties") is False:
            return {"widget": "object", "collapsed": True, "fields": self.fields(shape)}
        values = self._resolved(shape.get("additionalProperties", {}))
        if values.get("type") == list(shapes.TEXT["type"]):
            return {"widget": "keyvalue", "key_label": "名前", "value_label": "値"}
        # What no form can show is kept as it is.
        return {"widget": "hidden"}


def _default(shape: Shape) -> Field:
    return {"default": shape["default"]} if "default" in shape else {}


def _options(offered: Shape) -> Iterator[Field]:
    for value, words in zip(offered["enum"], offered["enumDescriptions"], strict=True):
        yield {"value": value, "label": f"{words}（{value}）" if words else value}


def _text(shape: Shape) -> Field:
    pattern = shape.get("pattern", "")
    field: Field = {"widget": "text" if pattern in _LONG else "string"}
    if pattern == shapes.DATE["pattern"]:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    if pattern and pattern not in (shapes.TEXT["pattern"], shapes.OPTIONAL_TEXT["pattern"], *_LONG):
        field["pattern"] = [pattern, str(shape.get("patternErrorMessage", "")).partition(" / ")[0]]
    if "maxLength" in shape and shape["maxLength"] <= 1000:
        field["maxlength"] = shape["maxLength"]
    return field
