from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Link, LongText, Model, Picture, Text


class Voice(Model):
    """What somebody said, and who that is."""

    text: LongText
    """The words themselves, without quotation marks."""
    person: Text
    """``外村さん一家（30代・4人家族）``."""
    role: Text | None = None
    """What makes this person's words count: ``いちご農家、2022年に独立``."""
    picture: Picture | None = None
    """The person, or the place that belongs to them; cut to a circle."""
    link: Link | None = None
    """The interview from which the words are taken."""


class Quote(Section):
    """One voice that carries a page, or up to six side by side."""

    summary: ClassVar[str] = "A quotation, or several voices side by side, with person, role and picture."

    type: Literal["quote"]
    voices: tuple[Voice, ...] = Field(min_length=1, max_length=6)
    """One carries a page; several stand side by side."""
