"""Messages as JSON: what was found in another process, or last time, can still be said in any language."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator

from microsites.i18n.message import Message

_TEMPLATE = re.compile(r"(?:[^{}]++|\{[a-z_]+\})*+")
"""Names alone: a memory may come from anywhere, and what formats else understand fills the memory or looks around."""


def to_json(text: object) -> object:
    """A text as it is; a message as its template, its values and its plural."""
    if isinstance(text, Message):
        return [text.template, {name: to_json(value) for name, value in text.values.items()}, text.plural]
    return text


def of_json(kept: object) -> str:
    """The text or message that was written.  Raises ValueError for anything else."""
    if isinstance(kept, str):
        return kept
    match kept:
        case [str() as template, dict() as values, str() as plural]:
            if _TEMPLATE.fullmatch(template) and _TEMPLATE.fullmatch(plural):
                try:
                    return Message(template, {name: _value(value) for name, value in values.items()}, plural)
                except KeyError as error:
                    raise ValueError(f"names no {error}") from None
    raise ValueError("is no text")


def _value(kept: object) -> object:
    return kept if isinstance(kept, int) else of_json(kept)


Kept = Annotated[str, PlainSerializer(to_json), PlainValidator(of_json)]
"""A text for people in what is remembered and sent; only what a rule found is ever written or read."""
