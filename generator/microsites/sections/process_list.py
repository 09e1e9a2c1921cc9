from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Link, LongText, Model, Text


class Step(Model):
    """One step."""

    title: Text
    """What is done."""
    text: LongText | None = None
    """How it is done, and by whom."""
    duration: Text | None = None
    """How long it takes, or when: ``約2週間``, ``7月下旬``."""
    link: Link | None = None
    """Where it is explained."""


class ProcessList(Section):
    """Numbered steps from the first question to the last form."""

    summary: ClassVar[str] = "Numbered steps with their durations."

    type: Literal["process_list"]
    steps: tuple[Step, ...] = Field(min_length=2, max_length=12)
    """In their order; they are numbered by themselves."""
