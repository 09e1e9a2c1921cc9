from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Action, LongText, Text


class Contact(Section):
    """Whom to ask: the department, and every way to reach it."""

    summary: ClassVar[str] = "The department to ask, with its hours and every way to reach it."

    type: Literal["contact"]
    department: Text
    """Whom to ask."""
    tel: Text | None = None
    """As it is to be read; callable as an action with ``url: tel:…``."""
    email: Text | None = None
    """Its mail address, as it is to be read."""
    hours: Text | None = None
    """When somebody is there."""
    address: Text | None = None
    """Where it is."""
    note: LongText | None = None
    """What to know or to have at hand before one asks."""
    actions: tuple[Action, ...] = Field(default=(), max_length=3)
    """Calls to action: telephone, form, appointment."""
