from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Action, LongText, Picture, Text


class Hero(Section):
    """The first view of a page: what it is, for whom, and the one thing to do."""

    summary: ClassVar[str] = "The first view of a page, with its main call to action."

    type: Literal["hero"]
    heading: Text
    """The promise of the page; becomes its h1."""
    eyebrow: Text | None = None
    """A short line above the heading."""
    picture: Picture | None = None
    """A wide picture, at least 1,600 pixels."""
    layout: Literal["cover", "split"] = "split"
    """``cover``: text on the picture.  ``split``: text beside it."""
    points: tuple[LongText, ...] = Field(default=(), max_length=4)
    """Two to four short reasons below the lead."""
    actions: tuple[Action, ...] = Field(default=(), max_length=3)
    """The first is the main one."""
