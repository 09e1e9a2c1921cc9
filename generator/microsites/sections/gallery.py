from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from microsites.content.blocks import Section
from microsites.content.fields import LongText, Picture


class GalleryPicture(Picture):
    """A picture of the gallery."""

    caption: LongText | None = None
    """What is seen, when and where: ``2月、いちばん甘い季節の収穫（川原地区）``.  It does not repeat ``alt``."""


class Gallery(Section):
    """Pictures beside each other; each opens large.  For what words cannot say, not for decoration."""

    summary: ClassVar[str] = "Pictures with captions and credits; each opens large."

    type: Literal["gallery"]
    layout: Literal["rows", "grid"] = "rows"
    """``rows``: every row as wide as the page, pictures in their own shape.  ``grid``: all alike, cropped."""
    pictures: tuple[GalleryPicture, ...] = Field(min_length=2, max_length=24)
    """In the order in which they are shown."""
