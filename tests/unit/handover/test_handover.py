"""The handover document: what it says of a portfolio, what it marks, what it misses, and that nothing breaks out of it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import markdown
import pytest

from microsites.build.portfolio import Source, read_portfolio
from microsites.content.yaml_reader import read_yaml
from microsites.errors import UserError
from microsites.handover.deadlines import SOON, Deadline, deadlines
from microsites.handover.document import document
from microsites.handover.holdings import holdings, used_hosts, used_ids
from microsites.handover.tasks import tasks
from microsites.handover.waiting import waiting
from portfolios import ACCESS, AT, CHECKOUT, HOME, NEWS, PORTFOLIO, SITE, EditablePortfolio

NOW = datetime.fromisoformat(AT)

RECORD = """\
handover:
  domains:
    - {name: Example.jp, registrar: 登録会社, expires: 2027-01-31, owner: 情報係}
    - {name: berry.example.jp, registrar: 別の会社, expires: 2026-11-21, owner: 観光係}
  accounts:
    - {service: GA4, provider: ga4, ids: [G-PREVIEW000], account: 確認用, administrator: 広報係}
    - {service: GA4, provider: ga4, account: 本番, administrator: 情報係}
  contracts:
    - {subject: 保守, contractor: 花会社, starts: 2026-04-01, ends: 2027-03-31, owner: 広報係, sites: [berry]}
"""

CALL = """\
  - type: call
    id: apply
    heading: 出店者の募集
    period: {opens: 2026-11-01 09:00, closes: 2026-12-25 17:00}
    entry: {id: entry, label: 申し込む, url: "https://forms.example.jp/", goal: booking, params: {place: aoki}}
"""


def read(portfolio: EditablePortfolio) -> Source:
    return read_portfolio(portfolio.root)


def written(portfolio: EditablePortfolio, now: datetime = NOW) -> str:
    source = read(portfolio)
    return document(source.portfolio, source.tags, source.checks, now)


def part(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    assert f"\n## {heading}" in text
    return re.split(r"\n## ", text.split(f"\n## {heading}", 1)[1])[0]


def record(portfolio: EditablePortfolio, text: str = RECORD) -> None:
    portfolio.write(PORTFOLIO, portfolio.text(PORTFOLIO) + text)


def test_ids_are_traced_to_the_account_that_names_them_or_else_to_the_general_one(
    portfolio: EditablePortfolio,
) -> None:
    record(portfolio)
    source = read(portfolio)
    found = {each.id: each for each in used_ids(source.portfolio, source.tags)}
    assert {id_: each.account and each.account.account for id_, each in found.items()} == {
        "G-TEST000000": "本番",
        "G-PREVIEW000": "確認用",
    }
    assert found["G-TEST000000"].place == portfolio.place(PORTFOLIO, "G-TEST000000").rsplit(":", 1)[0]
    assert found["G-TEST000000"].sites == ("いちごの試験市", "試験市でくらす") or len(found["G-TEST000000"].sites) == 2


def test_a_host_belongs_to_the_longest_domain_that_it_ends_with(portfolio: EditablePortfolio) -> None:
    record(portfolio)
    found = {(each.url, each.domain and each.domain.name) for each in used_hosts(read(portfolio).portfolio)}
    assert ("https://berry.example.jp/", "berry.example.jp") in found
    assert ("https://berry.preview.example.jp/", "example.jp") in found
    assert {name for _, name in found} == {"berry.example.jp", "example.jp"}


def test_a_domain_is_no_mere_ending_of_a_name(portfolio: EditablePortfolio) -> None:
    record(portfolio, "handover: {domains: [{name: ample.jp}]}\n")
    assert {each.domain for each in used_hosts(read(portfolio).portfolio)} == {None}


def test_roles_hold_what_the_model_says(portfolio: EditablePortfolio) -> None:
    record(portfolio)
    portfolio.replace(ACCESS, "sections:", "owner: 交通係\nsections:")
    source = read(portfolio)
    held = {
        role: [(each.what, each.name) for each in every]
        for role, every in holdings(source.portfolio, source.tags).items()
    }
    assert ("サイト", "いちごの試験市（berry）") in held["観光係"]
    assert ("ゴール", "予約への送客（いちごの試験市）") in held["観光係"]
    assert ("ページ", "いちごの試験市の2ページ") in held["観光係"]
    assert ("一覧の項目", "いちごの試験市の news 1件") in held["観光係"]
    assert [what for what, _ in held["交通係"]] == ["ページ"]
    assert held["情報係"] == [("ドメイン", "example.jp"), ("アカウント", "GA4")]
    assert ("契約", "保守") in held["広報係"]


@pytest.mark.parametrize(
    ("days", "urgency"), [(-1, "past"), (0, "soon"), (90, "soon"), (91, "later")], ids=["over", "today", "90", "91"]
)
def test_ninety_days_are_soon_and_the_day_itself_still_counts(days: int, urgency: str) -> None:
    today = date(2026, 11, 22)
    assert Deadline(today + timedelta(days=days), "", "", "").urgency(today) == urgency


def test_deadlines_are_of_goals_pages_sections_domains_contracts_and_suppressions(
    portfolio: EditablePortfolio,
) -> None:
    record(portfolio)
    portfolio.replace(ACCESS, "sections:", "review_by: 2026-06-01\nsections:")
    suppressed = "suppress:\n  - {code: LNK001, reason: 直しています, until: 2026-12-01}\n"
    portfolio.write("checks.yml", suppressed)
    source = read(portfolio)
    found = {(each.day.isoformat(), each.what, each.place) for each in deadlines(source.portfolio, source.checks)}
    page = next(each for each in found if each[1].startswith("ページ"))
    assert (page[0], page[2]) == ("2026-06-01", portfolio.place(ACCESS, "2026-06-01").rsplit(":", 1)[0])
    review = ("2027-04-15", "いちごの試験市：ゴール「予約への送客」の定義と目標の見直し")
    assert (*review, portfolio.place(SITE, "2027-04-15").rsplit(":", 1)[0]) in found
    whats = {what for _, what, _ in found}
    assert "ドメイン berry.example.jp の登録期限" in whats
    assert "契約「保守」（花会社）の満了" in whats
    assert "検査の見送り LNK001 の期限" in whats


def test_what_is_over_or_near_is_marked(portfolio: EditablePortfolio) -> None:
    record(portfolio)
    text = written(portfolio)
    domains = part(text, "ドメイン")
    assert "**2027年1月31日（あと70日）**" in domains
    assert "**2026年11月21日（期限切れ）**" in domains
    assert "| 2027年3月31日 |" in part(text, "契約")  # 129 days ahead
    assert "### 期限を過ぎています（1件）" in text
    assert "**2027年3月31日（あと31日）**" in part(written(portfolio, NOW.replace(2027, 2, 28)), "契約")


def test_what_nobody_wrote_is_said_with_yaml_that_works(portfolio: EditablePortfolio) -> None:
    text = written(portfolio)
    assert part(text, "契約").strip().startswith("**未記入**")
    assert part(text, "アカウントとID").count("**未記入**") == 4
    blocks = re.findall(r"```yaml\n(.*?)```", part(text, "未記入のこと"), re.DOTALL)
    items: dict[str, list[object]] = {}
    for block in blocks[:-2]:
        for key, value in read_yaml(block, "block").data["handover"].items():
            items.setdefault(key, []).extend(value)
    for site, block in zip(("berry", "move"), blocks[-2:], strict=True):
        portfolio.write(f"{site}/accessibility.yml", block)
    assert {key: len(value) for key, value in items.items()} == {"accounts": 1, "domains": 4, "contracts": 1}
    lines = [f"  {key}:\n" + "".join(f"    - {_flow(each)}\n" for each in value) for key, value in items.items()]
    record(portfolio, "handover:\n" + "".join(lines))
    text = written(portfolio)
    assert part(text, "未記入のこと").strip() == "ありません。"
    assert text.count("**未記入**") == 0


def _flow(item: dict[str, object]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in item.items()) + "}"


def test_half_known_items_are_missed_field_by_field(portfolio: EditablePortfolio) -> None:
    record(portfolio, "handover:\n  domains: [{name: example.jp}]\n  accounts: [{service: フォーム}]\n")
    missing = part(written(portfolio), "未記入のこと")
    for words in ("ドメイン example.jp の登録先", "ドメイン example.jp の登録期限", "「フォーム」の管理者（役割）"):
        assert words in missing


def test_changes_of_state_come_in_order_and_with_their_words(portfolio: EditablePortfolio) -> None:
    portfolio.write(HOME, portfolio.text(HOME) + CALL)
    (found,) = waiting(read(portfolio).portfolio, NOW, NOW + timedelta(days=180))
    assert (found.site, found.file, found.owner) == ("いちごの試験市", HOME, "観光係")
    moments = [(f"{at:%m-%d %H:%M}", what) for at, what in found.changes]
    assert moments == [("12-18 17:01", "まもなく締切"), ("12-25 17:01", "受付終了")]
    assert waiting(read(portfolio).portfolio, NOW, NOW + timedelta(days=3)) == ()


def test_tasks_name_files_and_lines_of_this_portfolio(portfolio: EditablePortfolio) -> None:
    portfolio.write(HOME, portfolio.text(HOME) + CALL)
    found = {task.title: "\n".join(step.text for step in task.steps) for task in tasks(read(portfolio).portfolio, NOW)}
    assert list(found) == [
        "文章を直す",
        "お知らせを加える",
        "募集を早く締める・日程を加える",
        "写真を替える",
        "確認して公開する",
    ]
    assert f"{HOME}:" in found["文章を直す"]
    assert NEWS in found["お知らせを加える"]
    assert portfolio.place(HOME, "{opens: 2026-11-01").rsplit(":", 1)[0] in found["募集を早く締める・日程を加える"]
    assert "確認用のページを担当課で見ます。" in found["確認して公開する"]


def test_address_of_a_preview_can_be_followed_and_copied(portfolio: EditablePortfolio) -> None:
    (line,) = [line for line in written(portfolio).split("\n") if "確認用のページを担当課で見ます。" in line]
    assert "<https://berry.preview.example.jp/>" in line
    assert "\u200b" not in line


def _published(portfolio: EditablePortfolio) -> list[str]:
    (task,) = [each for each in tasks(read(portfolio).portfolio, NOW) if each.title == "確認して公開する"]
    return [step.code or step.text.split(" を、")[0] for step in task.steps[3:]]


def test_sites_go_where_their_settings_say(portfolio: EditablePortfolio) -> None:
    assert _published(portfolio) == ["dist/berry/、dist/move/"]
    portfolio.write(SITE, portfolio.text(SITE) + "publish: {github_pages: {to: _site}}\n")
    assert _published(portfolio) == ["microsites publish github-pages --site berry", "dist/move/"]
    record(portfolio, "publish: {rsync: {to: 'www.example.jp:/srv/www/{site}/'}}\n")
    assert _published(portfolio) == ["microsites publish rsync", "microsites publish github-pages --site berry"]


def test_commands_name_the_folder_as_a_shell_reads_it(
    portfolio: EditablePortfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio.root.rename(portfolio.root.with_name("sites of 2026"))
    monkeypatch.chdir(portfolio.root.parent)
    found = read_portfolio(Path("sites of 2026"))
    assert "microsites build --portfolio 'sites of 2026' --env production --check" in {
        step.code for task in tasks(found.portfolio, NOW) for step in task.steps
    }


def test_days_are_written_in_one_way_and_ninety_is_said_once(portfolio: EditablePortfolio) -> None:
    record(portfolio)
    portfolio.write(HOME, portfolio.text(HOME) + CALL)
    text = written(portfolio)
    assert "2026年12月25日 17:01 受付終了" in part(text, "自動で切り替わる予定")
    prose = re.sub(r"```.*?```", "", text.split("## よくある作業")[0], flags=re.DOTALL)
    assert not re.search(r"\d{4}-\d\d-\d\d", prose)
    assert f"### {SOON.days}日以内に期日が来ます（" in text
    assert f"または{SOON.days}日以内に来るものです。" in text


def test_the_lines_of_the_task_close_the_call(portfolio: EditablePortfolio) -> None:
    call = CALL.replace("{opens: 2026-11-01 09:00, closes: 2026-12-25 17:00}", "\n      closes: 2026-12-25 17:00")
    portfolio.write(HOME, portfolio.text(HOME) + call)
    (step,) = [step for task in tasks(read(portfolio).portfolio, NOW) for step in task.steps if "override" in step.code]
    portfolio.replace(HOME, "17:00\n", "17:00\n" + "".join(f"      {line}\n" for line in step.code.splitlines()))
    assert waiting(read(portfolio).portfolio, NOW, NOW + timedelta(days=180)) == ()


HOSTILE = "<script>alert(1)</script>|`x`*y*[z](javascript:alert(1))<img src=x onerror=alert(1)>"


def test_hostile_words_stay_words(portfolio: EditablePortfolio) -> None:
    record(
        portfolio,
        f"handover:\n  contracts: [{{subject: '{HOSTILE}', contractor: '{HOSTILE}', ends: 2027-03-31, owner: '{HOSTILE}'}}]\n",
    )
    portfolio.write(SITE, portfolio.text(SITE).replace("title: いちごの試験市", f"title: '{HOSTILE}'"))
    result = portfolio.command("handover", "--portfolio", str(portfolio.root), "--at", AT, "--format", "html")
    assert result.exit_code == 0
    assert "<script" not in result.output
    assert "<img" not in result.output
    assert 'href="javascript' not in result.output
    rows = [line for line in written(portfolio).splitlines() if line.startswith("|") and "onerror" in line]
    cells = [re.split(r"(?<!\\)\|", row)[1:-1] for row in rows]
    assert {len(row) for row in cells} <= {3, 4, 5, 6, 7}
    html = markdown.markdown(written(portfolio), extensions=["tables", "fenced_code", "sane_lists"])
    assert html.count("alert(1)") >= 9


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("handover: {domains: [{name: 'https://example.jp/'}]}", "CFG005", "is no domain"),
        ("handover: {domains: [{name: example.jp}, {name: EXAMPLE.jp}]}", "CFG060", "is named twice"),
        ("handover: {accounts: [{service: GA, provider: ga5}]}", "CFG061", "no site uses the provider 'ga5'"),
        ("handover: {accounts: [{service: GA, ids: [G-1]}]}", "CFG061", "needs the provider"),
        ("handover: {accounts: [{service: GA, provider: ga4, ids: [G-1]}]}", "CFG062", "'G-1' is no ID of ga4"),
        (
            "handover: {contracts: [{subject: a, contractor: b, starts: 2027-01-02, ends: 2027-01-01, owner: c}]}",
            "CFG005",
            "ends before it starts",
        ),
        (
            "handover: {contracts: [{subject: a, contractor: b, ends: 2027-01-01, owner: c, sites: [bery]}]}",
            "CFG010",
            "there is no site 'bery'",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_line(portfolio: EditablePortfolio, text: str, code: str, words: str) -> None:
    record(portfolio, text + "\n")
    with pytest.raises(UserError) as caught:
        read(portfolio)
    (problem,) = caught.value.problems
    assert (problem.file, problem.code) == (PORTFOLIO, code)
    assert problem.line == portfolio.text(PORTFOLIO).count("\n")
    assert words in problem.message


def test_the_sample_portfolio_says_all_there_is_to_say() -> None:
    source = read_portfolio(CHECKOUT / "sites")
    handed = source.portfolio.settings.handover
    assert (len(handed.domains), len(handed.accounts), len(handed.contracts)) == (1, 4, 1)
    text = document(source.portfolio, source.tags, source.checks, datetime.fromisoformat("2027-04-20T09:00"))
    assert "**2027年1月31日（期限切れ）**" in part(text, "ドメイン")
    assert "「申込みフォーム」のアカウントの名前" in part(text, "未記入のこと")
    assert len(tasks(source.portfolio, NOW)) == 5


def test_the_handbook_names_every_heading_of_the_document_in_its_order() -> None:
    source = read_portfolio(CHECKOUT / "sites")
    text = document(source.portfolio, source.tags, source.checks, NOW)
    headings = [heading.split("（")[0] for heading in re.findall("(?m)^## (.*)", text)]
    for name in ("handover.md", "handover.en.md"):
        page = (CHECKOUT / "sites/handbook/pages" / name).read_text("utf-8")
        rows = page.split("| --- | --- |\n")[1].split("\n\n")[0].splitlines()
        assert len(rows) == len(headings)  # one more for the first table, one less for ドメイン、契約
        assert re.findall("|".join(headings), "".join(row.split("|")[1] for row in rows)) == headings
