"""The checklist as text, Markdown (both Japanese, with boxes to tick), a table for a spreadsheet, and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType

from microsites import spreadsheet
from microsites.measurement.reports import json
from microsites.measurement.reports.checklist import Account, Checklist, ChecklistItem
from microsites.measurement.reports.markdown import plain

_ENVIRONMENTS = {"preview": "確認用（preview）", "production": "公開用（production）"}
_ORIGINS = {"declared": "portfolio.ymlで宣言", "derived": "計測計画から"}
_NOTHING = "この計測サービスには、確かめる設定がありません。"
_OPAQUE = "中で読み込むタグと送信先は、ページからは分かりません。管理画面で一つずつ確かめます。"
_HEADERS = (
    "公開するサーバーのヘッダー Content-Security-Policy"
    "（値は、公開用に書き出したフォルダーの .manifest/サイト名.json の policy）"
)

_HEAD = (
    "計測サービス", "ID", "サイト", "設定", "名前", "期待する値", "確かめる所", "補足", "結果", "確認した人", "確認した日",
)  # fmt: skip


def _expected(item: ChecklistItem) -> str:
    match item.expected:
        case None:
            return "宣言なし（確かめた値をportfolio.ymlのmeasuring: settingsに書いてください）"
        case bool(value):
            text = "オン" if value else "オフ"
        case str(value):
            text = value
        case values:
            text = "、".join(values) or "なし"
    return f"{text}（{_ORIGINS[item.origin]}）"


def _heading(account: Account) -> str:
    return f"{account.title}　{account.id}（{'、'.join(account.sites)}）"


def _text(checklist: Checklist) -> Iterator[str]:
    yield f"管理画面の設定の確認表　{_ENVIRONMENTS[checklist.environment]}"
    yield "HTMLからは見えない設定です。管理画面で確かめ、合っていたら印を付けます。"
    for account in checklist.accounts:
        yield f"\n{_heading(account)}"
        if account.opaque:
            yield f"  {_OPAQUE}"
        if not account.items:
            yield f"  {_NOTHING}"
        for item in account.items:
            yield f"  [ ] {item.title}（{item.setting}）"
            yield f"      期待する値　{_expected(item)}"
            yield f"      確かめる所　{item.where}"
            if item.advice:
                yield f"      補足　　　　{item.advice}"
    if not checklist.accounts:
        yield "\n計測サービスがないため、確かめる設定はありません。"
        return
    yield f"\n[ ] {_HEADERS}"
    yield "\n確認した日：　　　　　　　確認した人："


def text(checklist: Checklist) -> str:
    """To read in a terminal or print."""
    return "\n".join(_text(checklist)) + "\n"


def _blocks(checklist: Checklist) -> Iterator[str]:
    yield f"# 管理画面の設定の確認表　{_ENVIRONMENTS[checklist.environment]}"
    yield "HTMLからは見えない設定です。管理画面で確かめ、合っていたら印を付けます。"
    for account in checklist.accounts:
        yield f"## {plain(_heading(account))}"
        if account.opaque:
            yield _OPAQUE
        lines = []
        for item in account.items:
            lines.append(f"- [ ] **{plain(item.title)}**")
            lines.append(f"    - 期待する値：{plain(_expected(item))}")
            lines.append(f"    - 確かめる所：{plain(item.where)}")
            if item.advice:
                lines.append(f"    - 補足：{plain(item.advice)}")
        yield "\n".join(lines) or _NOTHING
    if not checklist.accounts:
        yield "計測サービスがないため、確かめる設定はありません。"
        return
    yield "## 公開するサーバー"
    yield f"- [ ] {_HEADERS}"
    yield "確認した日：　　　　　　　確認した人："


def markdown(checklist: Checklist) -> str:
    """For a ticket or a meeting."""
    return "\n\n".join(_blocks(checklist)) + "\n"


def table(checklist: Checklist) -> str:
    """For a spreadsheet: a row for each setting, with empty cells to fill in."""
    rows = (
        (
            account.title,
            account.id,
            "、".join(account.sites),
            item.title,
            item.setting,
            _expected(item),
            item.where,
            item.advice or "",
            *[""] * 3,
        )
        for account in checklist.accounts
        for item in account.items
    )
    return spreadsheet.table(_HEAD, rows)


def as_json(checklist: Checklist) -> str:
    """For programs."""
    return json.dump(asdict(checklist))


FORMATS: Mapping[str, Callable[[Checklist], str]] = MappingProxyType(
    {"text": text, "md": markdown, "csv": table, "json": as_json}
)
"""``--format`` → its function."""
