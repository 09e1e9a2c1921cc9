"""Every colour of a palette can be read where it stands, whatever an editor writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsites.content.files import Brand
from microsites.pages.colour import READABLE, contrast, hexadecimal, luminance, oklch, readable
from microsites.pages.palette import COMFORTABLE, Palette, Scheme, palette_of
from portfolios import SITE, copy_minimal

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
STYLES = st.sampled_from(["round", "calm", "sharp"])


def readable_pairs(scheme: Scheme) -> list[tuple[str, str, str, float]]:
    """Name, text, ground and the contrast that they must reach."""
    grounds = {"paper": scheme.paper, "surface": scheme.surface, "tint": scheme.tint}
    texts = ("muted", "brand", "brand_dark", "accent", "info", "good", "warn", "bad")
    pairs = [
        (f"{text} on {name}", getattr(scheme, text), ground, READABLE)
        for text in texts
        for name, ground in grounds.items()
    ]
    pairs += [(f"ink on {name}", scheme.ink, ground, COMFORTABLE) for name, ground in grounds.items()]
    pairs += [
        (f"{name} on its wash", getattr(scheme, name), getattr(scheme, f"{name}_wash"), READABLE)
        for name in ("info", "good", "warn", "bad")
    ]
    pairs += [(f"ink on {name}", scheme.ink, getattr(scheme, f"{name}_wash"), READABLE) for name in ("info", "bad")]
    pairs += [("ink on line, a plain badge", scheme.ink, scheme.line, READABLE)]
    pairs += [
        (f"on_brand on {name}", scheme.on_brand, getattr(scheme, name), READABLE) for name in ("brand", "brand_dark")
    ]
    pairs += [
        (f"{text} on {ground}", getattr(scheme, text), getattr(scheme, ground), READABLE)
        for text in ("on_night", "on_night_muted", "on_night_accent")
        for ground in ("night", "panel")
    ]
    # A button on a dark ground is white, and light where a pointer rests; its label has the ground's colour.
    pairs += [("night on on_night_muted", scheme.night, scheme.on_night_muted, READABLE)]
    return pairs


def unreadable(palette: Palette) -> list[str]:
    return [
        f"{name}, {kind}: {text} on {ground} is {contrast(text, ground):.2f}"
        for kind, scheme in (("light", palette.light), ("dark", palette.dark))
        for name, text, ground, ratio in readable_pairs(scheme)
        if contrast(text, ground) < ratio
    ]


@settings(max_examples=150, deadline=None)
@given(color=COLOURS, accent=st.none() | COLOURS, tint=st.none() | COLOURS, style=STYLES)
@example(color="#ffffff", accent="#ffffff", tint="#000000", style="calm")
@example(color="#000000", accent="#000000", tint="#ffffff", style="sharp")
@example(color="#ffff00", accent=None, tint=None, style="round")
@example(color="#00ff00", accent="#00ffff", tint="#808080", style="round")
def test_everything_can_be_read(color: str, accent: str | None, tint: str | None, style: str) -> None:
    palette = palette_of(Brand.model_validate({"color": color, "accent": accent, "tint": tint, "style": style}))
    assert unreadable(palette) == []
    assert luminance(palette.light.paper) > 0.9
    assert luminance(palette.dark.paper) < 0.02
    # What is always dark is dark, what is raised is not below the page.
    assert max(luminance(ground) for ground in (palette.light.night, palette.dark.night)) < 0.1
    assert luminance(palette.dark.surface) > luminance(palette.dark.paper)


@settings(max_examples=300, deadline=None)
@given(COLOURS)
def test_oklch_and_back(color: str) -> None:
    back = hexadecimal(oklch(color))
    assert all(abs(int(color[i : i + 2], 16) - int(back[i : i + 2], 16)) <= 1 for i in (1, 3, 5)), back


@settings(max_examples=200, deadline=None)
@given(COLOURS)
def test_an_adjusted_colour_keeps_its_hue_and_moves_little(color: str) -> None:
    result = readable(color, ("#ffffff",))
    assert contrast(result, "#ffffff") >= READABLE
    if contrast(color, "#ffffff") >= READABLE:
        assert result == color
    else:
        # No further than needed: one step of lightness back and it could not be read.
        assert contrast(result, "#ffffff") < 4.65
        before, after = oklch(color), oklch(result)
        assert after.lightness < before.lightness
        if after.chroma > 0.05:
            assert abs((after.hue - before.hue + 180) % 360 - 180) < 4


def test_oklch_of_known_colours() -> None:
    """Values of CSS Color 4 and its examples."""
    assert oklch("#ff0000").lightness == pytest.approx(0.62796, abs=1e-4)
    assert oklch("#ff0000").chroma == pytest.approx(0.25768, abs=1e-4)
    assert oklch("#ff0000").hue == pytest.approx(29.234, abs=1e-2)
    assert oklch("#663399").lightness == pytest.approx(0.44027, abs=1e-4)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_colours_that_can_be_read_are_used_as_given() -> None:
    palette = palette_of(Brand(color="#C2183A", accent="#2E7D4F", tint="#FFF3F1", style="round"))
    assert palette.adjustments == ()
    assert (palette.light.brand, palette.light.accent, palette.light.tint) == ("#c2183a", "#2e7d4f", "#fff3f1")


def test_the_dark_scheme_is_for_screens_and_can_be_left_out() -> None:
    palette = palette_of(Brand(color="#C2183A"))
    both, light = palette.css(dark=True, signals=False), palette.css(dark=False, signals=False)
    assert both.startswith(light)
    assert "@media screen and (prefers-color-scheme:dark){:root{--ms-paper:" in both
    assert "--ms-on-night-muted:" in light
    signals = palette.css(dark=True, signals=True)
    assert "--ms-bad-wash:" in signals
    assert "--ms-bad" not in both
    assert "--ms-brand" not in signals


def test_an_editor_is_told_of_every_change(tmp_path: Path) -> None:
    portfolio = copy_minimal(tmp_path)
    given = 'color: "#a01030", accent: "#206040", tint: "#fff5f5"'
    portfolio.replace(SITE, given, 'color: "#FFD600", accent: "#206040", tint: "#cccccc"')
    built = next(site for site in portfolio.build().built if site.site == "berry")
    notes = [note for note in built.notes if note.code == "BLD016"]
    places = [f"{note.file}:{note.line}:{note.column}" for note in notes]
    assert sorted(places) == [portfolio.place(SITE, '"#FFD600"'), portfolio.place(SITE, '"#cccccc"')]
    messages = {note.message for note in notes}
    assert messages == {
        "text in #FFD600 reaches a contrast of 1.2:1 where 4.5:1 is needed; it is shown as #7c6700",
        "#cccccc is too dark for a ground on which text in the brand's colour stands; it is shown as #e8e8e8",
    }
