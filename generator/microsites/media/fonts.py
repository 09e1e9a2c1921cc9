"""Finds the Japanese fonts that social cards are drawn with, and opens them.

Searched in this order: the file that the portfolio names, the fonts of the extra ``microsites[cards]`` (the same letters
on every machine), then what Debian, Fedora, Arch, macOS and Windows put into well-known places.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microsites.i18n.message import _

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

BOLD = 700
REGULAR = 400

CURE = _(
    "install 'microsites[cards]' or Debian's fonts-noto-cjk, name a font file in "
    "portfolio.yml with card_font: FILE, or draw no cards with social_cards: false"
)

_LIGHT = re.compile(r"(?i)\b(extra ?light|light|regular|book|normal|w[1-4])\b")
"""What fonts call the weights that are too thin for a title."""

_MAX_FACES = 64
_EDGE = 65_536


class FontError(Exception):
    """A font cannot be used, or lacks a character; the message says why, the hint how to cure it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def _setting(axis: Mapping[str, Any], weight: int) -> float:
    """The value of a variable font's axis."""
    wanted = weight if axis["name"] == b"Weight" else axis["default"]
    return float(min(max(wanted, axis["minimum"]), axis["maximum"]))


def _opened(path: Path, size: float, index: int) -> FreeTypeFont:
    """A face of a file as it is.  Raises OSError."""
    from PIL import ImageFont

    # The basic layout is the same on every machine; the other one needs a library that may be missing.
    return ImageFont.truetype(path, size, index, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True)
class Face:
    """One face of a font file."""

    path: Path
    index: int
    """Of the Japanese face in a collection (.ttc, .otc); else 0."""
    weight: int
    """What a variable font is set to; other fonts have their own."""

    def open(self, size: float) -> FreeTypeFont:
        """The face at ``size`` pixels.  Raises FontError."""
        try:
            font = _opened(self.path, size, self.index)
            self._set_weight(font)
        except OSError as error:
            raise FontError(
                _("'{name}' is not a font that can be read: {error}", name=self.path.name, error=str(error)), CURE
            ) from None
        return font

    def _set_weight(self, font: FreeTypeFont) -> None:
        try:
            axes = font.get_variation_axes()
        except OSError:  # as most are, it is not variable
            return
        font.set_variation_by_axes([_setting(axis, self.weight) for axis in axes])

    @cached_property
    def thin(self) -> bool:
        """Whether the face is asked to be bold and is not: there is no bold mincho among the fonts of the extra."""
        font = _opened(self.path, 16, self.index)
        try:
            font.get_variation_axes()
        except OSError:  # it has one weight, and says which
            return self.weight >= BOLD and _LIGHT.search(font.getname()[1] or "") is not None
        return False

    @cached_property
    def digest(self) -> str:
        """Stands for the file's content: its size, its beginning and its end.

        A font begins with a directory that holds a checksum of every table; to read all of 20 MB took 0.1 s.
        """
        with self.path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            edges = file.read(_EDGE)
            file.seek(max(0, size - _EDGE))
            edges += file.read()
        return hashlib.sha256(f"{size}:{self.index}:{self.weight}:".encode() + edges).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class CardFonts:
    """What a card is set in."""

    sans: Face
    """Bold, for titles."""
    serif: Face
    """Mincho, for the titles of quiet sites; the bold face where there is none."""
    text: Face
    """For small text."""

    @property
    def digest(self) -> str:
        """Stands for the content of all files."""
        return "-".join(face.digest for face in (self.sans, self.serif, self.text))


def _face(path: Path, weight: int) -> Face:
    """The Japanese face of a file.  Raises FontError."""
    if path.suffix.lower() not in (".ttc", ".otc"):
        return Face(path, 0, weight)
    for index in range(_MAX_FACES):
        try:
            family, _ = _opened(path, 16, index).getname()
        except OSError:
            break
        if re.search(r"\bJP\b", family or ""):
            return Face(path, index, weight)
    return Face(path, 0, weight)


def _packaged() -> Iterator[tuple[Path, Path, Path]]:
    """The fonts of the extra: two packages that hold nothing but font files."""
    specs = (find_spec("noto_cjk_sans_jp_bold"), find_spec("pylopdf_fonts_jp"))
    folders = [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin is not None]
    if len(folders) == 2:
        bold, others = folders
        yield bold / "NotoSansCJKjp-Bold.otf", others / "NotoSerifJP-Regular.otf", others / "NotoSansJP-Regular.otf"


def _installed() -> Iterator[tuple[Path, Path, Path]]:
    """Bold, mincho and regular files where systems keep them; what is not there is passed over."""
    share = Path("/usr/share/fonts")
    for sans, serif in (
        ("opentype/noto", "opentype/noto"),  # Debian, Ubuntu
        ("google-noto-sans-cjk-fonts", "google-noto-serif-cjk-fonts"),  # Fedora, if asked for
        ("noto-cjk", "noto-cjk"),  # Arch
        ("noto", "noto"),  # Alpine
    ):
        yield (
            share / sans / "NotoSansCJK-Bold.ttc",
            share / serif / "NotoSerifCJK-Bold.ttc",
            share / sans / "NotoSansCJK-Regular.ttc",
        )
    # Fedora's own choice: one variable file for all weights.
    variable = share / "google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc"
    yield variable, share / "google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc", variable
    gothic = share / "truetype/bizud-gothic"  # Debian's fonts-morisawa-bizud-gothic and -mincho
    mincho = share / "truetype/bizud-mincho/BIZUDPMincho-Regular.ttf"
    yield gothic / "BIZUDPGothic-Bold.ttf", mincho, gothic / "BIZUDPGothic-Regular.ttf"
    apple = Path("/System/Library/Fonts")
    yield (
        apple / "ヒラギノ角ゴシック W6.ttc",
        apple / "ヒラギノ明朝 ProN.ttc",
        apple / "ヒラギノ角ゴシック W3.ttc",
    )
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    yield windows / "YuGothB.ttc", windows / "yumindb.ttf", windows / "YuGothM.ttc"
    yield windows / "meiryob.ttc", windows / "yumindb.ttf", windows / "meiryo.ttc"


def find_fonts(card_font: Path | None) -> CardFonts:
    """The fonts to draw cards with: ``card_font`` if it is given.  Raises FontError."""
    if card_font is not None:
        if not card_font.is_file():
            raise FontError(
                _("there is no font file '{name}'", name=card_font.name),
                _("write the name of a .otf, .ttf, .ttc or .woff2"),
            )
        bold, regular = _face(card_font, BOLD), _face(card_font, REGULAR)
        regular.open(16)
        return CardFonts(bold, bold, regular)
    for sans, serif, text in (*_packaged(), *_installed()):
        if sans.is_file():
            return CardFonts(
                _face(sans, BOLD),
                _face(serif if serif.is_file() else sans, BOLD),
                _face(text if text.is_file() else sans, REGULAR),
            )
    raise FontError(_("no Japanese font was found to draw the social cards with"), CURE)
