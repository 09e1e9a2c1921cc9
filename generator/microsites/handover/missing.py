"""What nobody wrote down yet, each with the lines that would say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from microsites.content.accessibility import TEST_FILE
from microsites.content.model import Portfolio
from microsites.handover.deadlines import line_of
from microsites.handover.holdings import UsedHost, UsedId


@dataclass(frozen=True, slots=True)
class Missing:
    """Something unsaid, in Japanese, and the YAML that says it."""

    what: str
    yaml: str
    place: str
    """Where it belongs."""


_TEST = """\
started: 2027-01-12
finished: 2027-01-15
tester: 試験した課と係
choice: ページの選び方
method: 使ったブラウザーと支援技術
pages: [index]
criteria: {}"""


def _below(key: str, line: str) -> str:
    return f"handover:\n  {key}:\n    - {line}"


def _of_accounts(portfolio: Portfolio) -> Iterator[Missing]:
    for number, account in enumerate(portfolio.settings.handover.accounts):
        at = line_of(portfolio.source, ("handover", "accounts", number))
        for field, words, example in (
            ("account", "アカウントの名前", "アカウント名か番号"),
            ("administrator", "管理者（役割）", "課と係の名前"),
        ):
            if getattr(account, field) is None:
                yield Missing(f"「{account.service}」の{words}", f"{field}: {example}", at)


def _of_domains(portfolio: Portfolio) -> Iterator[Missing]:
    for number, domain in enumerate(portfolio.settings.handover.domains):
        at = line_of(portfolio.source, ("handover", "domains", number))
        for field, words, example in (
            ("registrar", "登録先", "登録している会社"),
            ("expires", "登録期限", "2027-03-31"),
            ("owner", "更新する役割", "課と係の名前"),
        ):
            if getattr(domain, field) is None:
                yield Missing(f"ドメイン {domain.name} の{words}", f"{field}: {example}", at)


def _of_tests(portfolio: Portfolio) -> Iterator[Missing]:
    for site in portfolio.sites:
        if site.settings.measured and site.accessibility.test is None:
            what = f"{site.settings.title}のアクセシビリティ試験の結果（microsites checklist --accessibility で確認表を印刷）"
            yield Missing(what, _TEST, f"{site.id}/{TEST_FILE}")


def missing(portfolio: Portfolio, ids: Sequence[UsedId], hosts: Sequence[UsedHost]) -> tuple[Missing, ...]:
    """Everything that the document has to show as 「未記入」."""
    file = portfolio.source.file

    def found() -> Iterator[Missing]:
        for provider, title in dict.fromkeys((each.provider, each.title) for each in ids if each.account is None):
            line = (
                f"{{service: {title}, provider: {provider}, account: アカウント名か番号, administrator: 課と係の名前}}"
            )
            yield Missing(f"{title}を管理するアカウント", _below("accounts", line), file)
        yield from _of_accounts(portfolio)
        names = (urlsplit(each.url).hostname or "" for each in hosts if each.domain is None)
        for host in dict.fromkeys(names):
            line = f"{{name: {host}, registrar: 登録している会社, expires: 2027-03-31, owner: 課と係の名前}}"
            yield Missing(f"{host} のドメイン（上位のドメインでもかまいません）", _below("domains", line), file)
        yield from _of_domains(portfolio)
        if not portfolio.settings.handover.contracts:
            line = (
                "{subject: サイト運用・保守業務, contractor: 受託している会社, ends: 2027-03-31, owner: 課と係の名前}"
            )
            yield Missing("契約（なければ不要）", _below("contracts", line), file)
        yield from _of_tests(portfolio)

    return tuple(found())
