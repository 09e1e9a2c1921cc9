"""Markup in a text field comes out as text: every field of every section type, entry kind and settings file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from everything import write_everything
from microsites.errors import UserError
from poisoning import Poisoner, poison_settings
from portfolios import EditablePortfolio, copy_minimal

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&</title>--></style>"
SHORT_PAYLOAD = '"><script>x()</script>'
"""Providers take parameters of a hundred characters, percent-encoded."""


def structure(page: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes: what markup in a text would change.

    Phrases and sentences follow the text.
    """
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for phrase in soup.select("wbr, span.ms-together"):
        if set(phrase.attrs) <= {"class"}:
            phrase.unwrap()
    return [(element.name, tuple(sorted(element.attrs))) for element in soup.find_all(True)]


@pytest.mark.parametrize("theme", ["promo", "material"])
def test_markup_in_texts_changes_no_structure(tmp_path: Path, theme: str) -> None:
    clean, poisoned = copy_minimal(tmp_path / "clean"), copy_minimal(tmp_path / "poisoned")
    write_everything(clean, theme=theme)
    poisoner = Poisoner(PAYLOAD, SHORT_PAYLOAD)
    write_everything(poisoned, poisoner, theme)
    poison_settings(poisoned, poisoner)
    assert poisoner.count > 200
    for portfolio in (clean, poisoned):
        try:
            assert not portfolio.build().problems
        except UserError as error:
            pytest.fail(str(error))
    pages = sorted(path.relative_to(clean.dist) for path in clean.dist.rglob("*.html"))
    assert len(pages) >= 12
    for page in pages:
        assert structure(poisoned.dist / page) == structure(clean.dist / page), page
    text = (poisoned.dist / "berry/index.html").read_text("utf-8")
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 100
    assert "<script>alert(1)" not in text


def test_material_search_index_holds_no_markup_of_texts(tmp_path: Path) -> None:
    portfolio = copy_minimal(tmp_path)
    write_everything(portfolio, Poisoner(PAYLOAD, SHORT_PAYLOAD), "material")
    portfolio.build()
    index = json.loads((portfolio.dist / "berry/search/search_index.json").read_text("utf-8"))
    assert len(index["docs"]) >= 10
    for document in index["docs"]:
        for part in ("title", "text"):
            soup = BeautifulSoup(document[part], "html.parser")
            assert not soup.find_all(["script", "img", "style", "iframe"]), document


def test_markup_in_prose_head_is_text(portfolio: EditablePortfolio) -> None:
    portfolio.replace(
        "berry/pages/about.md", "title: このサイトについて", f"title: '<i>題</i>{PAYLOAD.replace(chr(39), '')}'"
    )
    portfolio.build()
    soup = BeautifulSoup((portfolio.dist / "berry/about/index.html").read_text("utf-8"), "html.parser")
    assert soup.title is not None
    assert soup.title.get_text().startswith("<i>題</i><script>alert(1)</script>")
    assert not [script for script in soup.find_all("script") if script.get_text().startswith("alert")]


def test_own_javascript_of_a_page_is_known(built_minimal: EditablePortfolio) -> None:
    """Nothing inline but the first script, the provider's snippet and structured data; no handler attribute anywhere."""
    for page in built_minimal.dist.rglob("*.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        kinds = [
            script.get("type") or ("src" if script.get("src") else script.get_text()[:16])
            for script in soup.find_all("script")
        ]
        assert [kind for kind in kinds if kind != "application/ld+json"] == [
            "(function(micros",
            "src",
            "window.dataLayer",
            "src",
        ], page
        assert not [name for element in soup.find_all(True) for name in element.attrs if name.startswith("on")]
        assert not soup.find_all(style=True)
