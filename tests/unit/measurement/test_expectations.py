"""What each page and element must carry."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from microsites.build.portfolio import read_portfolio
from microsites.measurement.expectations import expected_elements, expected_goals, track_id
from portfolios import ACCESS, HOME, SITE, EditablePortfolio

NOW = datetime.fromisoformat("2026-11-22 12:00")


class TestElements:
    def test_home_page(self, portfolio: EditablePortfolio) -> None:
        berry = read_portfolio(portfolio.root).portfolio.site("berry")
        [element] = expected_elements(berry.page("index"), berry, NOW)
        assert element.model_dump() == {
            "track_id": "index/top/book",
            "event": "booking_click",
            "goal": "booking",
            "params": {"place": "aoki"},
            "place": {"file": HOME, "line": 9, "column": 9},
        }

    def test_event_without_goal(self, portfolio: EditablePortfolio) -> None:
        berry = read_portfolio(portfolio.root).portfolio.site("berry")
        [element] = expected_elements(berry.page("access"), berry, NOW)
        assert (element.track_id, element.event, element.goal) == ("access/guide/pdf", "guide_download", None)

    def test_order_of_sections_changes_no_track_id(self, portfolio: EditablePortfolio) -> None:
        before = {e.track_id for e in self.all(portfolio)}
        text = portfolio.text(ACCESS)
        head, bus, guide = (
            text.partition("  - type: process_list")[0],
            text[text.index("  - type: process_list") : text.index("  - type: cta")],
            text[text.index("  - type: cta") :],
        )
        portfolio.write(ACCESS, head + guide + bus)
        assert {e.track_id for e in self.all(portfolio)} == before

    @staticmethod
    def all(portfolio: EditablePortfolio) -> list:
        site = read_portfolio(portfolio.root).portfolio.site("berry")
        return [element for page in site.pages for element in expected_elements(page, site, NOW)]

    def test_action_of_an_entry(self, portfolio: EditablePortfolio) -> None:
        file = "berry/collections/news/open.yml"
        action = (
            'actions:\n  - {id: go, label: 予約, url: "https://b.example.jp/", goal: booking, params: {place: a}}\n'
        )
        portfolio.write(file, portfolio.text(file) + action)
        site = read_portfolio(portfolio.root).portfolio.site("berry")
        [element] = expected_elements(site.page("news/open"), site, NOW)
        assert (element.track_id, element.place.line) == (track_id("news/open", "entry", "go"), 6)

    @pytest.mark.parametrize(
        ("now", "offered"),
        [
            ("2026-11-01 08:59", False),
            ("2026-11-01 09:00", True),
            ("2026-11-30 17:00", True),
            ("2026-11-30 17:01", False),
        ],
    )
    def test_entry_of_a_call_is_there_while_it_is_open(
        self, portfolio: EditablePortfolio, now: str, offered: bool
    ) -> None:
        portfolio.write(
            ACCESS,
            portfolio.text(ACCESS) + "  - type: call\n    id: call\n    heading: 公募\n"
            "    period: {opens: 2026-11-01 09:00, closes: 2026-11-30 17:00}\n"
            '    entry: {id: enter, label: 応募, url: "https://f.example.jp/", goal: booking, params: {place: x}}\n',
        )
        site = read_portfolio(portfolio.root).portfolio.site("berry")
        found = [e.track_id for e in expected_elements(site.page("access"), site, datetime.fromisoformat(now))]
        assert found == ["access/guide/pdf", *(["access/call/enter"] if offered else [])]
        portfolio.build("berry", at=now)
        html = (portfolio.dist / "berry/access/index.html").read_text("utf-8")
        assert ('data-track-id="access/call/enter"' in html) is offered
        assert ("https://f.example.jp/" in html) is offered
        manifest = json.loads((portfolio.dist / ".manifest/berry.json").read_text("utf-8"))
        assert [
            e["track_id"] for page in manifest["pages"] if page["id"] == "access" for e in page["elements"]
        ] == found

    def test_goals(self, portfolio: EditablePortfolio) -> None:
        [goal] = expected_goals(read_portfolio(portfolio.root).portfolio.site("berry"))
        assert (goal.id, goal.event, goal.kind, goal.owner) == ("booking", "booking_click", "proxy", "観光係")
        assert (goal.place.file, goal.place.line) == (SITE, 16)
