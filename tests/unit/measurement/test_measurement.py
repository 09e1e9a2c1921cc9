"""Which IDs a site carries, what its elements must fire, and what contradicts the plan."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from microsites.build.portfolio import Source, read_portfolio
from microsites.errors import UserError
from microsites.measurement.expectations import expected_elements, expected_goals, track_id
from microsites.measurement.identifiers import expected_providers, known_ids
from microsites.measurement.snippets import snippets
from portfolios import ACCESS, HOME, PLAN, PORTFOLIO, SITE, EditablePortfolio

NOW = datetime.fromisoformat("2026-11-22 12:00")


def problem(portfolio: EditablePortfolio) -> tuple[str, str, str, str]:
    with pytest.raises(UserError) as caught:
        read_portfolio(portfolio.root)
    assert len(caught.value.problems) == 1, caught.value.problems
    found = caught.value.problems[0]
    return f"{found.file}:{found.line}:{found.column}", found.code, found.message, found.hint


def with_own_ids(portfolio: EditablePortfolio, stream: str) -> Source:
    """Both sites have IDs of their own."""
    portfolio.replace(PORTFOLIO, "tags: tags", f"tags: tags\nstream: {stream}")
    if stream == "site":
        portfolio.replace(PORTFOLIO, "{ga4: G-PREVIEW000}", "{}")
        portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{}")
    for site, name in (("berry", "BERRY"), ("move", "MOVE")):
        for environment, letter in (("preview", "P"), ("production", "X")):
            dot = ".preview." if environment == "preview" else "."
            url = f'{environment}: {{url: "https://{site}{dot}example.jp/"'
            portfolio.replace(f"{site}/site.yml", url, f"{url}, ids: {{ga4: G-{name}{letter}}}")
    return read_portfolio(portfolio.root)


def ids(source: Source, site: str, environment: str) -> list[tuple[str, tuple[str, ...]]]:
    found = expected_providers(source.portfolio, source.portfolio.site(site), environment, source.tags.providers)
    return [(provider.provider, provider.ids) for provider in found]


class TestStreams:
    def test_shared(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        for site in ("berry", "move"):
            assert ids(source, site, "production") == [("ga4", ("G-TEST000000",))]
            assert ids(source, site, "preview") == [("ga4", ("G-PREVIEW000",))]
            assert ids(source, site, "local") == []

    def test_each_its_own(self, portfolio: EditablePortfolio) -> None:
        source = with_own_ids(portfolio, "site")
        assert ids(source, "berry", "production") == [("ga4", ("G-BERRYX",))]
        assert ids(source, "move", "preview") == [("ga4", ("G-MOVEP",))]

    def test_both(self, portfolio: EditablePortfolio) -> None:
        source = with_own_ids(portfolio, "both")
        assert ids(source, "berry", "production") == [("ga4", ("G-TEST000000", "G-BERRYX"))]
        known = {
            (known.id, known.site, known.environment) for known in known_ids(source.portfolio, source.tags.providers)
        }
        assert ("G-TEST000000", "move", "production") in known
        assert ("G-BERRYP", "berry", "preview") in known
        assert len(known) == 8

    def test_same_id_twice_is_one(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "tags: tags", "tags: tags\nstream: both")
        url = 'production: {url: "https://berry.example.jp/"'
        portfolio.replace(SITE, url, f"{url}, ids: {{ga4: G-TEST000000}}")
        assert ids(read_portfolio(portfolio.root), "berry", "production") == [("ga4", ("G-TEST000000",))]

    def test_site_that_is_not_measured_carries_nothing(self, portfolio: EditablePortfolio) -> None:
        text = portfolio.text("move/site.yml")
        portfolio.write("move/site.yml", text[: text.index("goals:")] + "goals: []\nmeasured: false\n")
        portfolio.replace("move/pages/index.yml", "goal: guide", "event: guide_download")
        source = read_portfolio(portfolio.root)
        assert ids(source, "move", "production") == []
        assert snippets(source.portfolio, source.portfolio.site("move"), "production", source.tags, str).head == ""


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


class TestProblems:
    def test_event_twice(self, portfolio: EditablePortfolio) -> None:
        text = portfolio.text(PLAN)
        portfolio.write(PLAN, text + "  - {name: guide_download, definition: a, owner: b}\n")
        place, code, message, _ = problem(portfolio)
        assert (place, code) == (f"{PLAN}:11:12", "CFG021")
        assert message == "event 'guide_download' is defined twice (first in line 8)"

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("g" * 41, "accepts 40"),
            ("page_view", "is reserved"),
            ("session_start", "is reserved"),
            ("click", "is reserved"),
            ("firebase_x", "starts with 'firebase_'"),
            ("google_x", "starts with 'google_'"),
        ],
    )
    def test_event_name(self, portfolio: EditablePortfolio, name: str, says: str) -> None:
        portfolio.replace(PLAN, "name: guide_download", f"name: {name}")
        portfolio.replace(ACCESS, "event: guide_download", f"event: {name}")
        portfolio.replace("move/site.yml", "event: guide_download", f"event: {name}")
        place, code, message, hint = problem(portfolio)
        assert (place, code) == ("tags/plan.yml:8:11", "CFG022")
        assert says in message
        assert hint

    def test_event_name_of_forty_characters(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PLAN, "name: guide_download", "name: " + "g" * 40)
        portfolio.replace(ACCESS, "event: guide_download", "event: " + "g" * 40)
        portfolio.replace("move/site.yml", "event: guide_download", "event: " + "g" * 40)
        read_portfolio(portfolio.root)

    @pytest.mark.parametrize("name", ["query_id", "ga_place", "p" * 41])
    def test_parameter_name(self, portfolio: EditablePortfolio, name: str) -> None:
        portfolio.replace(PLAN, "{name: place", f"{{name: {name}")
        portfolio.replace(HOME, "{place: aoki}", f"{{{name}: aoki}}")
        place, code, *_ = problem(portfolio)
        assert (place, code) == (portfolio.place(PLAN, name), "CFG022")

    @pytest.mark.parametrize(
        "id_", ["UA-12345-6", "g-TEST000000", "G-test", "GTM-ABCDEF", "G-", "xG-TEST00000", "IMG-20240501"]
    )
    def test_id_that_is_none(self, portfolio: EditablePortfolio, id_: str) -> None:
        portfolio.replace(PORTFOLIO, "G-TEST000000", id_)
        place, code, message, hint = problem(portfolio)
        assert (place, code) == ("portfolio.yml:10:16", "CFG023")
        assert (message, hint) == (f"'{id_}' is not an ID of Google Analytics 4", "it looks like G-XXXXXXXXXX")

    def test_provider_that_is_none(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{g4a: G-TEST000000}")
        assert problem(portfolio)[1:] == ("CFG023", "there is no provider 'g4a'", "did you mean 'ga4'?")

    def test_own_id_in_a_shared_stream(self, portfolio: EditablePortfolio) -> None:
        url = 'production: {url: "https://berry.example.jp/"'
        portfolio.replace(SITE, url, f"{url}, ids: {{ga4: G-BERRYX}}")
        place, code, message, hint = problem(portfolio)
        assert (place, code) == (portfolio.place(SITE, "ga4: G-BERRYX"), "CFG024")
        assert "'stream: portfolio' means one ga4 ID for all sites" in message
        assert "stream: both" in hint

    def test_shared_id_where_none_is_shared(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "tags: tags", "tags: tags\nstream: site")
        place, code, message, _ = problem(portfolio)
        assert (place, code) == (portfolio.place(PORTFOLIO, "ids:"), "CFG024")
        assert "'stream: site' means that no ID is shared" in message

    def test_one_id_in_two_environments(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "G-PREVIEW000", "G-TEST000000")
        place, code, message, _ = problem(portfolio)
        assert (place, code) == ("portfolio.yml:10:16", "CFG024")
        assert message == "'G-TEST000000' is used in preview too: previews would be counted as visitors"

    @pytest.mark.parametrize(
        ("params", "needle", "says"),
        [
            ("{plase: aoki, place: x}", "plase", "event 'booking_click' has no parameter 'plase'"),
            ("{place: " + "x" * 101 + "}", "xxx", "'place' is 101 characters long; Google Analytics 4 accepts 100"),
            ("{}", "{id: book", "event 'booking_click' needs the parameter 'place'"),
        ],
    )
    def test_parameters(self, portfolio: EditablePortfolio, params: str, needle: str, says: str) -> None:
        portfolio.replace(HOME, "{place: aoki}", params)
        place, code, message, hint = problem(portfolio)
        assert (place, code, message) == (portfolio.place(HOME, needle), "CFG025", says)
        assert hint

    @pytest.mark.parametrize(
        ("file", "old", "new", "hint"),
        [
            (HOME, "goal: booking", "goal: boking", "did you mean 'booking'?"),
            (ACCESS, "event: guide_download", "event: gide_download", "did you mean 'guide_download'?"),
            (SITE, "event: booking_click", "event: boking_click", "did you mean 'booking_click'?"),
        ],
    )
    def test_names_that_lead_nowhere(
        self, portfolio: EditablePortfolio, file: str, old: str, new: str, hint: str
    ) -> None:
        portfolio.replace(file, old, new)
        place, code, _, given = problem(portfolio)
        assert (place, code, given) == (portfolio.place(file, new.split(": ")[1]), "CFG026", hint)

    def test_plan_that_cannot_be_read(self, portfolio: EditablePortfolio) -> None:
        portfolio.write(PLAN, "version: 1\nevents: []\n")
        place, code, *_ = problem(portfolio)
        assert (place, code) == (f"{PLAN}:2:9", "CFG005")


class TestSnippets:
    def test_one_id(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        html = str(snippets(source.portfolio, source.portfolio.site("berry"), "production", source.tags, str).head)
        assert html == (
            '<script async src="https://www.googletagmanager.com/gtag/js?id=G-TEST000000"></script>\n'
            "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}"
            'gtag("js",new Date());gtag("config","G-TEST000000");</script>'
        )

    def test_two_ids_load_once(self, portfolio: EditablePortfolio) -> None:
        source = with_own_ids(portfolio, "both")
        html = str(snippets(source.portfolio, source.portfolio.site("move"), "preview", source.tags, str).head)
        assert html.count("gtag/js?id=") == 1
        assert html.count("G-MOVEP") == 1
        assert 'gtag("config","G-PREVIEW000");gtag("config","G-MOVEP");' in html

    def test_local_has_none(self, portfolio: EditablePortfolio) -> None:
        source = read_portfolio(portfolio.root)
        assert snippets(source.portfolio, source.portfolio.site("berry"), "local", source.tags, str).head == ""


PLAN_TEXT = """\
berry  いちごの試験市
  purpose   いちご狩りの予約を増やす。
  audience  いちごが好きな人
  owner     観光係

  goal booking  予約への送客
    counts    予約画面へ進むボタンが押された回数。
    proxy     for 予約の成立; the true number: 協議会の集計
    baseline  100 件 → target 150 件
    owner     観光係
    event     booking_click
      index/top/book  berry/pages/index.yml:9

  event guide_download  (no goal)
      access/guide/pdf  berry/pages/access.yml:14

  provider ga4  preview: G-PREVIEW000
  provider ga4  production: G-TEST000000
"""


def test_plan_report(portfolio: EditablePortfolio) -> None:
    result = portfolio.command("plan", "berry", "--portfolio", str(portfolio.root), "--at", "2026-11-22")
    assert (result.exit_code, result.output) == (0, PLAN_TEXT)


def test_plan_report_as_data(portfolio: EditablePortfolio) -> None:
    result = portfolio.command("plan", "--portfolio", str(portfolio.root), "--format", "json")
    sites = json.loads(result.output)["sites"]
    assert [site["site"] for site in sites] == ["berry", "move"]
    [goal] = sites[1]["goals"]
    assert (goal["kind"], goal["proxy_for"], goal["event"]) == ("completed", None, "guide_download")
    assert goal["elements"] == [{"track_id": "index/start/guide", "file": "move/pages/index.yml", "line": 8}]
