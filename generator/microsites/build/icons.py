"""The icons of a site: for browsers' tabs and for home screens."""

from __future__ import annotations

from collections.abc import Mapping

from microsites.build.cards import site_logo
from microsites.content.model import Site
from microsites.engine.output import CopiedFile
from microsites.errors import UserError
from microsites.media.cache import BuildCache
from microsites.media.errors import PictureError
from microsites.media.icons import site_icons
from microsites.media.pictures import ProcessedPicture
from microsites.pages.palette import Palette
from microsites.pages.shell import FAVICON, TOUCH_ICON


def icon_files(
    site: Site, pictures: Mapping[str, ProcessedPicture], palette: Palette, cache: BuildCache
) -> tuple[CopiedFile, ...]:
    """The icons at the addresses where browsers look for them.  Raises UserError for a logo that cannot be drawn, OSError."""
    light = palette.light
    try:
        icons = site_icons(cache, site_logo(site, pictures), light.brand, light.accent, light.paper)
    except PictureError as error:
        problem = site.source.problem(("brand", "logo", "asset"), "BLD010", error.message, error.hint)
        raise UserError([problem]) from None
    return CopiedFile(FAVICON, icons.favicon), CopiedFile(TOUCH_ICON, icons.touch)
