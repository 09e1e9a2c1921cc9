"""English text that remembers what it was made from, so that it can be said in another language later.

A message is made where something is found, and translated where it is shown: in between it is text like any other, and
nobody on the way needs to know a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class Message(str):
    """The English text, with the template and the values behind it."""

    __slots__ = ("plural", "template", "values")

    template: str
    """The text with ``{names}`` in the place of values: what a catalogue is asked for (gettext's msgid)."""
    plural: str
    """The template for other numbers than one; empty where none is counted."""
    values: Mapping[str, object]
    """What stands in the place of the names.  Messages among them are translated too, ``count`` chooses the plural."""

    def __new__(cls, template: str, values: Mapping[str, object], plural: str = "") -> Self:
        """Fill ``template`` in.  Raises KeyError if a value is missing."""
        chosen = plural if plural and values["count"] != 1 else template
        message = super().__new__(cls, filled(chosen, values))
        message.template, message.plural, message.values = template, plural, values
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object], str]]:
        """Messages cross processes."""
        return Message, (self.template, dict(self.values), self.plural)


def filled(template: str, values: Mapping[str, object]) -> str:
    """``template`` with its names replaced; without values it is taken as it is, braces and all."""
    return template.format_map(values) if values else template


def _(template: str, /, **values: object) -> Message:
    """A message for people: ``_("there is no page '{page}'", page=page)``.

    The name is gettext's: Babel finds what is to be translated by it (``python tools/messages.py``).
    """
    return Message(template, values)


def ngettext(one: str, other: str, /, count: int, **values: object) -> Message:
    """A message with a number in it: ``ngettext("{count} page", "{count} pages", count)``."""
    return Message(one, {"count": count, **values}, other)


def verbatim(text: str) -> Message:
    """A value of the program's own making that is the same in every language, and may break lines: what is to be copied."""
    return Message(text, {})
