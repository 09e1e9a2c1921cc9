"""Stylesheets: what is in which file, how heavy they are, and that colours come from the palette alone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from microsites.content.files import Brand
from microsites.pages.palette import palette_of
from microsites.pages.styles import Styles, script, styles_of
from microsites.resources import tags_directory, theme_directory
from microsites.sections import SECTION_TYPES

LOOKS = ("round", "calm", "sharp")
BRAND = Brand(color="#a01030", accent="#206040", tint="#fff5f5")
SHEETS = sorted((theme_directory() / "styles").rglob("*.css"))

NAMED_COLOUR = re.compile(
    r"(?<![-\w])(?:aqua|beige|black|blue|brown|crimson|cyan|fuchsia|gold|gr[ae]y|green|indigo|ivory|lime|magenta|maroon"
    r"|navy|olive|orange|pink|purple|red|silver|teal|tomato|violet|white|yellow|dark\w+|light\w+)(?![-\w])"
)
LITERAL_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(")


def styles(theme: str = "promo", brand: Brand = BRAND, *types: str, banner: tuple[str, ...] = ()) -> Styles:
    return styles_of(theme_directory(), theme, brand, palette_of(brand), types or SECTION_TYPES, banner=banner)


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def declarations(sheet: Path) -> str:
    """The text without comments, strings, selectors and custom properties' names."""
    text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"--[-\w]+", "", " ".join(re.findall(r"[{;]([^{};]*:[^{};]*)(?=[;}])", text)))


class TestColours:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(theme_directory() / "styles")))
    def test_come_from_the_palette_alone(self, sheet: Path) -> None:
        """Paper is white and ink is black: printing is the one exception."""
        text = declarations(sheet)
        found = LITERAL_COLOUR.findall(text) + NAMED_COLOUR.findall(text)
        assert set(found) == ({"#000"} if sheet.name == "print.css" else set())

    def test_the_search_for_them_finds_them(self, tmp_path: Path) -> None:
        sheet = tmp_path / "a.css"
        sheet.write_text(".ms-a { color: #fff; margin: 0; background: rgb(1 2 3) } .ms-b { border: 1px solid red }")
        text = declarations(sheet)
        assert LITERAL_COLOUR.findall(text) + NAMED_COLOUR.findall(text) == ["#fff", "rgb(", "red"]

    @pytest.mark.parametrize("theme", ["promo", "material"])
    @pytest.mark.parametrize("look", LOOKS)
    def test_every_token_in_use_exists(self, theme: str, look: str) -> None:
        made = styles(theme, BRAND.model_copy(update={"style": look}), banner=("consent.css",))
        text = "".join(file.text for file in made.files)
        defined = set(re.findall(r"(--ms-[-\w]+)\s*:", text))
        required = set(re.findall(r"var\((--ms-[-\w]+)\)", text))
        assert required - defined == set()


class TestFiles:
    def test_what_a_first_view_needs_comes_first(self) -> None:
        made = styles()
        assert made.later is not None
        for name in (".ms-header{", ".ms-hero{", ".ms-page-title{", "--ms-brand:#a01030"):
            assert name in made.first.text, name
            assert name == ".ms-header{" or name not in made.later.text, name
        for name in (
            ".ms-button-secondary:hover{",
            "(forced-colors:active)",
            "transition:",
            ".ms-card{",
            ".ms-notice{",
            ".ms-section-header{",
            ".ms-footer-main{",
            ".ms-questions{",
            ".ms-prose{",
            ".ms-no-print",
        ):
            assert name in made.later.text, name
            assert name not in made.first.text, name

    def test_the_first_file_is_the_same_for_all_pages_of_a_site(self) -> None:
        few, many = styles("promo", BRAND, "faq"), styles("promo", BRAND, "faq", "call")
        assert few.first == many.first
        assert few.later is not None
        assert many.later is not None
        assert few.later.path != many.later.path
        assert "ms-call" not in few.later.text
        assert "ms-call" in many.later.text

    def test_material_is_one_file_and_stays_light(self) -> None:
        made = styles("material")
        assert made.later is None
        assert made.files == (made.first,)
        assert "prefers-color-scheme" not in made.first.text
        assert "prefers-color-scheme" in styles("promo").first.text
        assert ".ms-header-inner{" not in made.first.text

    def test_a_banner_belongs_to_the_first_view(self) -> None:
        plain, asking = styles(), styles(banner=("consent.css",))
        assert "ms-consent" not in plain.first.text
        assert 500 < len(asking.first.text) - len(plain.first.text) < 1_500
        assert asking.later == plain.later

    def test_an_emergency_is_styled_before_anything_is_painted(self) -> None:
        brand_palette = palette_of(BRAND)
        urgent = styles_of(theme_directory(), "promo", BRAND, brand_palette, ["faq"], emergency=True)
        assert urgent.later is not None
        for name in (".ms-emergency_banner{", "--ms-bad-wash:"):
            assert name in urgent.first.text
            assert name not in urgent.later.text
        calm = styles()
        assert calm.later is not None
        assert "--ms-bad-wash:" not in calm.first.text
        assert "--ms-bad-wash:" in calm.later.text

    def test_names_follow_the_content(self) -> None:
        other = styles("promo", BRAND.model_copy(update={"color": "#a01031"}))
        assert other.first.path != styles().first.path
        assert styles() == styles()

    def test_nothing_is_fetched(self) -> None:
        for look in LOOKS:
            for file in styles("promo", BRAND.model_copy(update={"style": look})).files:
                assert not re.search(r"@import|@font-face|https?:", file.text)


class TestBudgets:
    @pytest.mark.parametrize("look", LOOKS)
    def test_styles(self, look: str) -> None:
        """Of the 14 KB before a first paint, two thirds belong to the page; the rest of the styles holds up no paint."""
        made = styles("promo", BRAND.model_copy(update={"style": look}))
        assert made.later is not None
        assert 2_000 < compressed(made.first.text) < 4_500
        assert 2_000 < compressed(made.later.text) < 10_000

    def test_script(self) -> None:
        parts = ("runtime/runtime.js", "runtime/automatic.js", "providers/ga4/adapter.js")
        text = script("{}", [tags_directory() / part for part in parts], theme_directory(), "promo").text
        assert text.startswith("(window.microsites=window.microsites||{}).config={};")
        assert 3_000 < len(text.encode()) < 4_700
