"""A page that was built before a deadline says the truth after it: at its minute, and when a visitor comes back."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import rjsmin
from visiting import Served, Visitor, serve

from clocked import CALL, call, page, write_clocked
from everything import write_data
from microsites.resources import theme_directory
from portfolios import EditablePortfolio, copy_minimal

BEFORE_OPENING = "2026-11-15T12:00"
WHILE_OPEN = "2026-11-19T12:00"


@pytest.fixture(scope="module")
def clocked(tmp_path_factory: pytest.TempPathFactory) -> EditablePortfolio:
    portfolio = copy_minimal(tmp_path_factory.mktemp("clocked"))
    write_clocked(portfolio)
    return portfolio


def built(portfolio: EditablePortfolio, dist: Path, at: str) -> Iterator[Served]:
    """The portfolio as it is built for a moment, served from a folder of its own."""
    copy = EditablePortfolio(portfolio.root, dist)
    assert not copy.build("berry", environment="local", at=at).problems
    yield from serve(dist)


@pytest.fixture(scope="module")
def early(clocked: EditablePortfolio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from built(clocked, tmp_path_factory.mktemp("early"), BEFORE_OPENING)


@pytest.fixture(scope="module")
def midway(clocked: EditablePortfolio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from built(clocked, tmp_path_factory.mktemp("midway"), WHILE_OPEN)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+09:00")


def found(visit: Visitor, served: Served, path: str, moment: str, **options: Any) -> Any:
    """A page that is opened at ``moment`` in Japan, wherever the visitor is."""
    blank = visit(f"{served.address}/berry/robots.txt", **options)
    blank.page.clock.set_fixed_time(at(moment))
    blank.page.goto(served.url("berry", path))
    assert not blank.complaints
    return blank.page


def opened(visit: Visitor, served: Served, path: str, moment: str) -> Any:
    """A page that was opened some minutes before ``moment``; from then on, its time passes as the test says."""
    blank = visit(f"{served.address}/berry/robots.txt")
    blank.page.clock.install(time=at(moment) - timedelta(minutes=10))
    blank.page.goto(served.url("berry", path))
    blank.page.clock.pause_at(at(moment))
    assert not blank.complaints
    return blank.page


def state(page: Any) -> tuple[str, str, bool, bool]:
    """Badge and sentence of the call, whether its entry and the link for afterwards can be seen."""
    return (
        page.locator(".ms-call-state .ms-badge").inner_text(),
        page.locator("[data-ms-detail]").inner_text(),
        page.get_by_text("申込みへ進む").is_visible(),
        page.get_by_text("前回の結果").is_visible(),
    )


OPEN = ("受付中", "2026年11月30日（月）17時まで受け付けます", True, False)
LAST = ("まもなく締切", "2026年11月30日（月）17時まで受け付けます", True, False)
CLOSED = ("受付終了", "2026年11月30日（月）17時に締め切りました", False, True)


@pytest.mark.parametrize(
    ("moment", "expected", "zone"),
    [
        ("2026-11-23T17:00:59", OPEN, "Asia/Tokyo"),
        ("2026-11-23T17:01", LAST, "Asia/Tokyo"),
        ("2026-11-30T17:00:59", LAST, "America/Los_Angeles"),
        ("2026-11-30T17:01", CLOSED, "America/Los_Angeles"),
        ("2027-02-01T00:00", CLOSED, "Asia/Tokyo"),
    ],
)
def test_what_a_late_visitor_sees(
    visit: Visitor, midway: Served, moment: str, expected: tuple[str, str, bool, bool], zone: str
) -> None:
    page = found(visit, midway, "call/index.html", moment, timezone_id=zone)
    assert state(page) == expected
    expected_class = {"受付中": "ms-badge-open", "まもなく締切": "ms-badge-closing-soon", "受付終了": "ms-badge-closed"}
    assert page.locator(".ms-call-state .ms-badge").get_attribute("class") == f"ms-badge {expected_class[expected[0]]}"


def test_it_closes_while_somebody_reads(visit: Visitor, midway: Served) -> None:
    page = opened(visit, midway, "call/index.html", "2026-11-30T16:59")
    assert state(page) == LAST
    page.clock.fast_forward("01:59")
    assert state(page) == LAST
    page.clock.fast_forward("00:01")
    assert state(page) == CLOSED


def test_a_deadline_beyond_what_a_timer_can_count(visit: Visitor, midway: Served) -> None:
    """``setTimeout`` knows at most 24.8 days; a longer one would fire at once, over and over."""
    page = opened(visit, midway, "farms/aoki/index.html", "2026-11-19T12:00")
    badge = page.locator(".ms-entry-status .ms-badge")
    assert badge.inner_text() == "シーズン前"
    page.clock.run_for("25:00:00")
    assert badge.inner_text() == "シーズン前"
    page.clock.fast_forward(29 * 24 * 3600 * 1000)
    assert badge.inner_text() == "シーズン中"


def test_it_is_put_right_when_a_sleeping_page_wakes(visit: Visitor, midway: Served) -> None:
    """A computer that slept over the deadline has run no timer."""
    page = opened(visit, midway, "call/index.html", "2026-11-30T16:00")
    page.clock.set_system_time(at("2026-11-30T18:00"))
    assert state(page) == LAST
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert state(page) == CLOSED


def test_an_opening_says_what_the_page_does_not_have_yet(visit: Visitor, early: Served) -> None:
    page = opened(visit, early, "call/index.html", "2026-11-16T08:59:30")
    assert state(page) == ("受付開始前", "2026年11月16日（月）9時から受け付けます", False, True)
    page.clock.fast_forward("00:30")
    badge, detail, entry, after = state(page)
    assert (badge, entry, after) == ("受付中", False, False)
    assert (
        detail == "受付が始まりました。申込み先が表示されないときは、しばらくしてからページを再読み込みしてください。"
    )
    assert page.locator("[data-ms-detail]").get_attribute("aria-live") == "polite"


def test_a_section_leaves_after_its_last_minute(visit: Visitor, midway: Served) -> None:
    page = opened(visit, midway, "call/index.html", "2026-11-19T18:00:59")
    notice = page.get_by_text("あらしのため休みます。")
    assert notice.is_visible()
    page.clock.fast_forward("00:01")
    assert not notice.is_visible()


def test_an_entrys_application_closes_and_its_event_passes(
    visit: Visitor, clocked: EditablePortfolio, tmp_path: Path
) -> None:
    for served in built(clocked, tmp_path / "dist", "2026-12-09T12:00"):
        page = opened(visit, served, "events/walk/index.html", "2026-12-10T17:00")
        badges, button = page.locator(".ms-entry-side .ms-badge"), page.get_by_text("申込みへ進む")
        assert (badges.all_inner_texts(), button.is_visible()) == (["まもなく開催", "まもなく締切"], True)
        page.clock.fast_forward("01:00")
        assert (badges.all_inner_texts(), button.is_visible()) == (["まもなく開催", "受付終了"], False)
        page.clock.fast_forward("41:00:00")
        assert (badges.all_inner_texts(), button.is_visible()) == (["開催中", "受付終了"], False)
        page.clock.fast_forward("07:00:00")
        assert (badges.all_inner_texts(), button.is_visible()) == (["終了", "受付終了"], False)


def test_badges_of_lists_follow(visit: Visitor, midway: Served) -> None:
    page = found(visit, midway, "events/index.html", "2026-12-12T12:01")
    assert page.locator(".ms-card", has_text="畑の会").locator(".ms-badge").inner_text() == "終了"


def test_without_script_the_built_state_stays(visit: Visitor, midway: Served) -> None:
    page = visit(midway.url("berry", "call/index.html"), java_script_enabled=False).page
    assert state(page) == OPEN


@pytest.mark.parametrize("override", ["closed_early", "suspended", "cancelled"])
def test_a_decision_is_not_undone_by_a_clock(
    visit: Visitor, clocked: EditablePortfolio, tmp_path: Path, override: str
) -> None:
    copied = copy_minimal(tmp_path)
    write_clocked(copied)
    write_data(copied, CALL, page(call(override=override)))
    for served in built(copied, tmp_path / "dist", BEFORE_OPENING):
        shown = found(visit, served, "call/index.html", "2026-11-20T12:00")
        label = {"closed_early": "受付終了（上限到達）", "suspended": "受付を一時停止中", "cancelled": "中止"}[override]
        assert shown.locator(".ms-call-state .ms-badge").inner_text() == label
        assert not shown.get_by_text("申込みへ進む").is_visible()


def test_script_is_small() -> None:
    text = (theme_directory() / "scripts" / "status.js").read_text("utf-8")
    assert len(gzip.compress(str(rjsmin.jsmin(text)).encode())) < 700
