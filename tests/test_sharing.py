"""What is shown where a page's address is shared: cards, and the page's own picture where none are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageFont

from microsites.errors import UserError
from microsites.media import fonts
from portfolios import ABOUT, ACCESS, HOME, PORTFOLIO, SITE, EditablePortfolio, snapshot

OFF = "social_cards: false"


@pytest.fixture
def sharing(portfolio: EditablePortfolio) -> EditablePortfolio:
    """The minimal portfolio, with cards."""
    portfolio.replace(PORTFOLIO, OFF, "")
    return portfolio


def shared(page: Path) -> dict[str, str]:
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    found = {str(tag["property"]): str(tag["content"]) for tag in soup.select('meta[property^="og:image"]')}
    return found | {"card": str(soup.select_one('meta[name="twitter:card"]')["content"])}  # type: ignore[index]


@pytest.mark.parametrize("environment", ["preview", "production"])
def test_every_page_has_a_card_of_its_own(sharing: EditablePortfolio, environment: str) -> None:
    assert sharing.build("berry", environment=environment).problems == ()  # type: ignore[arg-type]
    site = sharing.dist / "berry"
    pages = list(site.rglob("index.html"))
    cards = {}
    for page in pages:
        meta = shared(page)
        assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
        assert meta["card"] == "summary_large_image"
        address = "https://berry.preview.example.jp/" if environment == "preview" else "https://berry.example.jp/"
        file = site / meta["og:image"].removeprefix(address)
        with Image.open(file) as image:
            assert (image.size, image.format) == ((1200, 630), "JPEG")
        cards[page.parent.relative_to(site).as_posix()] = (file.name, meta["og:image:alt"])
    assert len({name for name, _ in cards.values()}) == len(pages) >= 5
    assert cards["."][1].startswith("いちごの試験市")
    assert "（" not in cards["."][1].split("。")[0]
    assert cards["access"][1].split("。")[0].endswith("（いちごの試験市）")
    assert {file.name for file in (site / "media").glob("card.*")} == {name for name, _ in cards.values()}


def test_no_cards_without_an_address(sharing: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_packaged", lambda: iter(()))
    monkeypatch.setattr(fonts, "_installed", lambda: iter(()))
    sharing.build("berry", environment="local")
    assert shared(sharing.dist / "berry/index.html") == {"card": "summary"}
    assert not list(sharing.dist.glob("*/media/card.*"))


def test_same_bytes_again_and_from_the_cache(sharing: EditablePortfolio, tmp_path: Path) -> None:
    sharing.build()
    first = snapshot(sharing.dist)
    sharing.build()
    assert snapshot(sharing.dist) == first
    fresh = EditablePortfolio(sharing.root, tmp_path / "fresh")
    fresh.build()
    assert snapshot(fresh.dist) == first


def test_no_font_stops_everything_before_it_starts(sharing: EditablePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_packaged", lambda: iter(()))
    monkeypatch.setattr(fonts, "_installed", lambda: iter(()))
    result = sharing.build_command()
    assert result.exit_code == 2
    assert "portfolio.yml:1:1: no Japanese font was found to draw the social cards with [BLD012]" in result.output
    assert "install 'microsites[cards]' or Debian's fonts-noto-cjk" in result.output
    assert not sharing.dist.exists()


@pytest.mark.parametrize(
    ("font", "message"),
    [
        ("fonts/none.otf", "there is no font file 'none.otf'"),
        ("../outside.ttf", "'../outside.ttf' lies outside the portfolio"),
        ("/etc/passwd", "'/etc/passwd' lies outside the portfolio"),
        ("broken.ttf", "'broken.ttf' is not a font that can be read: unknown file format"),
    ],
)
def test_bad_card_font(sharing: EditablePortfolio, font: str, message: str) -> None:
    sharing.write("../outside.ttf", ImageFont.load_default(20).font_bytes)
    sharing.write("broken.ttf", "no font")
    sharing.write(PORTFOLIO, sharing.text(PORTFOLIO) + f"card_font: {font}\n")
    with pytest.raises(UserError) as caught:
        sharing.build()
    problem = caught.value.problems[0]
    assert (problem.code, problem.message) == ("BLD012", message)
    assert f"{problem.file}:{problem.line}:{problem.column}" == sharing.place(PORTFOLIO, font)
    assert not sharing.dist.exists()


def test_missing_character_is_told_at_the_title(sharing: EditablePortfolio) -> None:
    title = "title: 行き方"
    sharing.replace(ACCESS, title, "title: 行き方🍓")
    result = sharing.build()
    assert [built.site for built in result.built] == ["move"]
    assert len(result.problems) == 1
    problem = result.problems[0]
    assert problem.code == "BLD012"
    assert "has no '🍓' (U+1F353)" in problem.message
    assert "card_font" in problem.hint
    assert f"{problem.file}:{problem.line}:{problem.column}" == sharing.place(ACCESS, "行き方🍓")


def test_missing_character_of_the_site_is_told_once(sharing: EditablePortfolio) -> None:
    sharing.replace(SITE, "title: いちごの試験市", "title: いちごの試験市🍓")
    result = sharing.build("berry")
    assert [f"{problem.file}:{problem.line}:{problem.column}" for problem in result.problems] == [
        sharing.place(SITE, "いちごの試験市🍓")
    ]


def test_card_font_of_the_portfolio_is_used(sharing: EditablePortfolio) -> None:
    sharing.write("fonts/latin.ttf", ImageFont.load_default(20).font_bytes)
    sharing.write(PORTFOLIO, sharing.text(PORTFOLIO) + "card_font: fonts/latin.ttf\n")
    result = sharing.build()
    assert not result.built
    assert all("the font 'latin.ttf' has no '" in problem.message for problem in result.problems)


def test_without_cards_the_picture_itself_is_shared(portfolio: EditablePortfolio) -> None:
    assert "photos/field.jpg" in portfolio.text(HOME)
    portfolio.build("berry")
    meta = shared(portfolio.dist / "berry/index.html")
    name = meta["og:image"].removeprefix("https://berry.example.jp/")
    with Image.open(portfolio.dist / "berry" / name) as image:
        assert (meta["og:image:width"], meta["og:image:height"]) == (str(image.width), str(image.height))
    assert name.startswith("media/field.")
    assert shared(portfolio.dist / "berry" / "about" / "index.html") == {"card": "summary"}, ABOUT


def test_icons_lie_where_browsers_look(built_minimal: EditablePortfolio) -> None:
    site = built_minimal.dist / "berry"
    for page, up in (("index.html", ""), ("access/index.html", "../"), ("404.html", "/")):
        soup = BeautifulSoup((site / page).read_bytes(), "html.parser")
        assert [link["href"] for link in soup.select('link[rel="apple-touch-icon"]')] == [f"{up}apple-touch-icon.png"]
    with Image.open(site / "apple-touch-icon.png") as icon:
        assert icon.size == (180, 180)
    assert (site / "favicon.ico").is_file()
