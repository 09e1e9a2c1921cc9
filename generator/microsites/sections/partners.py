from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import Model, Picture, Text, Url


class Partner(Model):
    """An organisation: its name, and its sign where there is one."""

    name: Text
    """Its full name."""
    note: Text | None = None
    """What it contributes: ``会場の提供``."""
    logo: Picture | None = None
    """Its sign, best as SVG; shown above the name, so ``alt: ""`` unless it says more than the name."""
    url: Url | None = None
    """Its website."""


class PartnerGroup(Model):
    """Organisations in the same role."""

    title: Text
    """``主催``, ``共催``, ``後援``, ``協力``."""
    partners: tuple[Partner, ...] = Field(min_length=1, max_length=60)
    """In the order in which they are shown."""


class Partners(Section):
    """Who stands behind something: organisers, supporters, sponsors, by role."""

    summary: ClassVar[str] = "Organisations with names, logos and links, grouped by their role."

    type: Literal["partners"]
    groups: tuple[PartnerGroup, ...] = Field(min_length=1, max_length=8)
    """By role, in the order in which they are shown."""
