"""What messengers and social networks show where a page's address is shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from microsites.content.fields import Picture
from microsites.content.model import Page, Site
from microsites.media.pictures import ProcessedPicture
from microsites.media.social_cards import HEIGHT, WIDTH
from microsites.pages.images import media_path
from microsites.pages.typography import plain


@dataclass(frozen=True, slots=True)
class SharedImage:
    """The picture of a shared link."""

    path: str
    """Below the site."""
    width: int
    height: int
    alt: str


def page_title(site: Site, page: Page) -> str:
    """The title that is shared: a home page has its site's, an easy version says so."""
    if page.id == "index":
        return plain(site.settings.title)
    return plain(f"{page.title}（やさしい日本語）" if page.easy else page.title)


def page_picture(site: Site, page: Page, pictures: Mapping[str, ProcessedPicture]) -> Picture | None:
    """The page's picture, else the first of its sections, else the site's; no drawings (SVG), which nobody shows."""
    of_sections = (getattr(section, "picture", None) for section in page.sections)
    for picture in (page.picture, *of_sections, site.settings.social_image):
        if isinstance(picture, Picture) and not pictures[picture.asset].vector:
            return picture
    return None


def shared_image(
    site: Site, page: Page, pictures: Mapping[str, ProcessedPicture], cards: Mapping[str, str]
) -> SharedImage | None:
    """The page's card; its picture alone where no cards are drawn."""
    picture = page_picture(site, page, pictures)
    if page.id in cards:
        title, name = page_title(site, page), plain(site.settings.title)
        says = title if title == name else f"{title}（{name}）"
        alt = f"{says}。{picture.alt}" if picture is not None and picture.alt else says
        return SharedImage(cards[page.id], WIDTH, HEIGHT, alt)
    if picture is None:
        return None
    largest = pictures[picture.asset].fallback[-1]
    whole = pictures[picture.asset]
    return SharedImage(
        media_path(largest), largest.width, round(whole.height * largest.width / whole.width), picture.alt
    )
