"""A processed picture as the attributes of an ``<img>`` seen from one page."""

from __future__ import annotations

import re

from microsites.content.fields import Picture
from microsites.media.pictures import ProcessedPicture, Variant
from microsites.pages.links import MEDIA, PageLinks
from microsites.pages.views import Image, ImageSource


def media_path(variant: Variant) -> str:
    """Where a file of a picture lies in the site."""
    return f"{MEDIA}/{variant.name}"


def _srcset(variants: tuple[Variant, ...], links: PageLinks) -> str:
    return ", ".join(f"{links.to_path(media_path(variant))} {variant.width}w" for variant in variants)


_TELEPHONE = re.compile(r"(?:^|, )([\d.]+)vw$")


def _within_two_dots(sizes: str) -> str:
    """``sizes``, for a telephone with three dots a pixel as if it had two: nobody sees more in a photograph.

    A third of the pictures' bytes on the first view of a landing page.
    """
    match = _TELEPHONE.search(sizes)
    if match is None:
        return sizes
    return f"(max-width: 40rem) and (min-resolution: 2.5dppx) {float(match[1]) * 2 / 3:.0f}vw, {sizes}"


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
        sizes=_within_two_dots(sizes),
        focus=picture.focus,
        vector=processed.vector,
    )
