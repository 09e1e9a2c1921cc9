"""The social cards of a site: which page gets one, what is on it, and what stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.build.settings import SiteBuild
from microsites.content.fields import Picture
from microsites.content.model import BuildEnvironment, Page, Portfolio, Site
from microsites.engine.output import CopiedFile
from microsites.errors import Problem, UserError
from microsites.folders import lies_below
from microsites.i18n.message import _
from microsites.media.cache import BuildCache
from microsites.media.card_canvas import MissingGlyphError
from microsites.media.card_looks import CardColors
from microsites.media.errors import PictureError
from microsites.media.fonts import CardFonts, FontError, find_fonts
from microsites.media.pictures import ProcessedPicture
from microsites.media.signs import Logo
from microsites.media.social_cards import Card, CardPicture, CardSite, SocialCards
from microsites.pages.links import MEDIA
from microsites.pages.palette import Palette
from microsites.pages.sharing import page_picture, page_title
from microsites.pages.typography import phrases_of, plain

CODE = "BLD012"


@dataclass(frozen=True, slots=True)
class SiteCards:
    """The cards of a site."""

    paths: Mapping[str, str]
    """Page → its card's file below the site."""
    files: tuple[CopiedFile, ...]


def card_fonts(portfolio: Portfolio, environment: BuildEnvironment) -> CardFonts | None:
    """The fonts for all cards; None where none are drawn: a shared link needs an address.  Raises UserError."""
    settings = portfolio.settings
    if environment == "local" or not settings.social_cards:
        return None
    font: Path | None = None
    if settings.card_font is not None:
        font = portfolio.root / settings.card_font
        if not lies_below(font, portfolio.root):
            message = _("'{file}' lies outside the portfolio", file=settings.card_font)
            raise UserError(
                [portfolio.source.problem(("card_font",), CODE, message, _("copy the font into the portfolio"))]
            )
    try:
        return find_fonts(font)
    except FontError as error:
        path = () if font is None else ("card_font",)
        raise UserError([portfolio.source.problem(path, CODE, error.message, error.hint)]) from None


def _colors(palette: Palette) -> CardColors:
    light = palette.light
    return CardColors(
        paper=light.paper,
        tint=light.tint,
        ink=light.ink,
        muted=light.muted,
        brand=light.brand,
        accent=light.accent,
        night=light.night,
        on_night=light.on_night,
        on_night_muted=light.on_night_muted,
        on_night_accent=light.on_night_accent,
    )


def _share(word: str, start: str, end: str) -> float:
    return 0.0 if start in word else 1.0 if end in word else 0.5


def _card_picture(picture: Picture, processed: ProcessedPicture) -> CardPicture:
    variant = processed.fallback[-1]
    focus = picture.focus or ""
    shares = _share(focus, "left", "right"), _share(focus, "top", "bottom")
    return CardPicture(variant.path, variant.name, shares)


def site_logo(site: Site, pictures: Mapping[str, ProcessedPicture]) -> Logo | None:
    """The site's logo, processed."""
    logo = site.settings.brand.logo
    if logo is None:
        return None
    processed = pictures[logo.asset]
    return Logo(processed.fallback[-1].path, processed.fallback[-1].name, processed.vector)


def _font_problem(error: FontError, portfolio: Portfolio, site: Site, page: Page) -> Problem:
    """At the text that holds a character that is missing; at the portfolio's first line for a font that is broken."""
    if not isinstance(error, MissingGlyphError):
        return portfolio.source.problem((), CODE, error.message, error.hint)
    for source, path, text in (
        (site.source, ("title",), site.settings.title),
        (site.source, ("tagline",), site.settings.tagline if page.id == "index" else ""),
        (portfolio.source, ("municipality", "name"), portfolio.settings.municipality.name),
    ):
        if error.char in text:
            return source.problem(path, CODE, error.message, error.hint)
    return page.source.problem(("title",), CODE, error.message, error.hint)


def site_cards(
    portfolio: Portfolio,
    site: Site,
    build: SiteBuild,
    pictures: Mapping[str, ProcessedPicture],
    palette: Palette,
    cache: BuildCache,
) -> SiteCards:
    """Draw what is not in the cache.  Raises UserError for characters that no font has and for a logo that cannot be drawn, OSError.

    A site for staff has none: nobody promotes it.
    """
    settings = site.settings
    if build.card_fonts is None or not settings.measured:
        return SiteCards({}, ())
    drawing = SocialCards(
        cache,
        CardSite(
            plain(settings.title),
            plain(portfolio.settings.municipality.name),
            settings.brand.style,
            _colors(palette),
            site_logo(site, pictures),
            build.card_fonts,
        ),
        phrases_of,
    )
    problems: list[Problem] = []
    paths: dict[str, str] = {}
    files: dict[str, CopiedFile] = {}
    for page in site.pages:
        picture = page_picture(site, page, pictures)
        shown = _card_picture(picture, pictures[picture.asset]) if picture is not None else None
        below = plain(settings.tagline) if page.id == "index" else ""
        try:
            drawn = drawing.card(Card(page_title(site, page), shown, below))
        except FontError as error:
            problems.append(_font_problem(error, portfolio, site, page))
        except PictureError as error:
            problems.append(site.source.problem(("brand", "logo", "asset"), "BLD010", error.message, error.hint))
        else:
            paths[page.id] = f"{MEDIA}/{drawn.name}"
            files[drawn.name] = CopiedFile(paths[page.id], drawn.path)
    if problems:
        raise UserError(problems)
    return SiteCards(paths, tuple(files.values()))
