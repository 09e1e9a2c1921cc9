"""Data to models: pydantic judges, this module says it in an editor's words, at the right line."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from microsites.content.fields import EVENT_NAME, Model, models_in
from microsites.content.refusal import REFUSED
from microsites.content.source import Source
from microsites.content.yaml_reader import Path
from microsites.content.yaml_words import ODD_SPACES, odd_space
from microsites.errors import Problem
from microsites.i18n.message import _

M = TypeVar("M", bound=Model)

_LONGEST_NUMBER = 40

_NAMES = {
    "NoneType": _("nothing"),
    "str": _("text"),
    "bool": _("true or false"),
    "IntScalar": _("a number"),
    "FloatScalar": _("a number"),
    "list": _("a list"),
    "dict": _("a mapping"),
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'hero'?`` if something known is near ``word``, else what is known (if that is short)."""
    names = sorted(set(known))
    # What was typed with full-width letters is meant as it is spelled.
    near = difflib.get_close_matches(unicodedata.normalize("NFKC", word), names, n=1, cutoff=0.6)
    if near:
        return _("did you mean '{word}'?", word=near[0])
    return _("known: {words}", words=", ".join(names)) if names and len(names) <= 20 else ""


def _kind(value: Any) -> str:
    return _NAMES.get(type(value).__name__, _("something else"))


def _number(value: Any) -> str:
    """The number in ``1,200円`` or ``１２００``; nothing if there is none, or more than one."""
    plain = unicodedata.normalize("NFKC", str(value)).replace(",", "")
    found = re.findall(r"-?[0-9]+(?:\.[0-9]+)?", plain) if len(plain) < _LONGEST_NUMBER else []
    return found[0] if len(found) == 1 else ""


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
        return _("is empty"), _("write a value, or delete the line")
    match kind:
        case "bool_type" | "bool_parsing":
            meant = {
                "no": "false",
                "off": "false",
                "n": "false",
                "yes": "true",
                "on": "true",
                "y": "true",
            }
            plain = unicodedata.normalize("NFKC", str(value)).lower()
            guess = meant.get(plain) or (plain if plain in ("true", "false") and plain != value else "")
            hint = _("write {guess}", guess=guess) if guess else _("write true or false, without quotes")
            if isinstance(value, str):
                return _("must be true or false, but '{value}' is {got}", value=value, got=got), hint
            return _("must be true or false, not {got}", got=got), hint
        case "string_type":
            hint = (
                _('write it in quotes: "{text}"', text=str(value).lower())
                if isinstance(value, bool)
                else _("write text")
            )
            return _("must be text, not {got}", got=got), hint
        case "int_type" | "int_parsing" | "int_from_float":
            hint = _("write digits without quotes, commas or units: {number}", number=_number(value) or 1200)
            return _("must be a whole number, not {got}", got=got), hint
        case "float_type" | "float_parsing" | "finite_number":
            hint = _("write digits without quotes, commas or units: {number}", number=_number(value) or 12.5)
            return _("must be a number, not {got}", got=got), hint
        case "tuple_type" | "list_type":
            return _("must be a list, not {got}", got=got), _("start each item with '- '")
        case "model_type" | "dict_type" | "model_attributes_type":
            return _("must be a mapping, not {got}", got=got), _("write 'key: value' lines, indented below it")
        case "literal_error":
            known = [part.strip("' ") for part in str(context["expected"]).replace(" or ", ", ").split(",")]
            return _("'{value}' is not one of the choices", value=value), did_you_mean(str(value), known)
        case "string_pattern_mismatch":
            if "a-z0-9" in str(context["pattern"]) and "A-Z" not in str(context["pattern"]):
                hint = _("use lower-case letters a-z, digits, '-' and '_'")
                return _("'{value}' is not an identifier", value=value), hint
            if "0-9a-f" in str(context["pattern"]):
                return _("'{value}' is not a colour", value=value), _('write it as "#c8102e", in quotes')
            if context["pattern"] == EVENT_NAME:
                hint = _("use letters a-z and A-Z, digits and '_'; start with a letter")
                return _("'{value}' is not the name of an event", value=value), hint
            hint = _("it must match {pattern}", pattern=context["pattern"])
            return _("'{value}' does not have the right form", value=value), hint
        case "string_too_long" | "too_long" if isinstance(value, str | int | float):
            length, most = len(str(value)), context["max_length"]
            return _("is too long: {length} characters, at most {most} fit", length=length, most=most), _("shorten it")
        case "string_too_short" | "too_short" if isinstance(value, str):
            return _("is empty"), _("write a value, or delete the line")
        case "too_long":
            given, most = context["actual_length"], context["max_length"]
            return _("has too many items: {given}, at most {most} are possible", given=given, most=most), ""
        case "too_short":
            given, least = context["actual_length"], context["min_length"]
            return _("has too few items: {given}, at least {least} are needed", given=given, least=least), ""
        case "greater_than_equal":
            return _("{value} is too small", value=value), _("at least {least}", least=context["ge"])
        case "less_than_equal":
            return _("{value} is too large", value=value), _("at most {most}", most=context["le"])
    if kind == REFUSED:
        return context["message"], ""
    return _("is not what belongs here: {reason}", reason=error["msg"]), ""


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


def _slip(name: str, value: Any, known: Iterable[str]) -> str:
    """What makes a key of something that was meant as another: a sign, or a space or a comma that is not there."""
    if odd := re.search(f"[{ODD_SPACES}]", name):
        return odd_space(odd[0])
    if "：" in name:
        return _("there is a full-width '{wide}'; YAML wants a half-width '{narrow}'", wide="：", narrow=":")
    if ":" in name:
        return _("put a space after ':'")
    if value is None and name.isdecimal():
        return _("a comma ends the value before; write the number without it")
    first, space, _rest = name.partition(" ")
    if space and value is None and first in known:
        return _("put ': ' behind '{key}'", key=first)
    run_on = re.search(r"[\s、，､]([a-z_]+)\Z", name)
    if run_on and run_on[1] in known:
        return _("put a comma and a space before '{key}'", key=run_on[1])
    return ""


def _problem(error: ErrorDetails, model: type[Model], source: Source, prefix: Path) -> Problem:
    inner, on_key = _strip_key_marker(tuple(error["loc"]))
    path = prefix + inner
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if error["type"] == "extra_forbidden":
        known = _known_keys(model, inner[:-1])
        hint = _slip(name, error["input"], known) or did_you_mean(name, known)
        return source.problem(path, "CFG003", _("unknown key '{name}'", name=name), hint, key=True)
    if error["type"] == "missing":
        return source.problem(
            path[:-1], "CFG004", _("'{name}' is missing", name=name), _("add the line '{name}: …' here", name=name)
        )
    message, hint = _type_words(error)
    # What a whole mapping does wrong speaks for itself; a value is named by its key.
    if name and not isinstance(error["input"], Mapping) and not message.startswith("'"):
        message = _("'{name}' {fault}", name=name, fault=message)
    return source.problem(path, "CFG005", message, hint, key=on_key)


def validate(model: type[M], data: Any, source: Source, problems: list[Problem], prefix: Path = ()) -> M | None:
    """Return ``data`` as ``model``, or None after adding what is wrong to ``problems``."""
    if not isinstance(data, Mapping):
        what = _("is empty") if data is None else _("must be a mapping of keys and values, not {got}", got=_kind(data))
        keys = [name for name, field in model.model_fields.items() if field.is_required()]
        problems.append(
            source.problem(prefix, "CFG005", what, _("it needs: {keys}", keys=", ".join(keys)) if keys else "")
        )
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
