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
from microsites.content.japanese import field_words
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import _


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One field as an editor writes it."""

    name: str
    """With its parents: ``cards[].title``."""
    kind: str
    """What is written: a message, or choices as they are written."""
    required: bool
    text: str
    """What it means, in English; empty where its name says it all."""
    model: type[BaseModel]
    field: str
    """Where it is declared: what its Japanese words are found by."""

    def said(self, language: str) -> str:
        """What it means in a language; in English where the Japanese is not known."""
        return (field_words(self.model, self.field, self.text) if language == "ja" else "") or self.text


_NAMES: Mapping[str, str] = {
    "str": _("text"),
    "int": _("whole number"),
    "float": _("number"),
    "bool": _("true | false"),
    "date": _("date"),
    "datetime": _("moment"),
}


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " | ".join(str(choice) for choice in get_args(annotation))
    if isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            return _("mapping")
        if issubclass(annotation, MarkdownText):
            return _("text in Markdown")
        return _NAMES.get(annotation.__name__, annotation.__name__)
    parts = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    if get_origin(annotation) is tuple:
        return _("list of {kind}", kind=_kind(parts[0]))
    if get_origin(annotation) is dict:
        return _("mapping")
    return _kind(parts[0]) if parts else _("value")


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
        kind = (
            _("text in Markdown")
            if _holds_markdown(field.annotation) or _holds_markdown(field)
            else _kind(field.annotation)
        )
        text = field.description or field_docs(model).get(name, "")
        yield FieldDescription(
            prefix + name, kind, field.is_required(), " ".join(text.replace("``", "`").split()), model, name
        )
        inner = models_in(field.annotation)
        if inner and depth:
            many = "[]" if is_list(_kind(field.annotation)) else ""
            yield from _describe(inner[0], f"{prefix}{name}{many}.", depth - 1)


def describe_fields(model: type[Model], depth: int = 2) -> tuple[FieldDescription, ...]:
    """The fields of ``model`` and of what it holds, ``depth`` levels down."""
    return tuple(_describe(model, "", depth))


def is_list(kind: str) -> bool:
    """Whether a field holds several of what its kind says."""
    return kind.startswith("list of ")


def described_fields(model: type[Model], reader: Catalogue) -> str:
    """The fields of a model to read in a terminal."""
    fields = describe_fields(model)
    width = max(len(field.name) for field in fields)
    lines = []
    for field in fields:
        need = reader.say(_("required") if field.required else _("optional"))
        text = field.said(reader.language)
        lines.append(f"  {field.name:<{width}}  {need}  {reader.say(field.kind)}{'  — ' + text if text else ''}")
    return "\n".join(lines)
