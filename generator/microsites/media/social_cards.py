"""A picture for each page as it is shown where its address is shared: 1200 × 630, with title, picture and sign.

Drawn once and kept in the cache under everything that decides it; the same card gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from microsites.media.cache import BuildCache, write_atomically
from microsites.media.card_canvas import Canvas, Lettering, cover
from microsites.media.card_looks import LOOKS, SIZE, CardColors, Identity, Stage, Words
from microsites.media.fonts import CardFonts
from microsites.media.signs import Logo, sign
from microsites.media.typesetting import clean

if TYPE_CHECKING:
    from PIL.Image import Image as ImageType

WIDTH, HEIGHT = SIZE

_RECIPE = "3"
"""Changes with the looks and the typesetting."""
_QUALITIES = (88, 80, 70, 60)
_ENOUGH = 150_000
"""Bytes; messengers fetch a card before a person sees the link."""
_SIGN_SIDE = 440


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A processed picture: upright, in sRGB, checked."""

    path: Path
    name: str
    """Named by its content."""
    focus: tuple[float, float] = (0.5, 0.5)
    """What must stay when it is cut, 0…1 from left and top."""


@dataclass(frozen=True, slots=True)
class CardSite:
    """What is the same on all cards of a site."""

    title: str
    town: str
    style: str
    colors: CardColors
    logo: Logo | None
    fonts: CardFonts


@dataclass(frozen=True, slots=True)
class Card:
    """What a page's card shows."""

    title: str
    picture: CardPicture | None
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A finished card."""

    name: str
    """Named by everything that decided it."""
    path: Path


def _versions() -> str:
    from PIL import __version__, features

    libraries = ":".join(str(features.version(name)) for name in ("freetype2", "jpg", "libjpeg_turbo"))
    return f"{_RECIPE}:{__version__}:{libraries}"


class SocialCards:
    """Draws the cards of one site.

    ``phrases`` divides a title where a line may best break.
    """

    def __init__(self, cache: BuildCache, site: CardSite, phrases: Callable[[str], tuple[str, ...]]) -> None:
        self._cache = cache
        self._site = site
        self._phrases = phrases
        logo = site.logo.name if site.logo is not None else ""
        self._made_by = repr((_versions(), site.fonts.digest, site.title, site.town, site.style, site.colors, logo))
        self._stages: dict[bool, Stage] = {}
        self._scaled: dict[tuple[str, tuple[float, float]], ImageType] = {}

    def card(self, card: Card) -> DrawnCard:
        """The card of a page.  Raises MissingGlyphError, FontError, PictureError, OSError."""
        site = clean(self._site.title)
        title = clean(card.title) or site
        named = "" if title == site else site
        words = Words(self._phrases(title), self._phrases(clean(card.subtitle)), self._phrases(named))
        shown = (card.picture.name, card.picture.focus) if card.picture is not None else None
        key = hashlib.sha256(f"{self._made_by}{astuple(words)!r}{shown!r}".encode()).hexdigest()[:24]
        path = self._cache.folder(key) / "card.jpg"
        if not path.is_file():
            write_atomically(path, _encoded(self._drawn(words, card.picture)))
        return DrawnCard(f"card.{key[:16]}.jpg", path)

    @cached_property
    def _identity(self) -> Identity:
        site = self._site
        sans = Lettering(site.fonts.sans)
        serif = Lettering(site.fonts.serif)
        text = Lettering(site.fonts.text)
        mark = sign(site.logo, _SIGN_SIDE, site.colors.brand, site.colors.accent, site.fonts.sans.path)
        return Identity(clean(site.town), site.colors, mark, sans, serif, text)

    def _stage(self, pictured: bool) -> Stage:
        if pictured not in self._stages:
            self._stages[pictured] = LOOKS[self._site.style].stage(self._identity, pictured)
        return self._stages[pictured]

    def _picture(self, picture: CardPicture, size: tuple[int, int]) -> ImageType:
        """``picture`` in the window's size; many pages of a site share one."""
        from PIL import Image

        key = picture.name, picture.focus
        if key not in self._scaled:
            with Image.open(picture.path) as opened:
                opened.draft("RGB", (size[0] * 2, size[1] * 2))
                flat = Image.new("RGB", opened.size, self._site.colors.paper)
                flat.paste(opened, (0, 0), opened if "A" in opened.getbands() else None)
            self._scaled[key] = cover(flat, size, picture.focus)
        return self._scaled[key]

    def _drawn(self, words: Words, picture: CardPicture | None) -> ImageType:
        stage = self._stage(picture is not None)
        canvas = Canvas(stage.ground.copy())
        if picture is not None:
            canvas.paste(self._picture(picture, stage.mask.size), stage.at, stage.mask)
        LOOKS[self._site.style].finish(canvas, self._identity, words)
        return canvas.image


def _encoded(image: ImageType) -> bytes:
    """JPEG with full colour resolution: red letters fray without it."""
    data = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
        data = buffer.getvalue()
        if len(data) <= _ENOUGH:
            break
    return data
