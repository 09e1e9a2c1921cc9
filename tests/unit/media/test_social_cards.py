"""Social cards: size, bytes, looks, what is drawn again and what is not."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from painted import draw, photograph
from PIL import Image, ImageChops

from microsites.media.cache import BuildCache
from microsites.media.card_canvas import MissingGlyphError
from microsites.media.card_looks import LOOKS, CardColors
from microsites.media.errors import PictureError
from microsites.media.fonts import CardFonts, find_fonts
from microsites.media.signs import Logo
from microsites.media.social_cards import Card, CardPicture, CardSite, SocialCards

COLORS = CardColors(
    paper="#ffffff",
    tint="#fff3f1",
    ink="#38282b",
    muted="#6b5a5d",
    brand="#c2183a",
    accent="#2e7d4f",
    night="#0a1f3a",
    on_night="#ffffff",
    on_night_muted="#d6dde6",
    on_night_accent="#8fe0f0",
)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#00aa00"/></svg>'
)
TITLE = "「夜のいちご狩り」の申込みを始めました"


@pytest.fixture(scope="module")
def fonts() -> CardFonts:
    return find_fonts(None)


@pytest.fixture
def site(fonts: CardFonts) -> CardSite:
    return CardSite("花守いちご日和", "花守市", "round", COLORS, None, fonts)


def cards(folder: Path, site: CardSite) -> SocialCards:
    return SocialCards(BuildCache(folder / "cache"), site, lambda text: (text,) if text else ())


def drawn(folder: Path, site: CardSite, card: Card) -> Image.Image:
    with Image.open(cards(folder, site).card(card).path) as image:
        return image.convert("RGB")


def share_of(image: Image.Image, color: str, box: tuple[int, int, int, int]) -> float:
    """How much of a part of the card has a colour, give or take what JPEG does."""
    part = image.crop(box)
    difference = ImageChops.difference(part, Image.new("RGB", part.size, color)).convert("L")
    return sum(difference.histogram()[:24]) / (part.width * part.height)


@pytest.fixture
def picture(tmp_path: Path) -> CardPicture:
    """Left half red, right half blue."""
    return CardPicture(draw(tmp_path / "field.jpg", (1200, 800), quality=90), "field.jpg")


@pytest.mark.parametrize("style", LOOKS)
@pytest.mark.parametrize("pictured", [True, False])
def test_every_look(tmp_path: Path, site: CardSite, picture: CardPicture, style: str, pictured: bool) -> None:
    image = drawn(tmp_path, replace(site, style=style), Card(TITLE, picture if pictured else None))
    assert image.size == (1200, 630)
    ground = {"round": COLORS.tint, "calm": COLORS.paper, "sharp": COLORS.night}[style]
    letters = {"round": COLORS.ink, "calm": COLORS.ink, "sharp": COLORS.on_night}[style]
    assert share_of(image, ground, (0, 0, 570, 630)) > 0.7
    assert 0.015 < share_of(image, letters, (72, 110, 572, 480)) < 0.4
    assert (share_of(image, "#0000ff", (1000, 100, 1200, 500)) > 0.9) is pictured
    assert (share_of(image, COLORS.brand, (1100, 0, 1200, 630)) > 0.4) is not pictured


def test_brand_and_logo_are_on_the_card(tmp_path: Path, site: CardSite, picture: CardPicture) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(LOGO, "utf-8")
    logo = Logo(path, "logo.svg", vector=True)
    assert share_of(drawn(tmp_path, site, Card(TITLE, picture)), "#00aa00", (72, 504, 132, 564)) == 0
    signed = drawn(tmp_path, replace(site, logo=logo), Card(TITLE, picture))
    assert share_of(signed, "#00aa00", (72, 504, 132, 564)) == pytest.approx(0.69, abs=0.06)
    assert share_of(signed, COLORS.brand, (150, 504, 400, 564)) > 0.05


def test_raster_logo_and_broken_logo(tmp_path: Path, site: CardSite) -> None:
    Image.new("RGBA", (300, 60), "#00aa00").save(tmp_path / "wide.png")
    wide = replace(site, logo=Logo(tmp_path / "wide.png", "wide.png", vector=False))
    assert share_of(drawn(tmp_path, wide, Card(TITLE, None)), "#00aa00", (72, 515, 312, 553)) > 0.95
    (tmp_path / "broken.svg").write_text("<svg", "utf-8")
    with pytest.raises(PictureError, match=r"'broken\.svg' cannot be drawn: "):
        cards(tmp_path, replace(site, logo=Logo(tmp_path / "broken.svg", "broken.svg", vector=True))).card(
            Card(TITLE, None)
        )


@pytest.mark.parametrize(("focus", "color"), [((0.0, 0.5), "#ff0000"), ((1.0, 0.5), "#0000ff")])
def test_focus_stays(
    tmp_path: Path, site: CardSite, picture: CardPicture, focus: tuple[float, float], color: str
) -> None:
    wide = CardPicture(draw(tmp_path / "wide.jpg", (1200, 400), quality=90), "wide.jpg", focus=focus)
    assert share_of(drawn(tmp_path, site, Card(TITLE, wide)), color, (800, 100, 1200, 450)) > 0.95


def test_the_same_card_is_drawn_once(tmp_path: Path, site: CardSite, picture: CardPicture) -> None:
    first = cards(tmp_path, site).card(Card(TITLE, picture))
    written = first.path.stat().st_mtime_ns
    again = cards(tmp_path, site).card(Card(TITLE, picture))
    assert again == first
    assert again.path.stat().st_mtime_ns == written
    fresh = cards(tmp_path / "other", site).card(Card(TITLE, picture))
    assert fresh.name == first.name
    assert fresh.path.read_bytes() == first.path.read_bytes()


def test_whatever_is_seen_decides_the_name(
    tmp_path: Path, site: CardSite, picture: CardPicture, fonts: CardFonts
) -> None:
    card = Card(TITLE, picture)
    other_picture = CardPicture(picture.path, "other.jpg")
    other_fonts = replace(fonts, text=fonts.sans)
    names = [
        cards(tmp_path, given_site).card(given_card).name
        for given_site, given_card in [
            (site, card),
            (site, replace(card, title="お知らせ")),
            (site, replace(card, subtitle="摘みに行く。")),
            (site, replace(card, picture=None)),
            (site, replace(card, picture=other_picture)),
            (site, replace(card, picture=replace(picture, focus=(0.0, 0.5)))),
            (replace(site, style="calm"), card),
            (replace(site, title="花守ぐらし"), card),
            (replace(site, town="試験市"), card),
            (replace(site, colors=replace(COLORS, brand="#00aa00")), card),
            (replace(site, logo=Logo(picture.path, "other.jpg", vector=False)), card),
            (replace(site, fonts=other_fonts), card),
        ]
    ]
    assert len(set(names)) == len(names)


def test_home_page_says_the_name_once(tmp_path: Path, site: CardSite) -> None:
    named = drawn(tmp_path, site, Card("お知らせ", None))
    home = drawn(tmp_path, site, Card("花守いちご日和", None))
    assert share_of(named, COLORS.brand, (150, 515, 350, 553)) > 0.05
    assert share_of(home, COLORS.brand, (150, 515, 350, 553)) == 0


def test_cards_are_light(tmp_path: Path, site: CardSite) -> None:
    photograph((1200, 800)).save(tmp_path / "busy.png")
    Image.effect_noise((1200, 800), 120).convert("RGB").save(tmp_path / "noise.png")
    for name, most in (("busy.png", 150_000), ("noise.png", 300_000)):
        made = cards(tmp_path, site).card(Card(TITLE, CardPicture(tmp_path / name, name)))
        assert made.path.stat().st_size < most, name


def test_missing_character_is_an_error(tmp_path: Path, site: CardSite) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        cards(tmp_path, site).card(Card("いちご🍓", None))
    assert caught.value.char == "🍓"
    assert not list((tmp_path / "cache").rglob("card.jpg"))


@pytest.mark.parametrize("title", ["\u200b\u200e", "あ" * 200, "a" * 200, "（" * 200, "、" * 200, "\u202eいちご", "声"])
def test_odd_titles_are_drawn(tmp_path: Path, site: CardSite, title: str) -> None:
    assert drawn(tmp_path, site, Card(title, None)).size == (1200, 630)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(min_size=1, max_size=200), style=st.sampled_from(sorted(LOOKS)))
def test_any_title_is_drawn_or_refused(tmp_path: Path, site: CardSite, title: str, style: str) -> None:
    with suppress(MissingGlyphError):
        assert drawn(tmp_path, replace(site, style=style), Card(title, None)).size == (1200, 630)


def test_a_cached_card_costs_next_to_nothing(tmp_path: Path, site: CardSite, picture: CardPicture) -> None:
    pages = [Card(f"{number}件の報告", picture) for number in range(20)]
    drawing = cards(tmp_path, site)
    for card in pages:
        drawing.card(card)
    again = cards(tmp_path, site)
    started = time.process_time()
    for card in pages:
        again.card(card)
    assert (time.process_time() - started) / len(pages) < 0.002
