"""Links into the portfolio that are written as if they led out of it."""

from __future__ import annotations

import pytest
from plan_changes import (
    MOVE,
    only_problem,
    problems,
)

from microsites.build.portfolio import read_portfolio
from portfolios import ABOUT, HOME, SITE, EditablePortfolio

LINKS = {
    "sister": (
        'url: "https://move.example.jp/"',
        "is the address of site 'move' in one environment only",
        "site: move",
    ),
    "sister's preview": (
        'url: "http://MOVE.preview.example.jp/a/b/#c"',
        "is the address of site 'move' in one environment only",
        "site: move/a/b#c",
    ),
    "this site": (
        'url: "https://berry.example.jp/access/"',
        "is the address of this site in one environment only",
        "page: access",
    ),
    "this home page": (
        'url: "https://berry.example.jp"',
        "is the address of this site in one environment only",
        "page: index",
    ),
}


@pytest.mark.parametrize(("reference", "message", "instead"), LINKS.values(), ids=LINKS)
def test_link_into_the_portfolio(portfolio: EditablePortfolio, reference: str, message: str, instead: str) -> None:
    portfolio.replace(HOME, 'url: "https://booking.example.jp/"', reference)
    place, code, said, hint = only_problem(portfolio)
    assert (place, code, said) == (portfolio.place(HOME, reference.removeprefix("url: ")), "CFG031", message)
    assert hint == f"write '{instead}': it leads to the right place in every environment"


@pytest.mark.parametrize("name", ["utm_source", "utm_id", "_gl"])
def test_campaign_on_a_sister_link(portfolio: EditablePortfolio, name: str) -> None:
    portfolio.replace(HOME, "https://booking.example.jp/", f"https://move.example.jp/?{name}=x")
    place, code, message, hint = only_problem(portfolio)
    assert (place, code) == (portfolio.place(HOME, '"https://move'), "CFG031")
    assert message == f"'{name}' on a link to site 'move': a campaign within the portfolio starts a new visit"
    assert hint == "write 'site: move'; campaigns belong on links from outside"


@pytest.mark.parametrize("reference", ["page: access?utm_source=x", "site: move?utm_source=x", "page: access#bus?a=b"])
def test_campaign_on_a_reference(portfolio: EditablePortfolio, reference: str) -> None:
    portfolio.replace(HOME, 'url: "https://booking.example.jp/"', reference.replace(": ", ': "') + '"')
    place, code, message, hint = only_problem(portfolio)
    value = reference.split(": ")[1]
    assert (place, code, message) == (portfolio.place(HOME, f'"{value}'), "CFG010", f"'{value}' carries a query string")
    assert hint == "delete it: a campaign (utm_…) on a link within the portfolio would start a new visit"


def test_sister_in_markdown(portfolio: EditablePortfolio) -> None:
    portfolio.replace(HOME, "(page:access#bus)", "(https://move.example.jp/?utm_medium=x)")
    portfolio.replace(ABOUT, "(site:move)", "(https://move.preview.example.jp/)")
    assert [(f"{each.file}:{each.line}", each.code) for each in problems(portfolio)] == [
        (portfolio.place(ABOUT, "https://move").rsplit(":", 1)[0], "CFG031"),
        (portfolio.place(HOME, "[行き方]").rsplit(":", 1)[0], "CFG031"),
    ]


def test_sister_in_the_menu(portfolio: EditablePortfolio) -> None:
    portfolio.replace(SITE, "page: access", 'url: "https://move.example.jp/"')
    assert only_problem(portfolio)[:2] == (portfolio.place(SITE, '"https://move.example.jp/"'), "CFG031")


@pytest.mark.parametrize(
    "url", ["https://www.move.example.jp/", "https://forms.example.jp/?utm_source=berry", "https://example.jp/move/"]
)
def test_link_out_of_the_portfolio(portfolio: EditablePortfolio, url: str) -> None:
    portfolio.replace(HOME, "https://booking.example.jp/", url)
    read_portfolio(portfolio.root)


def test_sites_on_one_host(portfolio: EditablePortfolio) -> None:
    """The municipality's own site may lie on the same host: what is below no site's address is not of the portfolio."""
    portfolio.replace(MOVE, "https://move.example.jp/", "https://city.example.jp/move/")
    portfolio.replace(HOME, "https://booking.example.jp/", "https://city.example.jp/moves/")
    read_portfolio(portfolio.root)
    portfolio.replace(HOME, "https://city.example.jp/moves/", "https://city.example.jp/move/housing/#a")
    assert "'site: move/housing#a'" in only_problem(portfolio)[3]


def test_sister_behind_an_entity(portfolio: EditablePortfolio) -> None:
    portfolio.replace(ABOUT, "(site:move)", "(https://move&#46;example.jp/)")
    assert only_problem(portfolio)[:2] == (portfolio.place(ABOUT, "https://move"), "CFG031")
