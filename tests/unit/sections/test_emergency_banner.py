"""The message above everything else is on every page of every site while it is true, and nowhere after that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from microsites.errors import UserError
from portfolios import PORTFOLIO, SITE, EditablePortfolio

EMERGENCY = """
emergency:
  heading: 大雨警報が出ています
  body: |
    崖から離れてください。
    外に出られないときは2階へ。
  links:
    - {label: 避難所, site: move}
    - {label: 対策本部, url: "tel:000-000-0119"}
  updated: 2026-11-22 06:40
  show_until: 2026-11-22 18:00
"""


def _pages(portfolio: EditablePortfolio) -> list[Path]:
    return sorted(portfolio.dist.glob("*/**/*.html"))


def _banner(page: Path) -> BeautifulSoup:
    (found,) = BeautifulSoup(page.read_text("utf-8"), "html.parser").select("body > #ms-emergency, div #ms-emergency")
    return found


@pytest.mark.parametrize("theme", ["promo", "material"])
def test_every_page_of_every_site_starts_with_it(portfolio: EditablePortfolio, theme: str) -> None:
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + EMERGENCY)
    portfolio.write(SITE, portfolio.text(SITE) + f"\ntheme: {theme}\n")
    assert not portfolio.build().problems
    pages = _pages(portfolio)
    assert {page.relative_to(portfolio.dist).parts[0] for page in pages} == {"berry", "move"}
    assert {"404.html", "about/index.html", "external-transmission/index.html"} <= {
        page.relative_to(portfolio.dist / "berry").as_posix() for page in pages if "berry" in page.parts
    }
    for page in pages:
        banner = _banner(page)
        assert banner.name == "section", page  # with a name, a section is a region by itself
        named = [banner.find(id=each).get_text() for each in banner["aria-labelledby"].split()]
        assert named == ["緊急情報", "大雨警報が出ています"], page
        assert [text.get_text() for text in banner.select(".ms-emergency-text > p")] == [
            "大雨警報が出ています",
            "崖から離れてください。",
            "外に出られないときは2階へ。",
            "2026年11月22日（日）6時40分現在",
        ]
        assert banner.find_previous("header") is None, page
        assert not banner.find("button"), "it cannot be dismissed"
        assert [link["href"] for link in banner.find_all("a")][1] == "tel:000-000-0119"
    assert _banner(portfolio.dist / "berry/access/index.html").a["href"] == "https://move.example.jp/"
    assert _banner(portfolio.dist / "move/index.html").a["href"] == "./"


def test_it_is_gone_when_its_time_is_over(portfolio: EditablePortfolio) -> None:
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + EMERGENCY)
    assert not portfolio.build(at="2026-11-22T18:01").problems
    for file in portfolio.dist.glob("*/**/*.*"):
        assert "大雨警報" not in file.read_text("utf-8", "replace"), file


@pytest.mark.parametrize(
    ("old", "new", "needle", "message"),
    [
        ("site: move", "page: access", "page", "'page' means nothing here: the link stands on all sites"),
        ("site: move", "site: moev", "moev", "there is no site 'moev'"),
        ("site: move", "site: move/nope", "move/nope", "there is no page 'nope' on site 'move'"),
        ("  updated: 2026-11-22 06:40\n", "", "heading: 大雨", "'updated' is missing"),
        ("  heading: 大雨", "  level: red\n  heading: 大雨", "red", "'red' is not one of the choices"),
        ("  heading:", "  headnig:", "headnig", "unknown key 'headnig'"),
        ("  heading:", "  id: menu\n  heading:", "menu", "'id' means nothing here: every page has one such message"),
    ],
)
def test_faults_are_named_at_their_line(
    portfolio: EditablePortfolio, old: str, new: str, needle: str, message: str
) -> None:
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + EMERGENCY)
    portfolio.replace(PORTFOLIO, old, new)
    with pytest.raises(UserError) as caught:
        portfolio.build()
    assert (portfolio.place(PORTFOLIO, needle), message) in [
        (f"{problem.file}:{problem.line}:{problem.column}", problem.message) for problem in caught.value.problems
    ]


def test_links_of_all_sites_are_held_against_what_exists(portfolio: EditablePortfolio) -> None:
    """The same for the policies in every footer."""
    policies = "policies:\n  - {label: 方針, site: moev/policy}\n  - {label: 権利, asset: rights.pdf}\n"
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + policies)
    with pytest.raises(UserError) as caught:
        portfolio.build()
    assert [problem.message for problem in caught.value.problems] == [
        "there is no site 'moev'",
        "'asset' means nothing here: the link stands on all sites",
    ]


def test_a_broken_link_on_every_page_is_found_at_its_line(portfolio: EditablePortfolio) -> None:
    """Policies and the message lie in ``portfolio.yml``: the manifest says on which line."""
    policies = "policies:\n  - {label: 方針, site: move/external-transmission}\n"
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + policies + EMERGENCY)
    assert not portfolio.build().problems
    manifest = json.loads((portfolio.dist / ".manifest/berry.json").read_text("utf-8"))
    menus = {(link["href"], link["place"]["file"], link["place"]["line"]) for link in manifest["menus"]}
    lines = portfolio.text(PORTFOLIO).splitlines()
    wanted = {
        ("https://move.example.jp/external-transmission/", "label: 方針"),
        ("https://move.example.jp/", "label: 避難所"),
        ("tel:000-000-0119", "label: 対策本部"),
    }
    found = {
        (href, PORTFOLIO, number + 1) for href, text in wanted for number, line in enumerate(lines) if text in line
    }
    assert len(found) == 3
    assert found <= menus
