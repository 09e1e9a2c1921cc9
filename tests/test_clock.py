"""Builds follow the clock, and say when it changes them next: to the minute, and at no other moment."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from clocked import CALL, CHANGES, FARM, WALK, action, call, page, write_clocked
from everything import write_data
from microsites.build.next_change import NEXT_CHANGE
from microsites.build.portfolio import read_portfolio
from microsites.content.changes import next_changes
from microsites.content.model import Portfolio, Site
from portfolios import PORTFOLIO, SITE, EditablePortfolio, snapshot

MINUTE = timedelta(minutes=1)
START = datetime.fromisoformat("2026-11-15 12:00")


@pytest.fixture
def clocked(portfolio: EditablePortfolio) -> EditablePortfolio:
    write_clocked(portfolio)
    return portfolio


def tree(portfolio: EditablePortfolio, at: datetime) -> dict[str, str]:
    """What is published of site ``berry`` when it is built for ``at``: every file with its digest."""
    result = portfolio.build("berry", at=f"{at:%Y-%m-%dT%H:%M}")
    assert not result.problems
    return snapshot(portfolio.dist / "berry")


def site(portfolio: Portfolio, name: str) -> Site:
    return next(site for site in portfolio.sites if site.id == name)


def soup(portfolio: EditablePortfolio, path: str) -> BeautifulSoup:
    return BeautifulSoup((portfolio.dist / "berry" / path / "index.html").read_bytes(), "html.parser")


def test_every_change_is_known_in_its_minute(clocked: EditablePortfolio) -> None:
    portfolio = read_portfolio(clocked.root).portfolio
    now, seen = START, []
    for _ in CHANGES:
        found = next_changes(portfolio, site(portfolio, "berry"), now)
        assert {change.site for change in found} == {"berry"}
        assert {change.at for change in found} == {found[0].at}
        now = found[0].at
        seen.append((f"{now:%Y-%m-%d %H:%M}", {change.what for change in found}))
    assert [moment for moment, _ in seen] == [moment for moment, _ in CHANGES]
    assert [what for (_, what), (_, names) in zip(CHANGES, seen, strict=True) if what not in names] == []


@pytest.mark.proof
def test_trees_differ_at_a_change_and_never_between_two(clocked: EditablePortfolio) -> None:
    """Building for any moment before the next change gives the same files, byte for byte."""
    now, built = START, tree(clocked, START)
    for number, change in enumerate(datetime.fromisoformat(moment) for moment, _ in CHANGES):
        if number % 6 == 0:
            between = now + (change - now) / 3
            assert tree(clocked, between.replace(second=0, microsecond=0)) == built, between
        assert tree(clocked, change - MINUTE) == built, change
        now, before, built = change, built, tree(clocked, change)
        assert built != before, change


def test_what_is_hidden_changes_nothing_until_it_appears(clocked: EditablePortfolio) -> None:
    late = call() | {"show_from": "2026-11-25", "id": "late", "questions_until": "2026-11-24 12:00"}
    write_data(
        clocked, CALL, page({**late, "entry": action("late")}, {"type": "rich_text", "id": "text", "body": "本文"})
    )
    portfolio = read_portfolio(clocked.root).portfolio
    now, seen = START, []
    while now < datetime.fromisoformat("2026-12-01"):
        found = next_changes(portfolio, site(portfolio, "berry"), now)
        now = found[0].at
        seen += [f"{change.at:%m-%d %H:%M} {change.what}" for change in found if change.what.startswith("call/")]
    assert seen == ["11-25 00:00 call/late: appears", "11-30 17:01 call/late: closing_soon → closed"]


def test_command_prints_the_next_change_and_writes_it(clocked: EditablePortfolio) -> None:
    done = clocked.build_command("berry", at="2026-11-25T12:00")
    assert done.exit_code == 0, done.output
    line = "Next change: 2026-11-30 17:01 Asia/Tokyo — berry/call/call: closing_soon → closed"
    assert line in done.output.splitlines()
    assert json.loads((clocked.dist / NEXT_CHANGE).read_text("utf-8")) == {
        "at": "2026-11-30T17:01+09:00",
        "cron": "1 8 30 11 *",
        "changes": [{"site": "berry", "what": "call/call: closing_soon → closed"}],
    }


def test_only_the_sites_that_are_built_count(clocked: EditablePortfolio) -> None:
    done = clocked.build_command("move", at="2026-11-23T18:00")
    assert "Next change: 2027-01-01 00:00 Asia/Tokyo — move/every page: the year in the footer" in done.output


def test_the_file_tells_of_every_site_that_lies_there(clocked: EditablePortfolio) -> None:
    clocked.build(at="2026-11-23T18:00")
    result = clocked.build("move", at="2026-11-23T18:00")
    assert {change.site for change in result.changes} == {"move"}
    told = json.loads((clocked.dist / NEXT_CHANGE).read_text("utf-8"))
    assert (told["at"], told["changes"]) == (
        "2026-11-25T00:00+09:00",
        [{"site": "berry", "what": "grants/shop/entry: changes"}],
    )


@pytest.mark.parametrize(
    "body", [{"body": "[休業](site:berry/call#storm)"}, {"body": "本文", "source": "市"}], ids=["linked", "not linked"]
)
def test_a_sisters_section_that_is_linked_changes_the_link(clocked: EditablePortfolio, body: dict[str, str]) -> None:
    write_data(clocked, "move/pages/more.yml", page({"type": "rich_text", "id": "text", **body}))
    portfolio = read_portfolio(clocked.root).portfolio
    found = next_changes(portfolio, site(portfolio, "move"), START)
    what = "links to berry/call#storm: it appears" if "source" not in body else "every page: the year in the footer"
    assert [change.what for change in found] == [what]
    clocked.build("move", at="2026-11-18T05:59")
    before = snapshot(clocked.dist / "move")
    clocked.build("move", at="2026-11-18T06:00")
    assert (snapshot(clocked.dist / "move") != before) == ("source" not in body)


def test_many_changes_of_one_moment_are_one_line(clocked: EditablePortfolio) -> None:
    for number in range(5):
        write_data(clocked, f"berry/pages/c{number}.yml", page(call()))
    done = clocked.build_command("berry", at="2026-11-25T12:00")
    lines = [line for line in done.output.splitlines() if line.startswith("Next change:")]
    assert len(lines) == 1
    assert lines[0].endswith("; and 3 more")
    assert len(json.loads((clocked.dist / NEXT_CHANGE).read_text("utf-8"))["changes"]) == 6


def test_another_time_zone_shifts_the_moment(clocked: EditablePortfolio) -> None:
    clocked.replace(PORTFOLIO, "name: 試験用サイト群", "name: 試験用サイト群\ntimezone: America/New_York")
    clocked.build("berry", at="2026-11-25T12:00")
    told = json.loads((clocked.dist / NEXT_CHANGE).read_text("utf-8"))
    assert (told["at"], told["cron"]) == ("2026-11-30T17:01-05:00", "1 22 30 11 *")
    then = soup(clocked, "call").select_one(".ms-call-state .ms-badge")
    assert then is not None
    assert str(then["data-ms-then"]).startswith("2026-11-30T17:01-05:00;closed;受付終了;")


@pytest.mark.parametrize(
    ("at", "override", "badge", "detail", "entry"),
    [
        ("2026-11-16T08:59", None, "受付開始前", "2026年11月16日（月）9時から受け付けます", False),
        ("2026-11-16T09:00", None, "受付中", "2026年11月30日（月）17時まで受け付けます", True),
        ("2026-11-30T17:00", None, "まもなく締切", "2026年11月30日（月）17時まで受け付けます", True),
        ("2026-11-30T17:01", None, "受付終了", "2026年11月30日（月）17時に締め切りました", False),
        ("2026-11-20T12:00", "closed_early", "受付終了（上限到達）", "", False),
        ("2026-11-20T12:00", "suspended", "受付を一時停止中", "", False),
        ("2026-11-20T12:00", "cancelled", "中止", "", False),
    ],
)
def test_a_call_in_every_state(
    clocked: EditablePortfolio, at: str, override: str | None, badge: str, detail: str, entry: bool
) -> None:
    """Its text stays; its entry is in the page only while it is open, and where to go instead only while it is not."""
    write_data(clocked, CALL, page(call(**({"override": override} if override else {}))))
    clocked.build("berry", at=at)
    found = soup(clocked, "call")
    state = found.select_one(".ms-call-state")
    assert state is not None
    assert " ".join(state.get_text(" ").split()) == f"{badge} {detail}".strip()
    assert [link.get_text() for link in found.select("[data-track]")] == (
        ["申込みへ進む（外部サイト）"] if entry else []
    )
    assert "2026年11月16日（月）9時" in found.get_text()
    after = [link for link in found.select(".ms-call-after") if not link.has_attr("hidden")]
    assert bool(after) == (not entry)
    # What a person decided, no browser changes.
    assert bool(found.select("[data-ms-then]")) == (override is None and badge != "受付終了")


def test_a_cancelled_event_keeps_its_page_and_loses_its_entry(clocked: EditablePortfolio) -> None:
    text = json.loads(clocked.text(WALK))
    write_data(clocked, WALK, {**text, "override": "cancelled", "note": "大雪の予報のため"})
    clocked.build("berry", at="2026-12-02T12:00")
    found = soup(clocked, "events/walk")
    assert [badge.get_text() for badge in found.select(".ms-entry-side .ms-badge")] == ["中止", "中止"]
    assert "大雪の予報のため" in found.get_text()
    assert not found.select("[data-track]")
    assert "畑の会" in soup(clocked, "events").select_one("#current").get_text()  # type: ignore[union-attr]


def test_lists_divide_what_is_over_from_what_comes(clocked: EditablePortfolio) -> None:
    clocked.build("berry", at="2026-11-22T15:00")
    before = soup(clocked, "events")
    clocked.build("berry", at="2026-11-22T15:01")
    after = soup(clocked, "events")

    def titles(found: BeautifulSoup, section: str) -> list[str]:
        return [title.get_text() for title in found.select(f"#{section} .ms-card-title")]

    assert (titles(before, "current"), titles(before, "past")) == (["市", "畑の会"], ["秋祭り"])
    assert (titles(after, "current"), titles(after, "past")) == (["畑の会"], ["市", "秋祭り"])
    season = after.select_one("#farms .ms-badge")
    assert season is not None
    assert season.get_text() == "シーズン前"


def test_season_on_a_place_and_its_list(clocked: EditablePortfolio) -> None:
    clocked.build("berry", at="2026-12-19T00:00")
    side = soup(clocked, "farms/aoki").select_one(".ms-entry-status")
    assert side is not None
    assert " ".join(side.get_text(" ").split()) == "シーズン シーズン中 2027年5月16日（日）までです"
    assert clocked.path(FARM).is_file()


def test_archive_by_fiscal_year(clocked: EditablePortfolio) -> None:
    for day in ("2026-04-01", "2026-03-31", "2019-04-30", "2019-05-01"):
        text = f"title: {day}の話\ndescription: 話です。\ndate: {day}\n"
        clocked.write(f"berry/collections/news/n{day}.yml", text)
    clocked.write(SITE, f"eras: true\n{clocked.text(SITE)}")
    archive = {"type": "collection_list", "id": "list", "collection": "news", "group_by": "fiscal_year"}
    write_data(clocked, CALL, page(archive))
    clocked.build("berry")
    found = soup(clocked, "call")
    years = [(year["id"], year.get_text()) for year in found.select("h2.ms-subheading")]
    assert years == [
        ("ms-list-2026", "2026年度（令和8年度）"),
        ("ms-list-2025", "2025年度（令和7年度）"),
        ("ms-list-2019", "2019年度（令和元年度）"),
    ]
    assert [link["href"] for link in found.select("nav.ms-years a")] == [f"#{anchor}" for anchor, _ in years]
    last = found.select_one("section[aria-labelledby=ms-list-2019]")
    assert last is not None
    assert [title.get_text() for title in last.select("h3")] == ["2019-05-01の話", "2019-04-30の話"]


def test_script_is_there_only_where_something_follows_the_clock(clocked: EditablePortfolio) -> None:
    clocked.build(at="2026-11-20T12:00")

    def script(site: str) -> str:
        return next(Path(clocked.dist / site / "theme").glob("site.*.js")).read_text("utf-8")

    assert "data-ms-then" in script("berry")
    assert "data-ms-then" not in script("move")
    assert clocked.path(SITE).is_file()
