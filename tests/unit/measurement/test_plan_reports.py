"""The plan's reports: what they say is compared with golden files, what they mean with values."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from html import unescape
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microsites.build.portfolio import read_portfolio
from microsites.content.actuals import Actual
from microsites.measurement.reports.agenda import goal_agenda, percent, unmeasured
from microsites.measurement.reports.chart import WIDTH, Bar, bar, chart
from microsites.measurement.reports.markdown import plain, table
from microsites.measurement.reports.plan import PlannedEvent, PlannedGoal, PlannedMeasure, PlannedParameter, site_plan
from microsites.measurement.reports.progress import following, progress
from portfolios import AT, HOME, PLAN, PORTFOLIO, SITE, EditablePortfolio

HERE = Path(__file__).parent
NOW = datetime.fromisoformat(AT)
OPEN = datetime.fromisoformat("2026-01-15")

ACTUALS = """\
年月,ゴール,実績,真の件数,出典,要因,次の一手
2026-08,booking,60,12,GA4の月次報告,夏休み,続ける
2026-09,booking,,,,タグがなかった,公開の前に検査する
2026-10,booking,90,9,GA4の月次報告,"=文言を
変えた",<b>戻す</b>
"""

TALLY = """\
name: tally
title: 集計サービス
documentation: https://tally.example.jp/
category: advertising
id_pattern: ^T-[0-9]+$
id_example: T-1
hosts: {}
opaque: true
sends: named
settings:
  - {name: scrolls, title: 自動のスクロール計測, where: 管理 › 計測, kind: flag, counts: [scroll_depth], advice: 二重に数えません。}
  - {name: retention, title: 保存期間, where: 管理 › 保存, kind: text}
  - {name: masking, title: 伏せ字, where: 管理 › 表示, kind: flag}
  - {name: key_events, title: 目標のイベント, where: 管理 › 目標, kind: list, derived: key_events}
  - {name: dimensions, title: 独自の項目, where: 管理 › 項目, kind: list, derived: custom_dimensions}
  - {name: domains, title: 姉妹サイト, where: 管理 › ドメイン, kind: list, derived: cross_domain}
signatures:
  - {part: script_text, role: config, pattern: 'tally\\("(?P<id>T-[0-9]+)"\\)'}
disclosure:
  recipient: 集計株式会社
  service: 集計サービス
  sent: [閲覧したページのアドレス]
  purpose: 広告の効果を知るため
  recipient_purpose: 集計のため
"""

MEASURING = """\
measuring:
  consent: {analytics: opt_out, advertising: basic}
  automatic_events: [outbound_click, scroll_depth]
  settings:
    ga4: {enhanced_outbound_clicks: false, enhanced_scrolls: false}
    tally: {scrolls: true, masking: false}
"""


@pytest.fixture
def told(portfolio: EditablePortfolio) -> EditablePortfolio:
    """The minimal portfolio with everything that a report has to say something about."""
    portfolio.write("berry/actuals.csv", ACTUALS)
    portfolio.write("tags/providers/tally/provider.yml", TALLY)
    portfolio.write("tags/providers/tally/head.html", "<script>tally({{ ids[0] | tojson }})</script>\n")
    portfolio.write("tags/providers/tally/adapter.js", "microsites.providers.tally = function () {};\n")
    portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{ga4: G-TEST000000, tally: T-12}")
    portfolio.replace(PORTFOLIO, "tags: tags\n", f"tags: tags\n{MEASURING}")
    portfolio.replace(
        PLAN,
        "    owner: 観光係\n    parameters:\n",
        "    owner: 観光係\n    version: 2\n    since: 2026-10-01\n    names: {ga4: generate_lead, tally: booked}\n"
        "    parameters:\n      - {name: person, definition: 代表者の名前, personal: true}\n",
    )
    portfolio.replace(
        PLAN, "definition: 資料を開く操作。", "definition: {ja: 資料を開く操作。, en: A step to a document.}"
    )
    return portfolio


def command(portfolio: EditablePortfolio, name: str, *arguments: str) -> tuple[int, str]:
    result = portfolio.command(name, "--portfolio", str(portfolio.root), *arguments)
    return result.exit_code, result.stdout_bytes.decode()


@pytest.mark.parametrize("format_", ["text", "json", "csv", "md"])
def test_golden_plan(told: EditablePortfolio, format_: str) -> None:
    code, report = command(told, "plan", "--at", AT, "--format", format_)
    assert code == 0
    # The files lie here with plain line ends, as git keeps text; that a spreadsheet gets its own is another test.
    assert report.replace("\r\n", "\n") == (HERE / f"plan.{format_}.golden").read_text("utf-8")


@pytest.mark.parametrize("format_", ["text", "json", "md"])
def test_golden_checklist(told: EditablePortfolio, format_: str) -> None:
    code, report = command(told, "checklist", "move", "--format", format_)
    assert code == 0
    # Of the provider that lies here: the shipped ones may learn new settings without breaking this test.
    if format_ == "json":
        accounts = json.loads(report)["accounts"]
        report = json.dumps([each for each in accounts if each["provider"] == "tally"], ensure_ascii=False, indent=2)
    else:
        report = report[report.index("集計サービス　T-12") :]
    assert report.rstrip("\n") == (HERE / f"checklist.{format_}.golden").read_text("utf-8").rstrip("\n")


def test_golden_in_english(told: EditablePortfolio) -> None:
    plan = command(told, "plan", "berry", "--at", AT, "--lang", "en")[1]
    assert plan == (HERE / "plan.en.text.golden").read_text("utf-8")
    checklist = command(told, "checklist", "move", "--lang", "en")[1]
    assert checklist[checklist.index("集計サービス  T-12") :] == (HERE / "checklist.en.text.golden").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "format_"),
    [("plan", "json"), ("plan", "csv"), ("plan", "md"), ("checklist", "json"), ("checklist", "csv")],
)
def test_what_programs_and_meetings_read_has_one_language(told: EditablePortfolio, name: str, format_: str) -> None:
    shown = [command(told, name, "--format", format_, *lang)[1] for lang in ((), ("--lang", "en"))]
    assert shown[0] == shown[1]


class TestChecklist:
    def accounts(self, portfolio: EditablePortfolio, *arguments: str) -> dict[str, dict]:
        code, report = command(portfolio, "checklist", "--format", "json", *arguments)
        assert code == 0
        return {account["id"]: account for account in json.loads(report)["accounts"]}

    def test_settings_belong_to_the_account_with_all_its_sites(self, told: EditablePortfolio) -> None:
        account = self.accounts(told, "berry")["T-12"]
        assert account["sites"] == ["berry", "move"]
        expected = {item["setting"]: (item["origin"], item["expected"]) for item in account["items"]}
        assert expected == {
            "scrolls": ("declared", True),
            "retention": ("undeclared", None),
            "masking": ("declared", False),
            "key_events": ("derived", ["booked", "guide_download"]),
            "dimensions": ("derived", ["track_id", "goal", "place"]),
            "domains": ("derived", ["berry.example.jp", "move.example.jp"]),
        }

    def test_own_stream_expects_the_goals_of_its_own_sites(self, told: EditablePortfolio) -> None:
        told.replace(PORTFOLIO, "tags: tags", "tags: tags\nstream: both")
        told.replace(SITE, '"https://berry.example.jp/"', '"https://berry.example.jp/", ids: {tally: T-77}')
        accounts = self.accounts(told)
        assert set(accounts) >= {"G-TEST000000", "T-12", "T-77"}
        [own] = [item["expected"] for item in accounts["T-77"]["items"] if item["setting"] == "key_events"]
        assert (accounts["T-77"]["sites"], own) == (["berry"], ["booked"])

    def test_environment(self, told: EditablePortfolio) -> None:
        assert set(self.accounts(told, "--env", "preview")) == {"G-PREVIEW000"}

    def test_portfolio_without_providers_has_nothing_to_look_up(self, portfolio: EditablePortfolio) -> None:
        portfolio.replace(PORTFOLIO, "{ga4: G-TEST000000}", "{}")
        assert "計測サービスがない" in command(portfolio, "checklist")[1]


class TestPlan:
    def test_names_and_counters(self, told: EditablePortfolio) -> None:
        source = read_portfolio(told.root)
        plan = site_plan(source.portfolio, source.portfolio.site("berry"), source.tags, NOW)
        [goal] = plan.goals
        assert goal.event.names == {"ga4": "generate_lead", "tally": "booked"}
        [other] = plan.other_events
        assert other.event.names == {"ga4": "guide_download", "tally": None}
        counted = {count.event: count.counted_by for count in plan.automatic}
        assert counted["scroll_depth"] == {"ga4": "runtime", "tally": "provider"}
        assert counted["outbound_click"] == {"ga4": "runtime"}
        assert counted["tel_click"] == {}
        assert counted["site_switch"] == {"ga4": "runtime"}

    def test_search_of_the_site_counts_itself_whatever_is_declared(self, told: EditablePortfolio) -> None:
        told.replace(PORTFOLIO, "enhanced_scrolls: false}", "enhanced_scrolls: false, enhanced_site_search: true}")
        told.replace(PORTFOLIO, "scroll_depth]", "scroll_depth, site_search]")
        for search, counter in (("", "provider"), ("search: true\n", "runtime")):
            told.write(SITE, search + told.text(SITE))
            source = read_portfolio(told.root)
            plan = site_plan(source.portfolio, source.portfolio.site("berry"), source.tags, NOW)
            counted = {count.event: count.counted_by for count in plan.automatic}
            assert counted["site_search"]["ga4"] == counter

    def test_closed_entry_has_no_element_unless_the_clock_is_left_out(self, told: EditablePortfolio) -> None:
        file = "berry/pages/call.yml"
        told.write(
            file,
            "title: 募集\ndescription: 募集です。\nsections:\n  - type: call\n    id: call\n    heading: 募集\n"
            "    period: {opens: 2026-01-01, closes: 2026-01-31}\n"
            "    entry: {id: apply, label: 応募する, url: 'https://x.example.jp/', goal: booking, params: {place: aoki}}\n",
        )
        source = read_portfolio(told.root)
        berry = source.portfolio.site("berry")
        found = {
            when: {
                element.track_id for element in site_plan(source.portfolio, berry, source.tags, when).goals[0].elements
            }
            for when in (None, NOW, OPEN)
        }
        assert found[NOW] == {"index/top/book"}
        assert found[None] == found[OPEN] == {"index/top/book", "call/call/apply"}

    def test_goal_that_nothing_can_fire_has_a_row(self, told: EditablePortfolio) -> None:
        told.replace(HOME, "goal: booking, params: {place: aoki}", "event: guide_download")
        report = command(told, "plan", "berry", "--format", "csv", "--at", AT)[1]
        rows = list(csv.DictReader(io.StringIO(report.removeprefix("\ufeff"))))
        assert [(row["goal"], row["event"], row["track_id"]) for row in rows] == [
            ("booking", "booking_click", ""),
            ("", "guide_download", "index/top/book"),
            ("", "guide_download", "access/guide/pdf"),
        ]
        assert (
            "いま、このゴールに進むボタンがどのページにもありません。"
            in command(told, "plan", "berry", "--format", "md")[1]
        )

    @pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", "＝1"])
    def test_label_is_no_formula_in_a_spreadsheet(self, told: EditablePortfolio, label: str) -> None:
        told.replace(HOME, "label: 予約する", f'label: "{label}"')
        report = command(told, "plan", "berry", "--format", "csv", "--at", AT)[1]
        rows = list(csv.DictReader(io.StringIO(report.removeprefix("\ufeff"))))
        assert rows[0]["label"] == f"'{label}"

    def test_file_is_what_the_console_shows(self, told: EditablePortfolio, tmp_path: Path) -> None:
        shown = command(told, "plan", "--format", "csv", "--at", AT)[1]
        assert command(told, "plan", "--format", "csv", "--at", AT, "--output", str(tmp_path / "plan.csv")) == (0, "")
        written = (tmp_path / "plan.csv").read_bytes()
        assert written == shown.encode()
        assert written.startswith(b"\xef\xbb\xbfsite,goal,")
        assert written.count(b"\n") == written.count(b"\r\n")

    def test_sheet_shows_what_was_written_and_nothing_more(self, told: EditablePortfolio) -> None:
        nasty = "<script>alert(1)</script> | [x](javascript:alert(1)) **y** `z` # 見出し"
        told.replace(SITE, "purpose: いちご狩りの予約を増やす。", f'purpose: "{nasty}"')
        report = command(told, "plan", "berry", "--format", "md", "--at", AT)[1]
        assert (
            "| 目的 | &lt;script&gt;alert(1)&lt;/script&gt; \\| \\[x\\](javascript:alert(1)) \\*\\*y\\*\\* \\`z\\` \\# 見出し |"
            in report
        )


def goal(*rows: tuple[str, float | None, float | None], **changes: object) -> PlannedGoal:
    event = PlannedEvent("go", "進む", None, "係", "live", 1, None, {}, ())
    values: dict = {
        "id": "g",
        "name": "ゴール",
        "definition": "数える",
        "excludes": "数えない",
        "kind": "proxy",
        "proxy_for": "申込み",
        "true_count_source": "受付簿",
        "unit": "件",
        "period": "month",
        "baseline": PlannedMeasure(50, date(2026, 3, 10), "旧ページ"),
        "target": PlannedMeasure(200, date(2027, 1, 31), None),
        "owner": "係",
        "next_review": date(2027, 4, 1),
        "event": event,
        "elements": (object(),),
        "actuals": tuple(
            Actual(date.fromisoformat(f"{month}-01"), "g", value, true, "報告", "要因", "次", number)
            for number, (month, value, true) in enumerate(rows, 2)
        ),
    }
    return PlannedGoal(**(values | changes))


class TestProgress:
    def test_month_is_held_against_the_target_alone(self) -> None:
        months = progress(goal(("2026-09", 50, 10), ("2026-10", 80, 4))).months
        assert [(m.change, m.reached, m.share, m.true_share) for m in months] == [
            (None, 50, 0.25, 0.2),
            (30, 80, 0.4, 0.05),
        ]

    def test_month_without_a_value_is_neither_zero_nor_compared(self) -> None:
        months = progress(goal(("2026-08", 50, None), ("2026-09", None, 7), ("2026-10", 80, None))).months
        assert [(m.change, m.reached, m.share, m.true_share) for m in months] == [
            (None, 50, 0.25, None),
            (None, None, None, None),
            (None, 80, 0.4, None),
        ]
        assert [m.complete for m in months] == [True, False, True]

    def test_season_is_a_running_total(self) -> None:
        months = progress(goal(("2026-09", 50, None), ("2026-10", 80, None), period="season")).months
        assert [(m.reached, m.complete, m.since.month) for m in months] == [(50, True, 9), (130, True, 9)]

    def test_total_with_a_gap_is_a_lower_bound(self) -> None:
        found = progress(goal(("2026-07", 50, None), ("2026-09", None, None), ("2026-10", 80, None), period="call"))
        assert [(m.reached, m.complete) for m in found.months] == [(50, True), (50, False), (130, False)]
        assert found.missing == (date(2026, 8, 1),)

    def test_month_without_a_row_is_a_gap(self) -> None:
        found = progress(goal(("2026-08", 50, None), ("2026-10", 80, None), period="call"))
        assert [(m.reached, m.complete) for m in found.months] == [(50, True), (130, False)]

    def test_total_of_nothing_measured_is_unknown(self) -> None:
        [month] = progress(goal(("2026-10", None, 3), period="call")).months
        assert (month.reached, month.share) == (None, None)

    @pytest.mark.parametrize(
        ("period", "totals"),
        [("fiscal_year", [10, 30, 30]), ("quarter", [10, 30, 30]), ("month", [10, 20, 30])],
    )
    def test_total_begins_anew_with_its_period(self, period: str, totals: list[float]) -> None:
        rows = (("2027-02", 10, None), ("2027-03", 20, None), ("2027-04", 30, None))
        assert [m.reached for m in progress(goal(*rows, period=period)).months] == totals

    def test_season_ends_with_its_target_and_begins_with_its_baseline(self) -> None:
        rows = (("2026-02", 1, None), ("2026-03", 2, None), ("2027-01", 4, None), ("2027-02", 8, None))
        assert [m.reached for m in progress(goal(*rows, period="season")).months] == [None, 2, 6, None]

    def test_target_of_nothing_has_no_share(self) -> None:
        [month] = progress(goal(("2026-10", 5, None), target=PlannedMeasure(0, date(2027, 1, 31), None))).months
        assert (month.reached, month.share) == (5, None)

    def test_december_is_followed_by_january(self) -> None:
        assert following(date(2026, 12, 1)) == date(2027, 1, 1)
        assert following(date(2026, 11, 1)) == date(2026, 12, 1)


class TestAgenda:
    def points(self, subject: PlannedGoal, today: date | None = date(2026, 11, 22)) -> str:
        return "\n".join(goal_agenda(subject, progress(subject), today))

    def test_nothing_to_say_of_a_goal_that_is_in_order(self) -> None:
        assert self.points(goal(("2026-09", 50, 5), ("2026-10", 60, 6))) == ""

    @pytest.mark.parametrize(
        ("subject", "says"),
        [
            (goal(), "受信実績がまだありません。"),
            (goal(("2026-10", 60, None)), "2026年10月の真の件数が届いていません（受付簿）。"),
            (goal(("2026-09", 50, 9), ("2026-10", 80, 4)), "クリックは増え、真の件数は減りました。"),
            (goal(("2026-09", 80, 4), ("2026-10", 50, 9)), "真の件数は増え、クリックは減りました。"),
            (goal(("2026-10", 60, 6), baseline=None), "基準値がありません。"),
            (goal(("2026-10", 60, 6), elements=()), "ボタンがどのページにもありません。"),
            (goal(("2026-10", 60, 6), next_review=date(2026, 11, 22)), "見直し日（2026年11月22日）になりました。"),
            (
                goal(
                    ("2026-09", 50, 5),
                    ("2026-10", 60, 6),
                    event=PlannedEvent("go", "進む", None, "係", "live", 2, date(2026, 10, 1), {}, ()),
                ),
                "定義は2026年10月1日からのもの（第2版）です。それより前の月とは比べられません。",
            ),
            (
                goal(("2026-10", 60, 6), event=PlannedEvent("go", "進む", None, "係", "retired", 2, None, {}, ())),
                "イベント go は廃止されています。",
            ),
        ],
    )
    def test_point(self, subject: PlannedGoal, says: str) -> None:
        assert says in self.points(subject)

    def test_review_is_not_due_without_a_date(self) -> None:
        assert self.points(goal(("2026-10", 60, 6), next_review=date(2026, 1, 1)), None) == ""

    def test_source_that_changed_and_words_that_are_missing(self) -> None:
        rows = (
            Actual(date(2026, 9, 1), "g", 5, 1, "旧ページ", "x", "y", 2),
            Actual(date(2026, 10, 1), "g", 6, 2, "新ページ", "", "", 3),
        )
        assert self.points(goal(actuals=rows)).splitlines() == [
            "2026年10月の要因が書かれていません。",
            "2026年10月を受けた次の一手が決まっていません。",
            "実績の出典が途中で変わっています（旧ページ、新ページ）。続けて比べられるかを確かめます。",
        ]

    def test_what_is_not_measured(self) -> None:
        person = PlannedParameter("person", "代表者の名前", "text", False, True)
        subject = goal(
            ("2026-07", 5, 1),
            ("2026-09", None, None),
            ("2026-10", None, None),
            event=PlannedEvent("go", "進む", None, "係", "live", 1, None, {}, (person,)),
        )
        assert unmeasured(subject, progress(subject)) == (
            "数えないもの：数えない",
            "「申込み」が実際にあった数。このサイトが見ているのはクリックまでです。",
            "2026年9月、2026年10月の実績。要因",
            "2026年8月の実績。行がなく、理由も書かれていません。",
            "パラメーター person（代表者の名前）。個人に関わる情報のため送りません。",
        )


class TestChart:
    def test_longest_bar_has_the_full_width(self) -> None:
        assert bar(10, 10) == "█" * WIDTH
        assert bar(5, 10) == "█" * (WIDTH // 2)
        assert bar(0, 10) == ""

    def test_little_is_not_nothing(self) -> None:
        assert bar(0.001, 1000) == "▏"
        assert percent(0.001) == "1%未満"
        assert percent(0) == "0%"

    def test_lines(self) -> None:
        assert chart([Bar("2026-09", 5), Bar("2026-10", None, "計測なし"), Bar("2026-11", 1200)]).splitlines() == [
            "2026-09      5  ▏",
            "2026-10      -  計測なし",
            f"2026-11  1,200  {'█' * WIDTH}",
        ]

    def test_nothing_but_nothing(self) -> None:
        assert chart([Bar("2026-09", 0)]) == "2026-09  0"


@given(
    text=st.text("`*_<>&[]()|\\#~!-+.:;{}a1 あ\"'/=@", max_size=30)
    | st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40)
)
@example("http://x.example.jp/?a=1&amp;b=2 <a@b.example.jp> &copy; ~~x~~ __x__ a_b_c :smile: ![x](y)")
def test_markdown_shows_exactly_what_was_written(text: str) -> None:
    html = markdown.markdown(table(["x", "y"], [["前" + plain(text) + "後", "z"]]), extensions=["tables"])
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert [unescape(cell).replace("\u200b", "") for cell in cells] == [
        "前" + re.sub(" +", " ", text).strip(" ") + "後",
        "z",
    ]


def test_nothing_is_struck_through_where_markdown_knows_that() -> None:
    assert plain("~~x~~ ~y") == "&#126;&#126;\u200bx&#126;&#126; &#126;\u200by"
