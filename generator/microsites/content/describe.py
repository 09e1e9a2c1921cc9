"""A model's fields in words, from the model itself: for ``microsites sections`` and the handbook."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from microsites.content.fields import MarkdownText, Model, models_in


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One field as an editor writes it."""

    name: str
    """With its parents: ``cards[].title``."""
    kind: str
    required: bool
    text: str


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " | ".join(str(choice) for choice in get_args(annotation))
    if isinstance(annotation, type):
        names = {"str": "text", "int": "whole number", "float": "number", "bool": "true | false", "datetime": "moment"}
        if issubclass(annotation, BaseModel):
            return "mapping"
        return (
            "Markdown" if issubclass(annotation, MarkdownText) else names.get(annotation.__name__, annotation.__name__)
        )
    parts = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    if get_origin(annotation) is tuple:
        return f"list of {_kind(parts[0])}"
    if get_origin(annotation) is dict:
        return "mapping"
    return _kind(parts[0]) if parts else "value"


def _holds_markdown(part: Any) -> bool:
    """Whether an annotation or its metadata makes Markdown of a text; the plain type is ``str`` either way."""
    if getattr(part, "func", None) is MarkdownText:
        return True
    return get_origin(part) is not Literal and any(
        map(_holds_markdown, (*get_args(part), *getattr(part, "metadata", ())))
    )


@cache
def field_docs(model: type[BaseModel]) -> Mapping[str, str]:
    """The text under each field of a model, as the source has it; its base's where it is declared anew without one."""
    found: dict[str, str] = {}
    for each in reversed([base for base in model.__mro__ if issubclass(base, BaseModel) and base is not BaseModel]):
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(each))).body
        assert isinstance(definition, ast.ClassDef)
        for field, text in pairwise(definition.body):
            if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
                continue
            if (
                isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                found[field.target.id] = inspect.cleandoc(text.value.value)
    return found


def _describe(model: type[BaseModel], prefix: str, depth: int) -> Iterator[FieldDescription]:
    for name, field in model.model_fields.items():
        kind = "Markdown" if _holds_markdown(field.annotation) or _holds_markdown(field) else _kind(field.annotation)
        text = field.description or field_docs(model).get(name, "")
        yield FieldDescription(prefix + name, kind, field.is_required(), " ".join(text.replace("``", "`").split()))
        inner = models_in(field.annotation)
        if inner and depth:
            many = "[]" if "list" in _kind(field.annotation) else ""
            yield from _describe(inner[0], f"{prefix}{name}{many}.", depth - 1)


def describe_fields(model: type[Model], depth: int = 2) -> tuple[FieldDescription, ...]:
    """The fields of ``model`` and of what it holds, ``depth`` levels down."""
    return tuple(_describe(model, "", depth))


def describe_model(model: type[Model]) -> str:
    """The model to read in a terminal."""
    fields = describe_fields(model)
    width = max(len(field.name) for field in fields)
    lines = [inspect.cleandoc(model.__doc__ or "").replace("``", "`"), ""]
    for field in fields:
        need = "required" if field.required else "optional"
        lines.append(f"  {field.name:<{width}}  {need}  {field.kind}{'  — ' + field.text if field.text else ''}")
    return "\n".join(lines)
