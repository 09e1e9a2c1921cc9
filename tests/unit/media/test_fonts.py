"""Where the fonts of social cards come from, and what is said when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageFont

from microsites.media import fonts
from microsites.media.card_canvas import Canvas, Lettering, MissingGlyphError
from microsites.media.fonts import BOLD, REGULAR, Face, FontError, find_fonts


@pytest.fixture
def latin(tmp_path: Path) -> Path:
    """A font with western letters alone: the one that Pillow brings along."""
    path = tmp_path / "latin.ttf"
    path.write_bytes(ImageFont.load_default(20).font_bytes)
    return path


def nothing() -> Iterator[tuple[Path, Path, Path]]:
    return iter(())


def test_named_font_comes_first(latin: Path) -> None:
    found = find_fonts(latin)
    assert found.sans == found.serif == Face(latin, 0, BOLD)
    assert found.text == Face(latin, 0, REGULAR)


def ink(face: Face) -> int:
    canvas = Canvas.of((120, 120), "#ffffff")
    canvas.write("B", Lettering(face), 100, (10, 100), "#000000")
    return canvas.image.convert("L").histogram()[0]


def test_a_thin_face_is_made_bold_where_a_bold_one_is_missing(latin: Path) -> None:
    assert (Face(latin, 0, BOLD).thin, Face(latin, 0, REGULAR).thin) == (True, False)
    assert ink(Face(latin, 0, BOLD)) > 1.1 * ink(Face(latin, 0, REGULAR))
    assert not find_fonts(None).sans.thin


def test_packages_come_before_the_system(latin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_packaged", lambda: iter([(latin, latin, latin)]))
    assert find_fonts(None).sans.path == latin
    monkeypatch.setattr(fonts, "_packaged", nothing)
    monkeypatch.setattr(
        fonts, "_installed", lambda: iter([(latin.parent / "none.ttc",) * 3, (latin, *[Path("x")] * 2)])
    )
    assert [face.path for face in (find_fonts(None).sans, find_fonts(None).serif, find_fonts(None).text)] == [latin] * 3


def test_no_font_names_its_cures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_packaged", nothing)
    monkeypatch.setattr(fonts, "_installed", nothing)
    with pytest.raises(FontError) as caught:
        find_fonts(None)
    assert caught.value.message == "no Japanese font was found to draw the social cards with"
    assert "microsites[cards]" in caught.value.hint
    assert "fonts-noto-cjk" in caught.value.hint
    assert "card_font" in caught.value.hint


def test_file_that_is_missing_or_no_font(tmp_path: Path) -> None:
    with pytest.raises(FontError) as caught:
        find_fonts(tmp_path / "none.otf")
    assert caught.value.message == "there is no font file 'none.otf'"
    (tmp_path / "text.otf").write_text("no font")
    with pytest.raises(FontError) as caught:
        find_fonts(tmp_path / "text.otf")
    assert caught.value.message == "'text.otf' is not a font that can be read: unknown file format"


def test_collection_gives_its_japanese_face() -> None:
    face = find_fonts(None).sans
    family, _ = face.open(20).getname()
    assert "JP" in family or face.path.suffix != ".ttc"


def test_digest_stands_for_the_content(latin: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttf"
    other.write_bytes(latin.read_bytes())
    assert Face(latin, 0, BOLD).digest == Face(other, 0, BOLD).digest
    assert Face(latin, 0, BOLD).digest != Face(latin, 0, REGULAR).digest
    other.write_bytes(latin.read_bytes() + b"\0")
    assert Face(latin, 0, BOLD).digest != Face(other, 0, BOLD).digest


@pytest.mark.parametrize("char", ["髙", "\ufa11", "𠮷", "葛", "々", "A", "é", "、"])
def test_japanese_fonts_have_the_characters_of_names(char: str) -> None:
    found = find_fonts(None)
    for face in (found.sans, found.serif, found.text):
        assert 0 < Lettering(face).advance(char) <= 1


@pytest.mark.parametrize("char", ["🍓", "\ue000", "ש"])
def test_missing_character_is_named(char: str) -> None:
    face = find_fonts(None).sans
    with pytest.raises(MissingGlyphError) as caught:
        Lettering(face).advance(char)
    assert caught.value.char == char
    assert caught.value.message == f"the font '{face.path.name}' has no '{char}' (U+{ord(char):04X})"
    assert "card_font" in caught.value.hint


def test_western_font_has_no_kanji(latin: Path) -> None:
    lettering = Lettering(Face(latin, 0, BOLD))
    assert lettering.advance("A") == pytest.approx(0.66, abs=0.1)
    assert lettering.advance(" ") > 0
    with pytest.raises(MissingGlyphError):
        lettering.advance("花")
