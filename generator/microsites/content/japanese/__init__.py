"""The Japanese words for what the models say in English: fields, section types, kinds of entries.

``fields.yml`` ties a translation to the English sentence that it was made from (``sentences``), or to a field by its
model's name (``fields``); ``sections.yml`` names section types, shared parts and kinds of entries.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from microsites.content.source import read_yaml_file

_FOLDER = Path(__file__).parent


@cache
def _read(name: str) -> dict[str, Any]:
    data = read_yaml_file(_FOLDER / f"{name}.yml", f"{name}.yml").data
    assert isinstance(data, dict), name
    return data


def section_words(name: str) -> dict[str, Any]:
    """``name``, ``use`` and ``hints`` of a section type.  Raises KeyError."""
    words: dict[str, Any] = _read("sections")["sections"][name]
    return words


def kind_words(name: str) -> dict[str, str]:
    """``name`` and ``use`` of a kind of entries.  Raises KeyError."""
    words: dict[str, str] = _read("sections")["kinds"][name]
    return words


def part_words(name: str) -> str:
    """What a part that many sections share is.  Raises KeyError."""
    return str(_read("sections")["parts"][name])


def field_words(model: type[BaseModel], field: str, english: str) -> str:
    """What a field is for: by the model's name or that of a base, else by its English sentence; ``""`` if unknown.

    Two models of one name are told apart by their modules: ``plan.Event.name``.
    """
    fields = _read("fields")["fields"]
    for each in model.__mro__:
        module = each.__module__.rsplit(".", 1)[-1]
        for key in (f"{module}.{each.__name__}.{field}", f"{each.__name__}.{field}"):
            if key in fields:
                return str(fields[key])
    return str(_read("fields")["sentences"].get(english, ""))
