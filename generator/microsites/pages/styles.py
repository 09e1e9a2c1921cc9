"""Puts a site's stylesheet and script together from the theme's parts, minified and named by content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

from microsites.content.files import Brand

SHARED_PARTS = ("tokens.css", "components.css", "prose.css", "collections.css")
SHELL_PARTS = {"promo": ("base.css", "layout.css"), "material": ("material.css",)}


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of the site with its text."""

    path: str
    text: str


def _named(stem: str, suffix: str, text: str) -> TextFile:
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return TextFile(f"theme/{stem}.{digest}.{suffix}", text)


def _darker(color: str, share: float) -> str:
    channels = (round(int(color[start : start + 2], 16) * (1 - share)) for start in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _brand(brand: Brand) -> str:
    return (
        f":root{{--ms-brand:{brand.color};--ms-accent:{brand.accent};"
        f"--ms-tint:{brand.tint};--ms-brand-dark:{_darker(brand.color, 0.3)}}}"
    )


def stylesheet(
    theme_directory: Path, theme: str, brand: Brand, section_types: Iterable[str], further: Iterable[str] = ()
) -> TextFile:
    """The one stylesheet of a page: brand, tokens, shell, the sections that its site uses and ``further`` parts."""
    styles = theme_directory / "styles"
    parts = [styles / name for name in (SHARED_PARTS[0], *SHELL_PARTS[theme], *SHARED_PARTS[1:])]
    parts += [styles / "sections" / f"{name}.css" for name in sorted(section_types)]
    parts += [styles / name for name in further]
    # The look comes last: it overrides what the parts before it say.
    parts.append(styles / "tones" / f"{brand.style}.css")
    text = "\n".join([_brand(brand), *(part.read_text("utf-8") for part in parts)])
    return _named("site", "css", str(rcssmin.cssmin(text)))


def script(config: str, runtime: Iterable[Path], theme_directory: Path, theme: str) -> TextFile:
    """The one script of a site: measurement (``config`` is a JSON object), then the theme's menu."""
    parts = list(runtime)
    if theme == "promo":
        parts.append(theme_directory / "scripts" / "promo.js")
    text = "\n".join(part.read_text("utf-8") for part in parts)
    head = f"(window.microsites=window.microsites||{{}}).config={config};"
    return _named("site", "js", head + str(rjsmin.jsmin(text)))


def consent_script(source: Path) -> TextFile:
    """The script of the pages on which a visitor decides, after the site's own."""
    return _named("consent", "js", str(rjsmin.jsmin(source.read_text("utf-8"))))
