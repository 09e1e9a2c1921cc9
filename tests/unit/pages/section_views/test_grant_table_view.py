"""Grants as rows: schemes that follow each other stand together, every grant once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError
from seen import view_of

from everything import write_data
from microsites.collections.grant import Grant
from portfolios import SITE, EditablePortfolio

SECTION = {"type": "grant_table", "collection": "things", "caption": "補助金"}


def grant(order: int, next_page: str = "", **more: Any) -> dict[str, Any]:
    followed = {"replaced_by": {"label": "後継", "page": f"things/{next_page}"}} if next_page else {}
    return {
        "order": order,
        "amount": "10万円",
        "conditions": ["住むこと", "働くこと"],
        "period": {"opens": "2026-04-01", "closes": "2027-03-31 17:00"},
        "department": "係",
        **followed,
        **more,
    }


def titles(view: Any) -> list[list[tuple[str, bool, bool]]]:
    return [[(row.title, row.followed, row.follows) for row in group] for group in view]


def test_a_scheme_stands_before_the_one_that_follows_it(portfolio: EditablePortfolio) -> None:
    entries = {
        "new": grant(1),
        "other": grant(2, target="だれでも"),
        "old": grant(3, "new", ends="2027-03-31"),
    }
    view = view_of(portfolio, SECTION, "grant", entries)
    assert titles(view) == [[("old", True, False), ("new", False, True)], [("other", False, False)]]
    old = view[0][0]
    assert (old.href, old.amount, old.target, old.ends) == ("../things/old/", "10万円", "住むこと", date(2027, 3, 31))
    assert view[1][0].target == "だれでも"


@pytest.mark.parametrize(
    ("at", "label", "sentence"),
    [
        ("2027-03-31T23:59", "いまの制度", "2027年3月31日（水）で終わります"),
        ("2027-04-01T00:00", "以前の制度", "2027年3月31日（水）で終わりました"),
    ],
)
def test_a_scheme_ends_after_its_last_day(portfolio: EditablePortfolio, at: str, label: str, sentence: str) -> None:
    portfolio.replace(SITE, "collections:\n", "collections:\n  things: {kind: grant, path: things}\n")
    for name, data in {"new": grant(1), "old": grant(2, "new", ends="2027-03-31")}.items():
        write_data(portfolio, f"berry/collections/things/{name}.yml", {"title": name, "description": "説明", **data})
    sections = [{**SECTION, "id": "table"}]
    write_data(portfolio, "berry/pages/grants.yml", {"title": "題", "description": "説明", "sections": sections})
    assert not portfolio.build("berry", at=at).problems
    table = BeautifulSoup((portfolio.dist / "berry/grants/index.html").read_text("utf-8"), "html.parser").table
    assert table is not None
    assert [badge.get_text() for badge in table.select(".ms-badge-plain")] == [label, "新しい制度"]
    first = table.select_one("th[scope=row] .ms-small")
    assert first is not None
    assert first.get_text() == sentence


def test_schemes_in_a_circle_appear_once(portfolio: EditablePortfolio) -> None:
    view = view_of(portfolio, SECTION, "grant", {"one": grant(1, "two"), "two": grant(2, "one")})
    assert titles(view) == [[("one", True, False), ("two", False, True)]]


def test_what_is_over_comes_last_and_a_limit_counts_grants(portfolio: EditablePortfolio) -> None:
    entries = {
        "spent": grant(1, period={"closes": "2027-03-31", "override": "closed_early"}),
        "open": grant(2, tags=["住まい"]),
    }
    assert titles(view_of(portfolio, SECTION, "grant", entries)) == [
        [("open", False, False)],
        [("spent", False, False)],
    ]
    assert len(view_of(portfolio, {**SECTION, "limit": 1})) == 1
    assert titles(view_of(portfolio, {**SECTION, "tag": "住まい"})) == [[("open", False, False)]]


def test_a_scheme_does_not_end_before_it_opens() -> None:
    data = {"title": "題", "description": "説明", **grant(1, ends="2026-03-31")}
    with pytest.raises(ValidationError, match="'ends' is before the period opens"):
        Grant.model_validate(data)
