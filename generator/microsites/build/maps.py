"""Tells an editor of maps whose edges are not where ``bounds`` says: their pins would stand beside their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsites.content.model import Site
from microsites.errors import Problem
from microsites.media.pictures import ProcessedPicture
from microsites.sections.map import Map

TOLERANCE = 0.02
"""Of height to width: on a map 800 pixels wide, pins are then less than their own width beside their places."""


def map_notes(site: Site, pictures: Mapping[str, ProcessedPicture]) -> Iterator[Problem]:
    """One note a map, at its bounds."""
    for page in site.pages:
        for part in page.parts:
            if not isinstance(part.value, Map):
                continue
            picture = pictures[part.value.picture.asset]
            wanted, found = part.value.bounds.shape, picture.height / picture.width
            if abs(found / wanted - 1) > TOLERANCE:
                message = (
                    f"does not fit the picture, which is {picture.width:,} by {picture.height:,} pixels: "
                    f"at this width these edges make a map {round(picture.width * wanted):,} pixels high"
                )
                hint = "read the latitude and longitude of the picture's own edges, or cut the picture at these"
                yield page.source.problem((*part.path, "bounds"), "BLD020", message, hint)
