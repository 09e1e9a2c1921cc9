from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from microsites.content import shapes
from microsites.content.blocks import Section
from microsites.content.fields import Flag, Link, LongText, Model, Picture, Text
from microsites.content.refusal import refused
from microsites.i18n.message import _

Icon = Literal[
    "berry",
    "book",
    "calendar",
    "chat",
    "child",
    "hand",
    "heart",
    "house",
    "leaf",
    "light",
    "mountain",
    "people",
    "shield",
    "sun",
    "train",
    "yen",
]
"""Signs of the theme, drawn in lines."""


class Feature(Model):
    """One reason: a title, a text, and one sign of it."""

    constraints: ClassVar[tuple[shapes.Shape, ...]] = shapes.at_most_one("icon", "figure", "picture")

    title: Text
    """The reason, in a few words."""
    text: LongText
    """What it means for the visitor."""
    icon: Icon | None = None
    """A sign beside the title, where there is no picture and no figure."""
    figure: Text | None = None
    """A figure beside the title instead of a sign: ``15分``, ``96%``."""
    picture: Picture | None = None
    """A picture beside the text instead of a sign."""
    link: Link | None = None
    """Where more is said."""

    @model_validator(mode="after")
    def _one_sign(self) -> Feature:
        if sum(sign is not None for sign in (self.icon, self.figure, self.picture)) > 1:
            raise refused(_("a feature has one of icon, figure, picture, not several"))
        return self


class FeatureList(Section):
    """Reasons, one after the other: what speaks for a place, a service, an offer."""

    summary: ClassVar[str] = "Reasons or features, each with an icon, a figure or a picture."

    type: Literal["feature_list"]
    layout: Literal["columns", "rows"] = "columns"
    """``columns``: side by side, for short texts.  ``rows``: one below the other, pictures on alternate sides."""
    numbered: Flag = False
    """``true`` counts them: 1, 2, 3."""
    features: tuple[Feature, ...] = Field(min_length=2, max_length=12)
    """In the order in which they are shown."""
