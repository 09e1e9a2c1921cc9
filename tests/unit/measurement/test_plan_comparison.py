"""``microsites plan --against``: what breaks a year of comparison is named, and what does not is not blamed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from portfolios import ACCESS, AT, HOME, PLAN, PORTFOLIO, SITE, EditablePortfolio

HERE = Path(__file__).parent
Change = Callable[[EditablePortfolio], None]


@pytest.fixture
def published(portfolio: EditablePortfolio, built_minimal: EditablePortfolio) -> EditablePortfolio:
    """A portfolio whose sites were built before the test changes it."""
    return EditablePortfolio(portfolio.root, built_minimal.dist)


def run(portfolio: EditablePortfolio, *arguments: str, against: Path | None = None) -> tuple[int, str]:
    where = ("--portfolio", str(portfolio.root), "--against", str(against or portfolio.dist))
    result = portfolio.command("plan", *where, *arguments)
    return result.exit_code, result.stdout_bytes.decode()


def changes(portfolio: EditablePortfolio, *arguments: str, against: Path | None = None) -> tuple[int, list[tuple]]:
    code, report = run(portfolio, *arguments, "--format", "json", against=against)
    found = json.loads(report)
    assert found["comparable"] == (code == 0)
    return code, [
        (c["site"], c["thing"], c["subject"], c["kind"], c["what"], c["before"], c["after"], c["breaks"])
        for c in found["changes"]
    ]


def swap(file: str, old: str, new: str) -> Change:
    return lambda portfolio: portfolio.replace(file, old, new)


def rename_event(*, told: bool) -> Change:
    def change(portfolio: EditablePortfolio) -> None:
        replaces = "    replaces: [booking_click]\n" if told else ""
        portfolio.replace(PLAN, "  - name: booking_click\n", f"  - name: reserve_click\n{replaces}")
        portfolio.replace(SITE, "event: booking_click", "event: reserve_click")

    return change


def rename_parameter(portfolio: EditablePortfolio) -> None:
    old = "{name: place, definition: 予約先, required: true, example: aoki}"
    portfolio.replace(PLAN, old, "{name: spot, definition: 予約先}")
    portfolio.replace(HOME, "params: {place: aoki}", "params: {spot: aoki}")


def test_nothing_changed(published: EditablePortfolio) -> None:
    assert changes(published) == (0, [])
    assert run(published) == (0, "変更はありません。これまでの数と比べられます。\n")
    assert run(published, "--lang", "en") == (0, "Nothing changed: numbers can be compared.\n")


def test_lines_that_moved_are_no_change(published: EditablePortfolio) -> None:
    published.write(HOME, "# 一行目\n" + published.text(HOME))
    published.replace(HOME, "label: 予約する", "label: 空きを見て予約する")
    assert changes(published) == (0, [])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            rename_event(told=True),
            [("", "event", "booking_click", "renamed", "name", "booking_click", "reserve_click", True)],
            id="renamed as the plan says: its goals and buttons follow",
        ),
        pytest.param(
            rename_event(told=False),
            [("", "event", "booking_click", "renamed", "name", "booking_click", "reserve_click", True)],
            id="renamed without a word: seen at the buttons",
        ),
        pytest.param(
            swap(PLAN, "definition: 予約画面へ進む操作。予約の成立は含まない。", "definition: 予約が成立した操作。"),
            [
                (
                    "",
                    "event",
                    "booking_click",
                    "changed",
                    "definition",
                    "予約画面へ進む操作。予約の成立は含まない。",
                    "予約が成立した操作。",
                    True,
                )
            ],
            id="definition",
        ),
        pytest.param(
            swap(
                PLAN,
                "definition: 予約画面へ進む操作。予約の成立は含まない。",
                "version: 2\n    definition: 予約が成立した操作。",
            ),
            [
                (
                    "",
                    "event",
                    "booking_click",
                    "changed",
                    "definition",
                    "予約画面へ進む操作。予約の成立は含まない。",
                    "予約が成立した操作。",
                    False,
                ),
                ("", "event", "booking_click", "changed", "version", "1", "2", False),
            ],
            id="definition with a new version",
        ),
        pytest.param(
            rename_parameter,
            [
                ("", "event", "booking_click", "changed", "parameter place", "text, required", "", True),
                ("", "event", "booking_click", "changed", "parameter spot", "", "text", False),
                ("berry", "element", "index/top/book", "changed", "params", "place=aoki", "spot=aoki", False),
            ],
            id="parameter renamed",
        ),
        pytest.param(
            swap(PLAN, "example: aoki}", "example: aoki, values: [aoki, hina]}"),
            [
                (
                    "",
                    "event",
                    "booking_click",
                    "changed",
                    "parameter place",
                    "text, required",
                    "text, required, one of aoki, hina",
                    True,
                )
            ],
            id="values of a parameter",
        ),
        pytest.param(
            swap(PLAN, "    parameters:\n", "    names: {ga4: generate_lead}\n    parameters:\n"),
            [("", "event", "booking_click", "changed", "name at ga4", "booking_click", "generate_lead", True)],
            id="name at a provider",
        ),
        pytest.param(
            swap(PLAN, "events:\n", "events:\n  - {name: extra_click, definition: 追加の操作。, owner: 係, status: proposed}\n"),
            [("", "event", "extra_click", "added", "event", "", "extra_click", False)],
            id="event added",
        ),
        pytest.param(
            swap(SITE, "unit: 件", "unit: 人"),
            [("berry", "goal", "booking", "changed", "unit", "件", "人", True)],
            id="unit",
        ),
        pytest.param(
            swap(SITE, "period: month", "period: season"),
            [("berry", "goal", "booking", "changed", "period", "month", "season", True)],
            id="period",
        ),
        pytest.param(
            swap(SITE, "excludes: 予約の成立。", "excludes: 電話。"),
            [("berry", "goal", "booking", "changed", "excludes", "予約の成立。", "電話。", True)],
            id="what is not counted",
        ),
        pytest.param(
            swap(SITE, "baseline: {value: 100,", "baseline: {value: 120,"),
            [],
            id="a baseline is no definition",
        ),
        pytest.param(
            swap(HOME, "id: book,", "id: reserve,"),
            [("berry", "element", "index/top/book", "renamed", "data-track-id", "index/top/book", "index/top/reserve", True)],
            id="element renamed",
        ),
        pytest.param(
            swap(ACCESS, "event: guide_download", "goal: booking, params: {place: hina}"),
            [("berry", "element", "access/guide/pdf", "changed", "event", "guide_download", "booking_click", True)],
            id="element fires another event",
        ),
        pytest.param(
            swap(HOME, "params: {place: aoki}}", "params: {place: aoki}}\n      - {id: tel, label: 電話, url: 'tel:000', goal: booking, params: {place: tel}}"),
            [("berry", "element", "index/top/tel", "added", "element", "", "goal booking", False)],
            id="element added",
        ),
        pytest.param(
            swap(PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-OTHER00000}"),
            [
                (site, "provider", "ga4", "changed", "IDs in production", "G-TEST000000", "G-OTHER00000", True)
                for site in ("berry", "move")
            ],
            id="hits go to another ID",
        ),
        pytest.param(
            swap(PORTFOLIO, "tags: tags", "tags: tags\nmeasuring: {consent: {analytics: basic}}"),
            [
                (site, "provider", "ga4", "changed", "consent", "at_once", "after_consent", True)
                for site in ("berry", "move")
            ],
            id="visitors are asked first",
        ),
        pytest.param(
            swap("move/site.yml", "https://move.example.jp/", "https://living.example.jp/"),
            [
                (
                    site,
                    "provider",
                    "ga4",
                    "changed",
                    "linked_hosts",
                    "berry.example.jp, move.example.jp",
                    "berry.example.jp, living.example.jp",
                    True,
                )
                for site in ("berry", "move")
            ],
            id="a visit goes on to another host",
        ),
        pytest.param(
            swap(
                PORTFOLIO,
                "tags: tags",
                "tags: tags\nmeasuring: {automatic_events: [scroll_depth], settings: {ga4: {enhanced_scrolls: true}}}",
            ),
            [
                change
                for site in ("berry", "move")
                for change in (
                    (site, "event", "scroll_depth", "added", "automatic event", "", "scroll_depth", False),
                    (site, "provider", "ga4", "changed", "counts", "", "scroll_depth", True),
                )
            ],
            id="who counts an automatic event",
        ),
    ],
)  # fmt: skip
def test_change(published: EditablePortfolio, change: Change, expected: list[tuple]) -> None:
    change(published)
    broken = any(found[-1] for found in expected)
    code, found = changes(published)
    assert found == expected
    assert code == (1 if broken else 0)


def test_retired_event_keeps_its_numbers(portfolio: EditablePortfolio) -> None:
    event = "  - {name: old_click, definition: 前の操作。, owner: 係, status: STATUS}\n"
    portfolio.replace(PLAN, "events:\n", "events:\n" + event.replace("STATUS", "live"))
    assert portfolio.build_command().exit_code == 0
    portfolio.replace(PLAN, "status: live", "status: retired")
    assert changes(portfolio) == (
        0,
        [("", "event", "old_click", "changed", "status", "live", "retired", False)],
    )
    portfolio.replace(PLAN, event.replace("STATUS", "retired"), "")
    assert changes(portfolio) == (1, [("", "event", "old_click", "removed", "event", "old_click", "", True)])


def test_element_removed(published: EditablePortfolio) -> None:
    text = published.text(HOME)
    line = next(line for line in text.splitlines(keepends=True) if "id: book" in line)
    published.write(HOME, text.replace("    actions:\n" + line, ""))
    assert changes(published) == (
        1,
        [("berry", "element", "index/top/book", "removed", "element", "goal booking", "", True)],
    )


def test_element_outside_the_goals_may_go(published: EditablePortfolio) -> None:
    text = published.text(ACCESS)
    published.write(ACCESS, text[: text.index("  - type: cta")])
    published.replace("move/pages/index.yml", "site: berry/access#bus", "site: berry/access")
    code, found = changes(published)
    assert (code, found) == (
        0,
        [("berry", "element", "access/guide/pdf", "removed", "element", "event guide_download", "", False)],
    )


@pytest.mark.parametrize("at", ["2026-02-01", "2027-02-01"], ids=["was open", "was closed"])
def test_call_that_opened_or_closed_is_no_change(portfolio: EditablePortfolio, at: str) -> None:
    page = (
        "title: 募集\ndescription: 募集です。\nsections:\n  - type: call\n    id: call\n    heading: 募集\n"
        "    period: {opens: 2026-01-01, closes: 2026-12-31}\n"
        "    entry: {id: apply, label: 応募, url: 'https://x.example.jp/', goal: booking, params: {place: aoki}}\n"
    )
    portfolio.write("berry/pages/call.yml", page)
    assert portfolio.build_command(at=at).exit_code == 0
    assert changes(portfolio) == (0, [])
    portfolio.replace("berry/pages/call.yml", "2026-12-31", "2026-01-15")
    assert changes(portfolio) == (0, [])


class TestSites:
    def test_site_that_is_gone_and_one_that_is_new(self, published: EditablePortfolio) -> None:
        published.path("move").rename(published.path("live"))
        published.replace(PORTFOLIO, "sites: [berry, move]", "sites: [berry, live]")
        published.replace("berry/pages/about.md", "site:move", "site:live")
        for environment in ("preview.", ""):
            published.replace(
                "live/site.yml", f"https://move.{environment}example", f"https://live.{environment}example"
            )
        code, found = changes(published)
        assert code == 1
        assert [each for each in found if each[1] == "site"] == [
            ("live", "site", "live", "added", "site", "", "試験市で暮らす", False),
            ("move", "site", "move", "removed", "site", "試験市で暮らす", "", True),
        ]

    def test_named_sites_alone_are_compared(self, published: EditablePortfolio) -> None:
        published.replace("move/site.yml", "unit: 件", "unit: 人")
        assert changes(published, "berry") == (0, [])
        assert changes(published, "move")[0] == 1

    @pytest.mark.parametrize("path", [".manifest/move.json", "move", ".manifest"])
    def test_manifest_can_be_named_in_several_ways(self, published: EditablePortfolio, path: str) -> None:
        published.replace("move/site.yml", "unit: 件", "unit: 人")
        code, found = changes(published, against=published.dist / path)
        assert (code, found) == (1, [("move", "goal", "guide", "changed", "unit", "件", "人", True)])


class TestErrors:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("{", "is not a manifest: it is not JSON"),
            ("[]", "is not a manifest"),
            ('{"schema_version": 1}', "was written by an older microsites"),
            ('{"schema_version": 99}', "was written by a newer microsites"),
        ],
    )
    def test_manifest_that_cannot_be_read(
        self, portfolio: EditablePortfolio, tmp_path: Path, content: str, says: str
    ) -> None:
        (tmp_path / "old.json").write_text(content, "utf-8")
        result = portfolio.command("plan", "--portfolio", str(portfolio.root), "--against", str(tmp_path / "old.json"))
        assert result.exit_code == 2
        assert says in result.output
        assert "BLD402" in result.output

    def test_manifest_of_no_moment(self, published: EditablePortfolio, tmp_path: Path) -> None:
        text = (published.dist / ".manifest/berry.json").read_text("utf-8")
        path = tmp_path / "berry.json"
        path.write_text(re.sub(r'"clock": "[^"]*"', '"clock": "yesterday"', text), "utf-8")
        result = published.command("plan", "--portfolio", str(published.root), "--against", str(path))
        assert result.exit_code == 2
        assert "BLD402" in result.output

    def test_folder_without_a_manifest(self, portfolio: EditablePortfolio, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        result = portfolio.command("plan", "--portfolio", str(portfolio.root), "--against", str(tmp_path / "empty"))
        assert (result.exit_code, "holds no manifest" in result.output) == (2, True)

    def test_clock_and_comparison_do_not_go_together(self, published: EditablePortfolio) -> None:
        assert run(published, "--at", AT)[0] == 2


def test_text_has_one_language(published: EditablePortfolio) -> None:
    rename_parameter(published)
    published.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-TEST000001}")
    japanese, english = (run(published, "--lang", language)[1].splitlines() for language in ("ja", "en"))
    assert "! 計測計画：イベント booking_click（変更）" in japanese
    assert "! plan: event booking_click changed" in english
    assert "      パラメーター place：文字、必須 → （なし）" in japanese
    assert "      parameter place: text, required → (none)" in english
    assert "      公開用（production）のID：G-TEST000000 → G-TEST000001" in japanese
    assert "      IDs in production: G-TEST000000 → G-TEST000001" in english


@pytest.mark.parametrize(
    ("format_", "file"),
    [("text", "text"), ("json", "json"), ("csv", "csv"), ("md", "md"), ("text --lang en", "en.text")],
)
def test_golden(published: EditablePortfolio, format_: str, file: str) -> None:
    rename_event(told=True)(published)
    published.replace(ACCESS, "id: pdf,", "id: map,")
    published.replace("move/site.yml", "definition: 案内を開いた回数。", 'definition: "案内を<b>開いた</b>回数。"')
    code, report = run(published, "--format", *format_.split())
    assert code == 1
    # The files lie here with plain line ends, as git keeps text; that a spreadsheet gets its own is another test.
    assert report.replace("\r\n", "\n") == (HERE / f"comparison.{file}.golden").read_text("utf-8")


def test_spreadsheet_can_read_it(published: EditablePortfolio) -> None:
    published.replace(SITE, "unit: 件", 'unit: "=1+1"')
    rows = list(csv.DictReader(io.StringIO(run(published, "--format", "csv")[1].removeprefix("\ufeff"))))
    assert [(row["what"], row["after"]) for row in rows] == [("unit", "'=1+1")]
