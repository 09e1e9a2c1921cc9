"""A page and the same in English: two addresses that lead to each other, a file each."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from microsites.build.portfolio import read_portfolio
from microsites.errors import UserError
from portfolios import EditablePortfolio

ENGLISH = """\
---
title: How to get here
description: By train, bus or car to the farms of the town.
---

## By train

Ten minutes on foot. [Home](page:index)
"""
FILE = "berry/pages/access.en.md"


def _page(portfolio: EditablePortfolio, address: str) -> BeautifulSoup:
    return BeautifulSoup((portfolio.dist / "berry" / address / "index.html").read_text("utf-8"), "html.parser")


def _attributes(page: BeautifulSoup, selector: str, *names: str) -> list[tuple[str, ...]]:
    return [tuple(str(tag.get(name, "")) for name in names) for tag in page.select(selector)]


def test_both_lead_to_each_other_and_say_so_to_search_engines(portfolio: EditablePortfolio) -> None:
    portfolio.write(FILE, ENGLISH)
    assert portfolio.build("berry").problems == ()
    japanese, english = _page(portfolio, "access/"), _page(portfolio, "access/en/")
    link = ".ms-other-version a"
    assert _attributes(japanese, link, "href", "lang", "hreflang") == [("en/", "en", "en")]
    assert _attributes(english, link, "href", "lang", "hreflang") == [("../", "ja", "ja")]
    assert [page.select(link)[0].get_text() for page in (japanese, english)] == ["English", "日本語"]
    alternates = "link[rel=alternate][hreflang]"
    here = str(japanese.select("link[rel=canonical]")[0]["href"])
    expected = [("ja", here), ("en", f"{here}en/")]
    assert _attributes(japanese, alternates, "hreflang", "href") == expected
    assert _attributes(english, alternates, "hreflang", "href") == expected
    assert _attributes(english, "meta[property='og:locale']", "content") == [("en_US",)]
    assert _page(portfolio, "about/").select(f"{alternates}, {link}") == []


def test_its_language_is_marked_and_the_menus_stay_japanese(portfolio: EditablePortfolio) -> None:
    """WCAG 2.2, 3.1.2 Language of Parts."""
    portfolio.write(FILE, ENGLISH)
    assert portfolio.build("berry").problems == ()
    english = _page(portfolio, "access/en/")
    assert _attributes(english, "html, title, h1, .ms-lead", "lang") == [("ja",), ("en",), ("en",), ("en",)]
    for words in ("How to get here", "By train, bus or car", "Ten minutes on foot"):
        (text,) = english.select("main")[0].find_all(string=lambda text, words=words: text.startswith(words))
        assert text.find_parent(lang=True)["lang"] == "en", words
    assert english.select("h1 wbr, h1 .ms-together") == [], "Japanese rules break no English line"
    assert [item.get_text(strip=True) for item in english.select(".ms-breadcrumb li")] == [
        "ホーム",
        "行き方",
        "English",
    ]
    assert all(tag.find_parent(lang=True)["lang"] == "ja" for tag in english.select("header, footer, .ms-breadcrumb"))
    assert _attributes(_page(portfolio, "access/"), "title, h1", "lang") == [("",), ("",)]


def test_of_the_home_page_and_beside_easy_japanese(portfolio: EditablePortfolio) -> None:
    portfolio.write("berry/pages/index.en.md", ENGLISH.replace("(page:index)", "(page:en)"))
    easy = 'easy:\n  sections:\n    - {type: rich_text, id: all, body: "やさしい"}\n'
    portfolio.write("berry/pages/index.yml", portfolio.text("berry/pages/index.yml").rstrip("\n") + "\n" + easy)
    assert portfolio.build("berry").problems == ()
    links = {
        address: _attributes(_page(portfolio, address), ".ms-other-version a", "href")
        for address in ("", "en/", "easy/")
    }
    assert links == {"": [("easy/",), ("en/",)], "en/": [("../",)], "easy/": [("../",)]}
    assert _page(portfolio, "easy/").select("link[hreflang]") == []


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("berry/pages/nowhere.en.md", "there is no page 'nowhere'"),
        ("berry/pages/access/en.md", "has the same address as berry/pages/access.en.md: /access/en/"),
        ("berry/pages/access.fr.md", "'access.fr' cannot be part of an address"),
        ("berry/pages/access.en.yml", "'access.en' cannot be part of an address"),
        ("berry/pages/access.en.en.md", "'access.en' cannot be part of an address"),
    ],
)
def test_what_is_no_translation_is_refused(portfolio: EditablePortfolio, file: str, message: str) -> None:
    portfolio.write(FILE, ENGLISH)
    portfolio.write(file, ENGLISH)
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    assert [problem.message for problem in caught.value.problems if message in problem.message] != []


def test_a_translation_that_cannot_be_read_is_told_once(portfolio: EditablePortfolio) -> None:
    portfolio.write(FILE, ENGLISH.replace("title:", "titel:"))
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    assert {problem.file for problem in caught.value.problems} == {FILE}
