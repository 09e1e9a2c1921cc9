"""The handover document (Japanese Markdown): one for a portfolio, to be read, filled in and signed off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from microsites.content.model import Portfolio
from microsites.handover.deadlines import SOON, Deadline, deadlines
from microsites.handover.holdings import UsedHost, UsedId, holdings, used_hosts, used_ids
from microsites.handover.missing import missing
from microsites.handover.tasks import Task, tasks
from microsites.handover.waiting import Waiting, waiting
from microsites.manifest import CheckSettings
from microsites.measurement.reports.agenda import day_name
from microsites.measurement.reports.markdown import code, code_block, plain, table
from microsites.measurement.tags import Tags

_NOT_WRITTEN: Final = "**未記入**"
_NONE: Final = "―"
_ENVIRONMENTS = {"production": "公開用", "preview": "確認用"}
_AHEAD: Final = timedelta(days=180)
_MOST: Final = 100
"""So many rows of one table help a reader; more are counted."""
_CHANGES: Final = 6
"""So many changes of one page are named."""


def _place(text: str) -> str:
    """A file, a line, an ID as code, where it holds nothing that would end a code span."""
    return code(text) if re.fullmatch(r"[\w./:@#+-]+", text) else plain(text)


def _link(url: str) -> str:
    return plain(url) if re.search(r"[<>|`*_\\\\\[\]]", url) else f"<{url}>"


def _or_missing(text: str | None) -> str:
    return plain(text) if text else _NOT_WRITTEN


def _marked(day: date | None, today: date) -> str:
    if day is None:
        return _NOT_WRITTEN
    if day < today:
        return f"**{day_name(day)}（期限切れ）**"
    if day - today <= SOON:
        return f"**{day_name(day)}（あと{(day - today).days}日）**"
    return day_name(day)


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield table(head, rows[:_MOST])
    if len(rows) > _MOST:
        yield f"ほか{len(rows) - _MOST}件"


def _deadline_rows(found: Sequence[Deadline], today: date) -> Iterator[str]:
    rows = [
        (_marked(each.day, today), plain(each.what), plain(each.owner) if each.owner else _NONE, _place(each.place))
        for each in found
    ]
    yield from _rows(("期日", "すること", "担当", "書いてある所"), rows)


def _dates(portfolio: Portfolio, checks: CheckSettings, today: date) -> Iterator[str]:
    found = deadlines(portfolio, checks)
    by_urgency = {
        urgency: [each for each in found if each.urgency(today) == urgency] for urgency in ("past", "soon", "later")
    }
    yield "## すぐに確かめること"
    if by_urgency["past"]:
        yield f"### 期限を過ぎています（{len(by_urgency['past'])}件）"
        yield from _deadline_rows(by_urgency["past"], today)
    if by_urgency["soon"]:
        yield f"### 90日以内です（{len(by_urgency['soon'])}件）"
        yield from _deadline_rows(by_urgency["soon"], today)
    if not by_urgency["past"] and not by_urgency["soon"]:
        yield "期限を過ぎたもの、90日以内のものはありません。"
    if by_urgency["later"]:
        yield "### その後の期日"
        yield from _deadline_rows(by_urgency["later"], today)


def _moments(changes: Sequence[tuple[datetime, str]]) -> str:
    shown = "、".join(f"{at:%Y-%m-%d %H:%M} {what}" for at, what in changes[:_CHANGES])
    return plain(f"{shown}、ほか{len(changes) - _CHANGES}回" if len(changes) > _CHANGES else shown)


def _waiting(found: Sequence[Waiting]) -> Iterator[str]:
    if not found:
        yield "時計で変わるものはありません。"
        return
    yield "だれも操作しなくても、この日時に表示が変わります。変わってよいかを、担当ごとに確かめます。"
    rows = [
        (plain(each.site), plain(each.page), _moments(each.changes), plain(each.owner), _place(each.file))
        for each in found
    ]
    yield from _rows(("サイト", "ページ", "いつ、どう変わるか", "担当", "ファイル"), rows)


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
                _link(url) if url else _NONE,
                f"{_place(site.id + '/')}（{written}ページ）",
            )
        )
    return table(("サイト", "目的", "担当", "公開しているアドレス", "フォルダー"), rows)


def _roles(portfolio: Portfolio, tags: Tags) -> Iterator[str]:
    yield "個人名は書きません。役割に着いた人が、その役割のものを引き継ぎます。"
    for role, held in holdings(portfolio, tags).items():
        yield f"### {plain(role)}"
        yield from _rows(("種類", "名前", "書いてある所"), [(e.what, plain(e.name), _place(e.place)) for e in held])


def _ids(found: Sequence[UsedId], portfolio: Portfolio) -> Iterator[str]:
    yield "パスワードは、この資料にも `portfolio.yml` にも書きません。"
    rows = [
        (
            plain(each.title),
            _ENVIRONMENTS[each.environment],
            _place(each.id),
            plain("、".join(each.sites)),
            _or_missing(each.account.account if each.account else None),
            _or_missing(each.account.administrator if each.account else None),
            _place(each.place),
        )
        for each in found
    ]
    if rows:
        head = ("計測サービス", "環境", "ID", "サイト", "アカウント", "管理者（役割）", "IDの書いてある所")
        yield from _rows(head, rows)
    else:
        yield "計測サービスは使っていません。"
    if accounts := portfolio.settings.handover.accounts:
        yield "### アカウントの一覧"
        yield from _rows(
            ("サービス", "アカウント", "入口", "管理者（役割）", "補足"),
            [
                (
                    plain(each.service),
                    _or_missing(each.account),
                    _link(each.url) if each.url else _NONE,
                    _or_missing(each.administrator),
                    plain(each.note) if each.note else _NONE,
                )
                for each in accounts
            ],
        )


def _domains(portfolio: Portfolio, hosts: Sequence[UsedHost], today: date) -> Iterator[str]:
    domains = portfolio.settings.handover.domains
    rows = [
        (
            plain(each.name),
            _or_missing(each.registrar),
            _marked(each.expires, today),
            plain(each.dns) if each.dns else "登録先と同じ",
            _or_missing(each.owner),
        )
        for each in domains
    ]
    if rows:
        yield from _rows(("ドメイン", "登録先", "登録期限", "DNSの管理", "更新する役割"), rows)
    head = ("サイト", "環境", "アドレス", "ドメイン")
    yield from _rows(
        head,
        [
            (
                plain(each.site),
                _ENVIRONMENTS[each.environment],
                _link(each.url),
                plain(each.domain.name) if each.domain else _NOT_WRITTEN,
            )
            for each in hosts
        ],
    )


def _contracts(portfolio: Portfolio, today: date) -> Iterator[str]:
    titles = {site.id: site.settings.title for site in portfolio.sites}
    contracts = portfolio.settings.handover.contracts
    if not contracts:
        yield f"{_NOT_WRITTEN}（制作・保守・公開サーバーなどの契約があれば加えます）"
        return
    rows = [
        (
            plain(each.subject),
            plain(each.contractor),
            _marked(each.ends, today),
            plain("、".join(titles[name] for name in each.sites) or "すべてのサイト"),
            plain(each.owner),
            plain(each.note) if each.note else _NONE,
        )
        for each in contracts
    ]
    yield from _rows(("契約", "相手先", "終わる日", "サイト", "担当", "補足"), rows)


def _suppressed(checks: CheckSettings, today: date) -> Iterator[str]:
    if not checks.suppress:
        yield "見送っている検査結果はありません。"
        return
    rows = [
        (
            code(each.code),
            plain(each.reason),
            _marked(each.until, today) if each.until else "期限なし",
            _place(f"{each.place.file}:{each.place.line}"),
        )
        for each in checks.suppress
    ]
    yield from _rows(("決まり", "理由", "期限", "書いてある所"), rows)


def _tests(portfolio: Portfolio) -> Iterator[str]:
    rows = []
    for site in portfolio.sites:
        if site.settings.measured:
            test = site.accessibility.test
            rows.append(
                (
                    plain(site.settings.title),
                    day_name(test.finished) if test else _NOT_WRITTEN,
                    plain(test.tester) if test else _NONE,
                    _place(f"{site.id}/accessibility.yml"),
                )
            )
    yield from _rows(("サイト", "試験を終えた日", "試験した役割", "結果の書いてある所"), rows)


def _task(number: int, task: Task) -> Iterator[str]:
    yield f"### {number}. {task.title}"
    for position, step in enumerate(task.steps, 1):
        yield f"{position}\\. {plain(step.text)}"
        if step.code:
            yield code_block(step.code, step.language)


def _missing(portfolio: Portfolio, ids: Sequence[UsedId], hosts: Sequence[UsedHost]) -> Iterator[str]:
    found = missing(portfolio, ids, hosts)
    if not found:
        yield "ありません。"
        return
    yield f"{len(found)}件あります。分かったら、示した所に書き加えます。次からこの資料に載ります。"
    for each in found:
        yield f"- {plain(each.what)}　→ {_place(each.place)}"
        yield code_block(each.yaml, "yaml")


def document(portfolio: Portfolio, tags: Tags, checks: CheckSettings, now: datetime) -> str:
    """The whole document, as of ``now`` (without zone, in the portfolio's own)."""
    today = now.date()
    ids, hosts = used_ids(portfolio, tags), used_hosts(portfolio)

    def blocks() -> Iterator[str]:
        yield f"# {plain(portfolio.settings.name)}　引き継ぎ資料"
        yield (
            f"{day_name(today)}現在。サイトの原稿と設定から `microsites handover` で作りました。"
            "**太字の期日**は、期限を過ぎたもの、または90日以内のものです。"
        )
        yield _sites(portfolio)
        yield from _dates(portfolio, checks, today)
        yield f"## 待っている変化（これから{_AHEAD.days}日）"
        yield from _waiting(waiting(portfolio, now, now + _AHEAD))
        yield "## だれが何を受け持つか"
        yield from _roles(portfolio, tags)
        yield "## アカウントとID"
        yield from _ids(ids, portfolio)
        yield "## ドメイン"
        yield from _domains(portfolio, hosts, today)
        yield "## 契約"
        yield from _contracts(portfolio, today)
        yield "## 見送っている検査結果"
        yield from _suppressed(checks, today)
        yield "## アクセシビリティの試験"
        yield from _tests(portfolio)
        yield "## よくある五つの作業"
        for number, task in enumerate(tasks(portfolio, now), 1):
            yield from _task(number, task)
        yield "## 未記入のこと"
        yield from _missing(portfolio, ids, hosts)
        yield "## 引き継ぎの確認"
        yield table(("", "役割", "日付", "確認"), [("引き継ぐ側", "", "", ""), ("引き継いだ側", "", "", "")])

    return "\n\n".join(blocks()) + "\n"
