"""The document's tables of what no page shows: IDs and their accounts, domains, contracts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from microsites.content.model import Portfolio
from microsites.handover.cells import NONE, NOT_WRITTEN, bounded_table, link, marked, or_missing, place
from microsites.handover.holdings import UsedHost, UsedId
from microsites.measurement.reports.markdown import plain

_ENVIRONMENTS = {"production": "公開用", "preview": "確認用"}


def ids(found: Sequence[UsedId], portfolio: Portfolio) -> Iterator[str]:
    """IDs in use, and the accounts in which they are administered."""
    yield "パスワードは、この資料にも `portfolio.yml` にも書きません。"
    rows = [
        (
            plain(each.title),
            _ENVIRONMENTS[each.environment],
            place(each.id),
            plain("、".join(each.sites)),
            or_missing(each.account.account if each.account else None),
            or_missing(each.account.administrator if each.account else None),
            place(each.place),
        )
        for each in found
    ]
    if rows:
        head = ("計測サービス", "環境", "ID", "サイト", "アカウント", "管理者（役割）", "IDの書いてある所")
        yield from bounded_table(head, rows)
    else:
        yield "計測サービスは使っていません。"
    if accounts := portfolio.settings.handover.accounts:
        yield "### アカウントの一覧"
        yield from bounded_table(
            ("サービス", "アカウント", "ログイン画面", "管理者（役割）", "補足"),
            [
                (
                    plain(each.service),
                    or_missing(each.account),
                    link(each.url) if each.url else NONE,
                    or_missing(each.administrator),
                    plain(each.note) if each.note else NONE,
                )
                for each in accounts
            ],
        )


def domains(portfolio: Portfolio, hosts: Sequence[UsedHost], today: date) -> Iterator[str]:
    """Domains, and the addresses that belong to them."""
    domains = portfolio.settings.handover.domains
    rows = [
        (
            plain(each.name),
            or_missing(each.registrar),
            marked(each.expires, today),
            plain(each.dns) if each.dns else "登録先と同じ",
            or_missing(each.owner),
        )
        for each in domains
    ]
    if rows:
        yield from bounded_table(("ドメイン", "登録先", "登録期限", "DNSの管理", "更新する役割"), rows)
    head = ("サイト", "環境", "アドレス", "ドメイン")
    yield from bounded_table(
        head,
        [
            (
                plain(each.site),
                _ENVIRONMENTS[each.environment],
                link(each.url),
                plain(each.domain.name) if each.domain else NOT_WRITTEN,
            )
            for each in hosts
        ],
    )


def contracts(portfolio: Portfolio, today: date) -> Iterator[str]:
    """Contracts, and when they run out."""
    titles = {site.id: site.settings.title for site in portfolio.sites}
    contracts = portfolio.settings.handover.contracts
    if not contracts:
        yield f"{NOT_WRITTEN}（制作・保守・公開サーバーなどの契約があれば加えます）"
        return
    rows = [
        (
            plain(each.subject),
            plain(each.contractor),
            marked(each.ends, today),
            plain("、".join(titles[name] for name in each.sites) or "すべてのサイト"),
            plain(each.owner),
            plain(each.note) if each.note else NONE,
        )
        for each in contracts
    ]
    yield from bounded_table(("契約", "相手先", "満了日", "サイト", "担当", "補足"), rows)
