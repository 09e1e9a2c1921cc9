"""Logos at the same optical size: a wide one is lower than a square one, and covers as much."""

from __future__ import annotations

import math
from dataclasses import dataclass

from microsites.pages.section_views.context import SectionContext
from microsites.sections.partners import Partner, Partners

AREA = 4900
"""Square pixels that a logo covers."""
MAX_WIDTH, MAX_HEIGHT = 168, 72
"""Pixels; extreme shapes cover less."""


@dataclass(frozen=True, slots=True)
class PartnerView:
    """An organisation and the size of its logo in pixels."""

    partner: Partner
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PartnerGroupView:
    """Organisations in the same role."""

    title: str
    partners: tuple[PartnerView, ...]


def optical_size(width: int, height: int) -> tuple[int, int]:
    """The size at which a logo of this shape looks as large as the others."""
    factor = min(math.sqrt(AREA / (width * height)), MAX_WIDTH / width, MAX_HEIGHT / height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def view(section: Partners, context: SectionContext) -> tuple[PartnerGroupView, ...]:
    """The groups with the sizes of their logos."""

    def of(partner: Partner) -> PartnerView:
        if partner.logo is None:
            return PartnerView(partner, 0, 0)
        picture = context.pictures[partner.logo.asset]
        return PartnerView(partner, *optical_size(picture.width, picture.height))

    return tuple(PartnerGroupView(group.title, tuple(map(of, group.partners))) for group in section.groups)
