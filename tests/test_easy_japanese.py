"""A page and the same in easy Japanese: two addresses that lead to each other, one file."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from microsites.build.portfolio import read_portfolio
from microsites.errors import UserError
from portfolios import ACCESS, HOME, EditablePortfolio

EASY = """
easy:
  title: "{行|い}き{方|かた}"
  sections:
    - type: cta
      id: guide
      heading: "{地図|ちず}を{見|み}る"
      actions:
        - {id: pdf, label: "{地図|ちず}", asset: guide.pdf, event: guide_download}
"""


def _add(portfolio: EditablePortfolio, file: str, easy: str = EASY) -> None:
    portfolio.write(file, portfolio.text(file).rstrip("\n") + easy)


def _page(portfolio: EditablePortfolio, address: str) -> BeautifulSoup:
    return BeautifulSoup((portfolio.dist / "berry" / address / "index.html").read_text("utf-8"), "html.parser")


@pytest.mark.parametrize(
    ("file", "plain", "easy", "forth", "back", "crumbs"),
    [
        (ACCESS, "access/", "access/easy/", "easy/", "../", ["ホーム", "行き方", "やさしい日本語"]),
        (HOME, "", "easy/", "easy/", "../", ["ホーム", "やさしい日本語"]),
    ],
)
def test_both_versions_lead_to_each_other(
    portfolio: EditablePortfolio, file: str, plain: str, easy: str, forth: str, back: str, crumbs: list[str]
) -> None:
    _add(portfolio, file)
    assert portfolio.build("berry").problems == ()
    for address, href, label in ((plain, forth, "やさしい日本語"), (easy, back, "ふつうの日本語")):
        page = _page(portfolio, address)
        switch = page.select_one(".ms-other-version a")
        assert switch is not None
        assert (switch["href"], switch.get_text(strip=True)) == (href, label)
        assert "data-track" not in switch.attrs
        canonical = page.select_one("link[rel=canonical]")
        assert canonical is not None
        assert str(canonical["href"]).endswith(f".example.jp/{address}")
        assert page.select_one("meta[name=robots]") is None
        assert bool(page.select(".ms-easy")) is (address == easy)
    assert [item.get_text(strip=True) for item in _page(portfolio, easy).select(".ms-breadcrumb li")] == crumbs
    assert _page(portfolio, "about/").select(".ms-other-version") == []


def test_easy_version_is_measured_under_its_own_id_at_its_own_line(portfolio: EditablePortfolio) -> None:
    _add(portfolio, ACCESS)
    portfolio.build("berry")
    button = _page(portfolio, "access/easy/").select_one("[data-track]")
    assert button is not None
    assert button["data-track-id"] == "access/easy/guide/pdf"
    manifest = json.loads((portfolio.dist / ".manifest" / "berry.json").read_text("utf-8"))
    page = next(page for page in manifest["pages"] if page["id"] == "access/easy")
    element = page["elements"][0]
    place = "{file}:{line}:{column}".format(**element["place"])
    assert element["track_id"] == "access/easy/guide/pdf"
    assert place == portfolio.place(ACCESS, '{id: pdf, label: "{地図')
    assert portfolio.command("check", str(portfolio.dist)).exit_code == 0


def test_title_and_description_are_the_pages_own_if_none_are_given(portfolio: EditablePortfolio) -> None:
    _add(portfolio, ACCESS, EASY.replace('  title: "{行|い}き{方|かた}"\n', ""))
    portfolio.build("berry")
    page = _page(portfolio, "access/easy/")
    assert page.title is not None
    assert page.title.get_text().startswith("行き方（やさしい日本語）｜")
    description = page.select_one("meta[name=description]")
    assert description is not None
    assert description["content"] == "バスでの行き方です。"


def test_a_page_can_be_linked_in_its_easy_version(portfolio: EditablePortfolio) -> None:
    _add(portfolio, ACCESS)
    portfolio.replace(HOME, "page:access#bus", "page:access/easy#guide")
    portfolio.build("berry")
    assert _page(portfolio, "").select('a[href="access/easy/#guide"]')


@pytest.mark.parametrize(
    ("old", "new", "needle", "words"),
    [
        ("type: cta\n      id: guide", "type: ctaa\n      id: guide", "ctaa", "unknown section type 'ctaa'"),
        ('heading: "{地図|ちず}を{見|み}る"', 'headng: "x"', "headng", "unknown key 'headng'"),
        ("asset: guide.pdf, event: guide_download}\n", "asset: gide.pdf, event: guide_download}\n", None, "gide.pdf"),
        ("  sections:\n    - type: cta", "  section:\n    - type: cta", "section:\n    -", "unknown key 'section'"),
    ],
)
def test_faults_are_told_at_their_line(
    portfolio: EditablePortfolio, old: str, new: str, needle: str | None, words: str
) -> None:
    assert EASY.count(old) == 1
    _add(portfolio, ACCESS, EASY.replace(old, new))
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    told = [problem for problem in caught.value.problems if words in problem.message]
    assert len(told) == 1, caught.value
    if needle is not None:
        assert str(told[0]).startswith(portfolio.place(ACCESS, needle))


def test_an_address_is_given_once(portfolio: EditablePortfolio) -> None:
    _add(portfolio, ACCESS)
    portfolio.write("berry/pages/access/easy.yml", portfolio.text(HOME).replace("id: top", "id: top2"))
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    (problem,) = caught.value.problems
    assert problem.code == "CFG013"
    assert str(problem).startswith(portfolio.place(ACCESS, "easy:"))
    assert "has the same address as berry/pages/access/easy.yml: /access/easy/" in problem.message
    assert problem.hint == "rename that file"


def test_a_broken_page_brings_no_second_error_for_links_to_its_easy_version(portfolio: EditablePortfolio) -> None:
    _add(portfolio, ACCESS)
    portfolio.replace(ACCESS, "heading: バスで", "headng: バスで")
    portfolio.replace(HOME, "page:access#bus", "page:access/easy#guide")
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    assert [problem.code for problem in caught.value.problems] == ["CFG003"]
