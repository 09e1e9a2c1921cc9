"""Puts a site's stylesheet and script together from the theme's parts, minified and named by content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

from microsites.content.files import Brand
from microsites.pages.palette import Palette

FIRST_PARTS = ("tokens.css", "frame.css", "typography.css", "pictures.css")
"""What a first view needs on both themes."""

FIRST_SECTIONS = ("hero",)
"""Section types that stand before the later sheet; every site's first sheet has them, so that all its pages share the file."""

EMERGENCY = "emergency_banner"
"""The section type of the message above the header of every page."""

LATER_PARTS = ("interaction.css", "components.css", "prose.css", "collections.css", "print.css")

SHELL_PARTS = {"promo": ("base.css", "layout.css"), "material": ("material.css",)}

LATER_SHELL_PARTS = {"promo": ("menu.css",), "material": ()}


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of the site with its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The stylesheets of a page, in their order."""

    first: TextFile
    """Read before anything is painted: header, page header and hero, with the site's colours."""
    later: TextFile | None
    """Linked behind the first section: it holds up only what comes after it.  None where ``first`` says everything."""

    @property
    def files(self) -> tuple[TextFile, ...]:
        """The files that there are."""
        return (self.first,) if self.later is None else (self.first, self.later)


def _named(stem: str, suffix: str, text: str) -> TextFile:
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return TextFile(f"theme/{stem}.{digest}.{suffix}", text)


def _minified(texts: Iterable[str]) -> str:
    return str(rcssmin.cssmin("\n".join(texts)))


def styles_of(
    theme_directory: Path,
    theme: str,
    brand: Brand,
    palette: Palette,
    section_types: Iterable[str],
    *,
    emergency: bool = False,
    banner: Iterable[str] = (),
    further: Iterable[str] = (),
) -> Styles:
    """The styles of pages with sections of these types.

    ``banner`` are parts that a first view needs too, as an ``emergency``'s message does; ``further`` parts are not seen
    in it.  In each file the look comes last: it overrides what the parts before it say.  Material writes its own styles
    in front, and is one file.
    """
    folder = theme_directory / "styles"

    def read(names: Iterable[str]) -> list[str]:
        return [(folder / name).read_text("utf-8") for name in names]

    dark = theme == "promo"
    signals = palette.css(dark=dark, signals=True)
    above = (*FIRST_SECTIONS, *((EMERGENCY,) if emergency else ()))
    first_sections = [f"sections/{name}.css" for name in above]
    later_sections = [f"sections/{name}.css" for name in sorted(set(section_types) - set(above))]
    look = f"tones/{brand.style}"
    tokens, *frame = FIRST_PARTS
    first = [
        palette.css(dark=dark, signals=False),
        *((signals,) if emergency else ()),
        *read((tokens, *SHELL_PARTS[theme], *frame, *first_sections, *banner, f"{look}/first.css")),
    ]
    later = [
        *(() if emergency else (signals,)),
        *read((*LATER_SHELL_PARTS[theme], *LATER_PARTS, *later_sections, *further, f"{look}/rest.css")),
    ]
    if theme == "promo":
        return Styles(_named("first", "css", _minified(first)), _named("site", "css", _minified(later)))
    return Styles(_named("site", "css", _minified([*first, *later])), None)


def script(
    config: str, runtime: Iterable[Path], theme_directory: Path, theme: str, further: Iterable[str] = ()
) -> TextFile:
    """The one script of a site: measurement (``config`` is a JSON object), the theme's menu, ``further`` parts."""
    parts = list(runtime)
    if theme == "promo":
        parts.append(theme_directory / "scripts" / "promo.js")
    parts += [theme_directory / "scripts" / name for name in further]
    text = "\n".join(part.read_text("utf-8") for part in parts)
    head = f"(window.microsites=window.microsites||{{}}).config={config};"
    return _named("site", "js", head + str(rjsmin.jsmin(text)))


def page_script(source: Path) -> TextFile:
    """A script that only some pages have, after the site's own; named like its source."""
    return _named(source.stem, "js", str(rjsmin.jsmin(source.read_text("utf-8"))))
