"""The colours of a site, light and dark, from one brand colour, with their contrast guaranteed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields

from microsites.content.files import Brand
from microsites.pages.colour import Oklch, contrast, hexadecimal, oklch, readable

COMFORTABLE = 7.0
"""WCAG 2.2, 1.4.6 (AAA): running text."""

WHITE = "#ffffff"
TINT_LIGHTNESS = 0.93
"""A ground below this OKLCH lightness is no wash any more: text in the brand colour would have to turn black."""

WARM = 70.0
"""The hue towards which a computed accent leans: navy goes with teal, red with amber, green with olive."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme, ``#rrggbb``; each becomes ``--ms-<name>``.

    Text in ink, muted, brand, brand_dark, accent and the four signals is readable on paper, surface and tint.
    """

    paper: str
    surface: str
    """A raised card."""
    tint: str
    """A wash of the brand, behind every other section."""
    line: str
    """Rules that only divide; nothing is told by them alone."""
    ink: str
    muted: str
    brand: str
    """As text on paper, and as a ground for ``on_brand``."""
    brand_dark: str
    """One step further from the paper than ``brand``: where a pointer rests."""
    on_brand: str
    accent: str
    panel: str
    """A large ground in the brand's colour: ``on_night`` and ``on_night_muted`` are readable on it."""
    night: str
    """A ground that is dark in both schemes: the footer, the shade of a cover."""
    on_night: str
    on_night_muted: str
    on_night_line: str
    on_night_accent: str
    shade: str
    """The colour of shadows, before they are made transparent."""
    info: str
    info_wash: str
    good: str
    good_wash: str
    warn: str
    warn_wash: str
    bad: str
    bad_wash: str

    def css(self, *, signals: bool) -> str:
        """The custom properties of the scheme: of the signals, or of everything else."""
        names = [each.name for each in fields(self) if (each.name.removesuffix("_wash") in _SIGNALS) is signals]
        return "".join(f"--ms-{name.replace('_', '-')}:{getattr(self, name)};" for name in names)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A colour that an editor gave and that could not be used as it is."""

    field: str
    """In ``brand:``."""
    given: str
    used: str
    reached: float
    """The contrast that ``given`` has on the grounds it must be read on."""


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of a site."""

    light: Scheme
    dark: Scheme
    adjustments: tuple[Adjustment, ...]

    def css(self, *, dark: bool, signals: bool) -> str:
        """The custom properties of both schemes; without ``dark`` the site stays light everywhere.

        The dark one is for screens alone: paper is white.  The signals come apart: few first views show one.
        """
        text = f":root{{{self.light.css(signals=signals)}}}"
        if dark:
            text += f"@media screen and (prefers-color-scheme:dark){{:root{{{self.dark.css(signals=signals)}}}}}"
        return text


_SIGNALS = {"info": 255.0, "good": 155.0, "warn": 65.0, "bad": 22.0}
"""Name → hue.  The same for every site: what red means is no matter of taste."""


def _signals(lightness: float, wash: float, grounds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name, hue in _SIGNALS.items():
        ground = hexadecimal(Oklch(wash, 0.035 if wash > 0.5 else 0.05, hue))
        yield name, readable(hexadecimal(Oklch(lightness, 0.11, hue)), (ground, *grounds))
        yield f"{name}_wash", ground


def _accent(brand: Oklch) -> str:
    """A second colour beside ``brand``, where the editor names none."""
    to_warm = (WARM - brand.hue + 180) % 360 - 180
    turn = math.copysign(50, to_warm) if abs(to_warm) > 25 else -50
    return hexadecimal(Oklch(0.5, min(0.11, brand.chroma), (brand.hue + turn) % 360))


def _light(brand: Brand, adjusted: list[Adjustment]) -> Scheme:
    given = oklch(brand.color)
    wash = oklch(brand.tint) if brand.tint is not None else Oklch(0.97, min(0.012, given.chroma), given.hue)
    tint = hexadecimal(Oklch(max(wash.lightness, TINT_LIGHTNESS), wash.chroma, wash.hue))
    if brand.tint is not None:
        if wash.lightness >= TINT_LIGHTNESS:
            tint = brand.tint.lower()
        else:
            adjusted.append(Adjustment("tint", brand.tint, tint, contrast(brand.tint, brand.color)))
    grey = Oklch(0, min(0.02, given.chroma), wash.hue)
    paper = hexadecimal(Oklch(0.995, 0.003, wash.hue)) if brand.style == "calm" else WHITE
    grounds = (paper, WHITE, tint)

    def used(field: str, color: str) -> str:
        result = readable(color.lower(), grounds)
        if result != color.lower():
            adjusted.append(Adjustment(field, color, result, min(contrast(color, ground) for ground in grounds)))
        return result

    main = used("color", brand.color)
    second = used("accent", brand.accent) if brand.accent is not None else readable(_accent(given), grounds)
    step = oklch(main)
    night = hexadecimal(Oklch(0.3, min(0.11, given.chroma), given.hue))
    soft = hexadecimal(Oklch(0.93, min(0.01, given.chroma), wash.hue))
    panel = readable(main, (soft,))
    return Scheme(
        paper=paper,
        surface=WHITE,
        tint=tint,
        line=hexadecimal(Oklch(0.895, grey.chroma * 0.7, grey.hue)),
        ink=readable(hexadecimal(Oklch(0.28, grey.chroma, grey.hue)), grounds, COMFORTABLE),
        muted=readable(hexadecimal(Oklch(0.47, grey.chroma, grey.hue)), grounds),
        brand=main,
        brand_dark=hexadecimal(Oklch(step.lightness * 0.78, step.chroma, step.hue)),
        on_brand=WHITE,
        accent=second,
        panel=panel,
        night=night,
        on_night=WHITE,
        on_night_muted=soft,
        on_night_line=hexadecimal(Oklch(0.5, min(0.08, given.chroma), given.hue)),
        on_night_accent=_spark(second, night, panel),
        shade=hexadecimal(Oklch(0.3, min(0.08, given.chroma), given.hue)),
        **dict(_signals(0.4, 0.955, grounds)),
    )


def _spark(accent: str, *grounds: str) -> str:
    """The accent as it glows on dark grounds."""
    base = oklch(accent)
    return readable(hexadecimal(Oklch(0.84, base.chroma, base.hue)), grounds)


def _dark(brand: Brand, light: Scheme) -> Scheme:
    given = oklch(brand.color)
    hue = oklch(light.tint).hue if brand.tint is not None else given.hue
    grey = min(0.016, given.chroma)
    paper = hexadecimal(Oklch(0.19, grey * 0.7, hue))
    surface = hexadecimal(Oklch(0.245, grey, hue))
    tint = hexadecimal(Oklch(0.225, grey, given.hue))
    grounds = (paper, surface, tint)
    soft = hexadecimal(Oklch(0.93, min(0.01, given.chroma), hue))
    main = readable(hexadecimal(Oklch(max(given.lightness, 0.76), min(given.chroma, 0.13), given.hue)), grounds)
    step = oklch(main)
    accent = oklch(light.accent)
    second = readable(hexadecimal(Oklch(0.8, min(accent.chroma, 0.11), accent.hue)), grounds)
    brighter = hexadecimal(Oklch(min(step.lightness + 0.08, 0.97), step.chroma * 0.8, step.hue))
    night = hexadecimal(Oklch(0.255, min(0.06, given.chroma), given.hue))
    panel = readable(hexadecimal(Oklch(0.37, min(0.11, given.chroma), given.hue)), (soft,))
    return Scheme(
        paper=paper,
        surface=surface,
        tint=tint,
        line=hexadecimal(Oklch(0.37, grey * 1.2, hue)),
        ink=readable(hexadecimal(Oklch(0.93, grey * 0.5, hue)), grounds, COMFORTABLE),
        muted=readable(hexadecimal(Oklch(0.77, grey, hue)), grounds),
        brand=main,
        brand_dark=brighter,
        on_brand=readable(hexadecimal(Oklch(0.2, min(0.05, given.chroma), given.hue)), (main, brighter)),
        accent=second,
        panel=panel,
        night=night,
        on_night=WHITE,
        on_night_muted=soft,
        on_night_line=hexadecimal(Oklch(0.45, min(0.06, given.chroma), given.hue)),
        on_night_accent=_spark(second, night, panel),
        shade="#000000",
        **dict(_signals(0.84, 0.28, grounds)),
    )


def palette_of(brand: Brand) -> Palette:
    """Every colour of a site with this brand; the same brand gives the same colours."""
    adjusted: list[Adjustment] = []
    light = _light(brand, adjusted)
    return Palette(light, _dark(brand, light), tuple(adjusted))
