"""A reading in any text field is ruby where text is shown, and left out where there are only characters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pydantic_core import PydanticCustomError

from everything import write_everything
from microsites.content.fields import check_url
from microsites.errors import UserError
from poisoning import Poisoner, poison_settings
from portfolios import EditablePortfolio, copy_minimal

MARKED, RUBY = "{鮎|あゆ}", "<ruby>鮎<rp>（</rp><rt>あゆ</rt><rp>）</rp></ruby>"


def _build(folder: Path, theme: str) -> EditablePortfolio:
    portfolio = copy_minimal(folder)
    poisoner = Poisoner(MARKED, "x")
    write_everything(portfolio, poisoner, theme)
    poison_settings(portfolio, poisoner)
    assert poisoner.count > 200
    try:
        assert not portfolio.build().problems
    except UserError as error:
        pytest.fail(str(error))
    return portfolio


@pytest.mark.parametrize("theme", ["promo", "material"])
def test_readings_are_ruby_in_texts_and_nothing_elsewhere(tmp_path: Path, theme: str) -> None:
    site = _build(tmp_path, theme).dist / "berry"
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 12
    for page in pages:
        text = page.read_text("utf-8")
        soup = BeautifulSoup(text, "html.parser")
        assert MARKED not in text, page
        assert RUBY in text, page
        in_attributes = [
            (element.name, name)
            for element in soup.find_all(True)
            for name, value in element.attrs.items()
            if "あゆ" in str(value) and name not in ("href", "src")  # an address may hold what it likes
        ]
        assert in_attributes == [], page
        assert soup.title is not None
        assert "鮎" in soup.title.get_text()
        for element in soup.find_all(["title", "script", "style", "textarea"]):
            assert "あゆ" not in element.get_text(), (page, element.name)
        for found in soup.find_all("rt"):
            assert isinstance(found.parent, Tag)
            assert found.parent.name == "ruby", page
    assert (site / "index.html").read_text("utf-8").count(RUBY) > 100


def test_no_file_but_pages_has_a_reading(tmp_path: Path) -> None:
    portfolio = _build(tmp_path, "promo")
    texts = {
        path.relative_to(portfolio.dist / "berry").as_posix(): path.read_text("utf-8")
        for path in (portfolio.dist / "berry").rglob("*")
        if path.suffix in (".xml", ".ics", ".js", ".json", ".txt", ".webmanifest")
    }
    assert "鮎" in texts["feed.xml"]
    for name, text in texts.items():
        assert "あゆ" not in text, name
    manifest = json.loads((portfolio.dist / ".manifest/berry.json").read_text("utf-8"))
    assert "鮎" in manifest["title"]
    assert "{" not in manifest["title"]


@pytest.mark.parametrize("address", ["https://example.jp/?q={a|b}", "https://example.jp/{鮎|あゆ}", "tel:{0}"])
def test_an_address_holds_no_reading(address: str) -> None:
    """It would be set as ruby in the middle of an attribute."""
    with pytest.raises(PydanticCustomError, match="holds a brace; write it percent-encoded: %7B or %7D"):
        check_url(address)
    assert check_url("https://example.jp/?q=%7Ba|b%7D")
