"""A processed picture as the attributes of an ``<img>`` seen from one page."""

from __future__ import annotations

from microsites.content.fields import Picture
from microsites.media.pictures import ProcessedPicture, Variant
from microsites.pages.links import MEDIA, PageLinks
from microsites.pages.views import Image


def media_path(variant: Variant) -> str:
    """Where a file of a picture lies in the site."""
    return f"{MEDIA}/{variant.name}"


def _srcset(variants: tuple[Variant, ...], links: PageLinks) -> str:
    return ", ".join(f"{links.to_path(media_path(variant))} {variant.width}w" for variant in variants)


def image_view(picture: Picture, processed: ProcessedPicture, sizes: str, links: PageLinks) -> Image:
    """``picture`` for a page; ``sizes`` says how wide it is laid out."""
    largest = processed.fallback[-1]
    return Image(
        src=links.to_path(media_path(largest)),
        srcset="" if processed.vector else _srcset(processed.fallback, links),
        webp=_srcset(processed.webp, links),
        width=processed.width,
        height=processed.height,
        alt=picture.alt,
        credit=picture.credit,
        sizes=sizes,
        vector=processed.vector,
    )
