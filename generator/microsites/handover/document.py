"""The handover document (Japanese Markdown): one for a portfolio, to be read, filled in and signed off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from microsites.content.model import Portfolio
from microsites.forge_markdown import code
from microsites.handover import account_tables
from microsites.handover.cells import NONE, NOT_WRITTEN, bounded_table, link, marked, place
from microsites.handover.date_tables import dates, switches
from microsites.handover.deadlines import SOON
from microsites.handover.holdings import UsedHost, UsedId, holdings, used_hosts, used_ids
from microsites.handover.missing import missing
from microsites.handover.tasks import Task, tasks
from microsites.handover.waiting import waiting
from microsites.manifest import CheckSettings
from microsites.measurement.reports.agenda import day_name
from microsites.measurement.reports.markdown import code_block, plain, table
from microsites.measurement.tags import Tags

_AHEAD: Final = timedelta(days=180)


def _sites(portfolio: Portfolio) -> str:
    rows = []
    for site in portfolio.sites:
        written = sum(page.generated is None for page in site.pages)
        url = site.url("production")
        rows.append(
            (
                plain(site.settings.title),
                plain(site.settings.purpose),
                plain(site.settings.owner),
                link(url) if url else NONE,
                f"{place(site.id + '/')}（{written}ページ）",
            )
        )
    return table(("サイト", "目的", "担当", "公開しているアドレス", "フォルダー"), rows)


def _roles(portfolio: Portfolio, tags: Tags) -> Iterator[str]:
    yield "個人名は書きません。役割に就いた人が、その役割のものを引き継ぎます。"
    for role, held in holdings(portfolio, tags).items():
        yield f"### {plain(role)}"
        yield from bounded_table(
            ("種類", "名前", "書いてある所"), [(e.what, plain(e.name), place(e.place)) for e in held]
        )


def _suppressed(checks: CheckSettings, today: date) -> Iterator[str]:
    if not checks.suppress:
        yield "見送っている検査結果はありません。"
        return
    rows = [
        (
            code(each.code),
            plain(each.reason),
            marked(each.until, today) if each.until else "期限なし",
            place(f"{each.place.file}:{each.place.line}"),
        )
        for each in checks.suppress
    ]
    yield from bounded_table(("検査規則", "理由", "期限", "書いてある所"), rows)


def _tests(portfolio: Portfolio) -> Iterator[str]:
    rows = []
    for site in portfolio.sites:
        if site.settings.measured:
            test = site.accessibility.test
            rows.append(
                (
                    plain(site.settings.title),
                    day_name(test.finished) if test else NOT_WRITTEN,
                    plain(test.tester) if test else NONE,
                    place(f"{site.id}/accessibility.yml"),
                )
            )
    yield from bounded_table(("サイト", "試験を終えた日", "試験した役割", "結果の書いてある所"), rows)


def _task(number: int, task: Task) -> Iterator[str]:
    yield f"### {number}. {task.title}"
    for position, step in enumerate(task.steps, 1):
        yield f"{position}\\. {plain(step.text)}{'、'.join(map(link, step.links))}"
        if step.code:
            yield code_block(step.code, step.language)


def _missing(portfolio: Portfolio, ids: Sequence[UsedId], hosts: Sequence[UsedHost]) -> Iterator[str]:
    found = missing(portfolio, ids, hosts)
    if not found:
        yield "ありません。"
        return
    yield f"{len(found)}件あります。分かったら、示した所に書き加えます。次からこの資料に載ります。"
    for each in found:
        yield f"- {plain(each.what)}　→ {place(each.place)}"
        yield code_block(each.yaml, "yaml")


def document(portfolio: Portfolio, tags: Tags, checks: CheckSettings, now: datetime) -> str:
    """The whole document, as of ``now`` (without zone, in the portfolio's own)."""
    today = now.date()
    ids, hosts = used_ids(portfolio, tags), used_hosts(portfolio)

    def blocks() -> Iterator[str]:
        yield f"# {plain(portfolio.settings.name)}　引き継ぎ資料"
        yield (
            f"{day_name(today)}現在。サイトの原稿と設定から `microsites handover` で作りました。"
            f"**太字の期日**は、期限を過ぎたもの、または{SOON.days}日以内に来るものです。"
        )
        yield _sites(portfolio)
        yield from dates(portfolio, checks, today)
        yield f"## 自動で切り替わる予定（これから{_AHEAD.days}日）"
        yield from switches(waiting(portfolio, now, now + _AHEAD))
        yield "## だれが何を受け持つか"
        yield from _roles(portfolio, tags)
        yield "## アカウントとID"
        yield from account_tables.ids(ids, portfolio)
        yield "## ドメイン"
        yield from account_tables.domains(portfolio, hosts, today)
        yield "## 契約"
        yield from account_tables.contracts(portfolio, today)
        yield "## 見送っている検査結果"
        yield from _suppressed(checks, today)
        yield "## アクセシビリティの試験"
        yield from _tests(portfolio)
        yield "## よくある作業"
        for number, task in enumerate(tasks(portfolio, now), 1):
            yield from _task(number, task)
        yield "## 未記入のこと"
        yield from _missing(portfolio, ids, hosts)
        yield "## 引き継ぎの確認"
        yield table(("", "役割", "日付", "確認"), [("引き継ぐ側", "", "", ""), ("引き継いだ側", "", "", "")])

    return "\n\n".join(blocks()) + "\n"
