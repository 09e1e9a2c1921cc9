"""Sections outside their time are in nothing that is published."""

from __future__ import annotations

import json

import pytest

from portfolios import HOME, EditablePortfolio

LATER = """
  - type: cta
    id: later
    heading: 秘密の発表
    show_from: 2026-12-01 09:00
    show_until: 2026-12-24
    owner: 広報課
    audience: 秘密を知る方
    review_by: 2026-12-20
    source: 秘密の資料
    actions:
      - {id: go, label: 秘密の申込み, url: "https://secret.example.jp/", goal: booking, params: {place: x}}
"""


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2026-12-01T08:59", False),
        ("2026-12-01T09:00", True),
        ("2026-12-24T23:59", True),
        ("2026-12-25T00:00", False),
    ],
)
def test_section_is_shown_within_its_time(portfolio: EditablePortfolio, at: str, shown: bool) -> None:
    portfolio.write(HOME, portfolio.text(HOME).rstrip("\n") + LATER)
    assert portfolio.build("berry", at=at).problems == ()
    trees = "".join(path.read_text("utf-8") for path in (portfolio.dist / "berry").rglob("*.html"))
    manifest = (portfolio.dist / ".manifest" / "berry.json").read_text("utf-8")
    home = next(page for page in json.loads(manifest)["pages"] if page["id"] == "index")
    assert ("秘密" in trees) is shown
    assert ("secret.example.jp" in trees) is shown
    assert ("index/later/go" in manifest) is shown
    sections = {section["id"]: section for section in home["sections"]}
    assert ("later" in sections) is shown
    if shown:
        assert "秘密を知る方へ" in trees
        assert "出典：秘密の資料" in trees
        later = sections["later"]
        assert (later["owner"], later["audience"], later["review_by"]) == ("広報課", "秘密を知る方", "2026-12-20")


def test_link_to_a_section_that_is_not_shown_leads_to_its_page(portfolio: EditablePortfolio) -> None:
    portfolio.write(HOME, portfolio.text(HOME).rstrip("\n") + LATER)
    portfolio.replace("berry/collections/news/open.yml", "page:index#top", "page:index#later")
    page = portfolio.dist / "berry/news/open/index.html"
    portfolio.build("berry", at="2026-11-22")
    assert 'href="../../"' in page.read_text("utf-8")
    assert "#later" not in page.read_text("utf-8")
    portfolio.build("berry", at="2026-12-02")
    assert 'href="../../#later"' in page.read_text("utf-8")


def test_end_before_the_beginning_is_told(portfolio: EditablePortfolio) -> None:
    portfolio.write(HOME, portfolio.text(HOME).rstrip("\n") + LATER.replace("2026-12-24", "2026-11-24"))
    result = portfolio.build_command()
    assert result.exit_code == 2
    assert "show_until is before show_from" in result.output
