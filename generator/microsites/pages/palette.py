"""The colours of a site, light and dark, from one brand colour, with their contrast guaranteed.

Colours are judged as WCAG 2.2 does (relative luminance, 1.4.3 and 1.4.11) and changed in OKLCH, where a step of lightness
looks like the same step at every hue.  Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).
Own code and no library: coloraide takes 0.36 s to import and 0.9 ms a colour, as long as a site of 20 pages takes (measured).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields

from microsites.content.files import Brand

READABLE = 4.5
"""WCAG 2.2, 1.4.3 (AA), for text of any size."""

COMFORTABLE = 7.0
"""WCAG 2.2, 1.4.6 (AAA): running text."""

WHITE = "#ffffff"
TINT_LIGHTNESS = 0.93
"""A ground below this OKLCH lightness is no wash any more: text in the brand colour would have to turn black."""

WARM = 70.0
"""The hue towards which a computed accent leans: navy goes with teal, red with amber, green with olive."""


@dataclass(frozen=True, slots=True)
class Oklch:
    """Lightness 0…1, chroma 0…0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def _linear(color: str) -> tuple[float, float, float]:
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb``, 0…1."""
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#rrggbb``, 1…21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def oklch(color: str) -> Oklch:
    """``#rrggbb`` in OKLCH."""
    red, green, blue = _linear(color)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _channels(color: Oklch) -> tuple[float, float, float]:
    """Linear light; outside 0…1 where the screen cannot show the colour."""
    a = color.chroma * math.cos(math.radians(color.hue))
    b = color.chroma * math.sin(math.radians(color.hue))
    long = (color.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (color.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (color.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def hexadecimal(color: Oklch) -> str:
    """``#rrggbb``; a colour that no screen shows loses chroma until one does."""
    low, high = 0.0, color.chroma
    channels = _channels(color)
    if not all(-0.0005 <= channel <= 1.0005 for channel in channels):
        for _ in range(12):
            middle = (low + high) / 2
            channels = _channels(Oklch(color.lightness, middle, color.hue))
            if all(-0.0005 <= channel <= 1.0005 for channel in channels):
                low = middle
            else:
                high = middle
        channels = _channels(Oklch(color.lightness, low, color.hue))
    clipped = (min(max(channel, 0.0), 1.0) for channel in channels)
    encoded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in clipped)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in encoded)


def readable(color: str, grounds: tuple[str, ...], ratio: float = READABLE) -> str:
    """``color``, darker or lighter by as little as gives ``ratio`` on every one of ``grounds``; hue stays.

    The grounds are all light or all dark; where black or white itself does not reach ``ratio``, it comes as near as it can.
    """

    def reaches(candidate: str) -> bool:
        return all(contrast(candidate, ground) >= ratio for ground in grounds)

    if reaches(color):
        return color
    start = oklch(color)
    # On a ground that is darker than this, white reads better than black.
    end = 0.0 if min(luminance(ground) for ground in grounds) > 0.179 else 1.0
    best, near, far = hexadecimal(Oklch(end, 0, start.hue)), start.lightness, end
    for _ in range(12):
        middle = (near + far) / 2
        candidate = hexadecimal(Oklch(middle, start.chroma, start.hue))
        if reaches(candidate):
            best, far = candidate, middle
        else:
            near = middle
    return best


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
