"""A processed picture as the attributes of an ``<img>`` seen from one page."""

from __future__ import annotations

from microsites.content.fields import Picture
from microsites.media.pictures import ProcessedPicture, Variant
from microsites.pages.links import MEDIA, PageLinks
from microsites.pages.views import Image, ImageSource


def media_path(variant: Variant) -> str:
    """Where a file of a picture lies in the site."""
    return f"{MEDIA}/{variant.name}"


def _srcset(variants: tuple[Variant, ...], links: PageLinks) -> str:
    return ", ".join(f"{links.to_path(media_path(variant))} {variant.width}w" for variant in variants)


def image_view(picture: Picture, processed: ProcessedPicture, sizes: str, links: PageLinks) -> Image:
    """``picture`` for a page; ``sizes`` says how wide it is laid out."""
    offered = (("image/avif", processed.avif), ("image/webp", processed.webp))
    return Image(
        src=links.to_path(media_path(processed.fallback[-1])),
        sources=tuple(ImageSource(type_, _srcset(variants, links)) for type_, variants in offered if variants),
        width=processed.width,
        height=processed.height,
        alt=picture.alt,
        credit=picture.credit,
        sizes=sizes,
        focus=picture.focus,
        vector=processed.vector,
    )
