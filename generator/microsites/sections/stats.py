from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Model, Text
from microsites.content.moments import Date


class Stat(Model):
    """One figure."""

    value: Text
    """As it is to be read: ``1,240``, ``約58``."""
    unit: Text | None = None
    """What is counted, in small letters after the figure: ``円``, ``人``."""
    label: Text
    """What is counted."""
    note: Text | None = None
    """A short line below the figure."""


class Stats(Section):
    """A few figures that carry the argument, always with their source."""

    summary: ClassVar[str] = "Two to six large figures with their source."

    type: Literal["stats"]
    items: tuple[Stat, ...] = Field(min_length=2, max_length=6)
    """In the order in which they are shown."""
    source: Text
    """Who counted: a figure without a source persuades nobody."""
    as_of: Date | None = None
    """When it was true."""
