"""Data to models: pydantic judges, this module says it in an editor's words, at the right line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from microsites.content.fields import Model, models_in
from microsites.content.source import Source
from microsites.content.yaml_reader import Path
from microsites.errors import Problem

M = TypeVar("M", bound=Model)

_NAMES = {
    "NoneType": "nothing",
    "str": "text",
    "bool": "true or false",
    "IntScalar": "a number",
    "FloatScalar": "a number",
    "list": "a list",
    "dict": "a mapping",
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'hero'?`` if something known is near ``word``, else what is known (if that is short)."""
    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return "known: " + ", ".join(names) if names and len(names) <= 20 else ""


def _kind(value: Any) -> str:
    return _NAMES.get(type(value).__name__, "something else")


def _known_keys(model: type[BaseModel], path: Path) -> list[str]:
    """Fields of the model that lies at ``path`` inside ``model``."""
    for step in path:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        inner = models_in(model.model_fields[step].annotation)
        if not inner:
            return []
        model = inner[0]
    return list(model.model_fields)


def _type_words(error: ErrorDetails) -> tuple[str, str]:
    """Message and hint for pydantic's own error types."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    got = _kind(value)
    if value is None:
        return "is empty", "write a value, or delete the line"
    match kind:
        case "bool_type" | "bool_parsing":
            meant = {"no": "false", "off": "false", "n": "false", "yes": "true", "on": "true", "y": "true"}
            guess = meant.get(str(value).lower())
            hint = f"write {guess}" if guess else "write true or false, without quotes"
            return f"must be true or false, but '{value}' is {got}" if isinstance(
                value, str
            ) else f"must be true or false, not {got}", hint
        case "string_type":
            hint = f'write it in quotes: "{str(value).lower()}"' if isinstance(value, bool) else "write text"
            return f"must be text, not {got}", hint
        case "int_type" | "int_parsing" | "int_from_float":
            return f"must be a whole number, not {got}", "write digits without quotes, commas or units: 1200"
        case "float_type" | "float_parsing" | "finite_number":
            return f"must be a number, not {got}", "write digits without quotes, commas or units: 12.5"
        case "tuple_type" | "list_type":
            return f"must be a list, not {got}", "start each item with '- '"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"must be a mapping, not {got}", "write 'key: value' lines, indented below it"
        case "literal_error":
            known = [part.strip("' ") for part in str(context["expected"]).replace(" or ", ", ").split(",")]
            return f"'{value}' is not one of the choices", did_you_mean(str(value), known)
        case "string_pattern_mismatch":
            if "a-z0-9" in str(context["pattern"]) and "A-Z" not in str(context["pattern"]):
                return f"'{value}' is not an identifier", "use lower-case letters a-z, digits, '-' and '_'"
            if "0-9a-f" in str(context["pattern"]):
                return f"'{value}' is not a colour", 'write it as "#c8102e", in quotes'
            return f"'{value}' does not have the right form", f"it must match {context['pattern']}"
        case "string_too_long":
            return f"is too long: {len(str(value))} characters, at most {context['max_length']} fit", "shorten it"
        case "string_too_short":
            return "is empty", "write a value, or delete the line"
        case "too_long" if isinstance(value, str):
            return f"is too long: {len(value)} characters, at most {context['max_length']} fit", "shorten it"
        case "too_short" if isinstance(value, str):
            return "is empty", "write a value, or delete the line"
        case "too_long":
            return f"has too many items: {context['actual_length']}, at most {context['max_length']} are possible", ""
        case "too_short":
            return f"has too few items: {context['actual_length']}, at least {context['min_length']} are needed", ""
        case "greater_than_equal":
            return f"{value} is too small", f"at least {context['ge']}"
        case "less_than_equal":
            return f"{value} is too large", f"at most {context['le']}"
    return error["msg"], ""


def _strip_key_marker(location: tuple[str | int, ...]) -> tuple[Path, bool]:
    return (location[:-1], True) if location and location[-1] == "[key]" else (location, False)


def _in_the_data(location: tuple[str | int, ...], data: Any) -> Path:
    """The steps of ``location`` that an editor wrote: pydantic also names the choices of a union on the way."""
    path: list[str | int] = []
    for step in location:
        if isinstance(data, Mapping):
            path.append(step)
            data = data.get(step)
        elif isinstance(data, list | tuple) and isinstance(step, int):
            path.append(step)
            data = data[step] if step < len(data) else None
        elif step == "[key]":
            path.append(step)
    return tuple(path)


def _once_a_value(details: list[ErrorDetails], data: Any) -> list[ErrorDetails]:
    """One error for a value that is none of several kinds: the last kind's, which is the most general."""
    chosen: dict[tuple[Path, int], ErrorDetails] = {}
    for number, detail in enumerate(details):
        path = _in_the_data(tuple(detail["loc"]), data)
        union = len(path) < len(detail["loc"])
        chosen[path, -1 if union else number] = {**detail, "loc": path}
    return list(chosen.values())


def _problem(error: ErrorDetails, model: type[Model], source: Source, prefix: Path) -> Problem:
    inner, on_key = _strip_key_marker(tuple(error["loc"]))
    path = prefix + inner
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(name, _known_keys(model, inner[:-1]))
        return source.problem(path, "CFG003", f"unknown key '{name}'", hint, key=True)
    if error["type"] == "missing":
        return source.problem(path[:-1], "CFG004", f"'{name}' is missing", f"add the line '{name}: …' here")
    message, hint = _type_words(error)
    # What a whole mapping does wrong speaks for itself; a value is named by its key.
    if name and not isinstance(error["input"], Mapping) and not message.startswith("'"):
        message = f"'{name}' {message}"
    return source.problem(path, "CFG005", message, hint, key=on_key)


def validate(model: type[M], data: Any, source: Source, problems: list[Problem], prefix: Path = ()) -> M | None:
    """Return ``data`` as ``model``, or None after adding what is wrong to ``problems``."""
    if not isinstance(data, Mapping):
        what = "is empty" if data is None else f"must be a mapping of keys and values, not {_kind(data)}"
        keys = [name for name, field in model.model_fields.items() if field.is_required()]
        problems.append(source.problem(prefix, "CFG005", what, f"it needs: {', '.join(keys)}" if keys else ""))
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = _once_a_value(error.errors(include_url=False), data)
    problems.extend(_problem(detail, model, source, prefix) for detail in details if not _follows(detail, details))
    return None


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is only too short because its faulty items were left out."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )
