"""Tells an editor of maps whose edges are not where ``bounds`` says: their pins would stand beside their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microsites.content.model import Site
from microsites.errors import Problem
from microsites.i18n.message import _
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
                message = _(
                    "does not fit the picture, which is {width:,} by {height:,} pixels: at this width "
                    "these edges make a map {needed:,} pixels high",
                    width=picture.width,
                    height=picture.height,
                    needed=round(picture.width * wanted),
                )
                hint = _("read the latitude and longitude of the picture's own edges, or cut the picture at these")
                yield page.source.problem((*part.path, "bounds"), "BLD020", message, hint)
