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
    tel: Text | None = None
    """As it is to be read; callable as an action with ``url: tel:…``."""
    email: Text | None = None
    hours: Text | None = None
    address: Text | None = None
    note: LongText | None = None
    actions: tuple[Action, ...] = Field(default=(), max_length=3)
    """Calls to action: telephone, form, appointment."""
