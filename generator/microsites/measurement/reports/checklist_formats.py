"""The checklist as text and Markdown, with boxes to tick, a table for a spreadsheet (Japanese), and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Final

from microsites import spreadsheet
from microsites.columns import aligned
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.lists import listed
from microsites.i18n.message import Message, _
from microsites.measurement.reports import json
from microsites.measurement.reports.checklist import Account, Checklist, ChecklistItem
from microsites.measurement.reports.markdown import plain

_TITLES: Final = MappingProxyType(
    {
        "preview": _("What to look up in the administration: preview"),
        "production": _("What to look up in the administration: production"),
    }
)
_INTRODUCTION = _(
    "These settings cannot be seen in HTML. Look each up in the administration, and tick it where it is right."
)
_ORIGINS: Final = MappingProxyType({"declared": _("declared in portfolio.yml"), "derived": _("from the tracking plan")})
_NOTHING = _("This provider has no setting to look up.")
_OPAQUE = _("What it loads and sends cannot be read from the page. Look at each tag in its administration.")
_NO_PROVIDER = _("There is no provider, and so no setting to look up.")
_HEADERS = _(
    "Header Content-Security-Policy of the server that publishes "
    "(its value: policy in .manifest/SITE.json of the folder that was built for production)"
)
_SERVER = _("The server that publishes")
_SIGNED = _("Looked up on:               by:")

_EXPECTED, _WHERE, _ADVICE = _("expected"), _("where"), _("advice")

_HEAD = (
    "計測サービス", "ID", "サイト", "設定", "名前", "期待する値", "確かめる所", "補足", "結果", "確認した人", "確認した日",
)  # fmt: skip


def _expected(item: ChecklistItem) -> Message:
    match item.expected:
        case None:
            return _("nothing is declared (write what you find into portfolio.yml, measuring: settings)")
        case bool(value):
            text: str = _("on") if value else _("off")
        case str(value):
            text = value
        case values:
            text = listed(values) if values else _("none")
    return _("{value} ({origin})", value=text, origin=_ORIGINS[item.origin])


def _heading(account: Account) -> Message:
    return _("{title}  {id} ({sites})", title=account.title, id=account.id, sites=listed(account.sites))


def _details(item: ChecklistItem, reader: Catalogue) -> Iterator[tuple[str, str]]:
    yield reader.say(_EXPECTED), reader.say(_expected(item))
    yield reader.say(_WHERE), item.where
    if item.advice:
        yield reader.say(_ADVICE), item.advice


def _text(checklist: Checklist, reader: Catalogue) -> Iterator[str]:
    say = reader.say
    yield say(_TITLES[checklist.environment])
    yield say(_INTRODUCTION)
    for account in checklist.accounts:
        yield f"\n{say(_heading(account))}"
        if account.opaque:
            yield f"  {say(_OPAQUE)}"
        if not account.items:
            yield f"  {say(_NOTHING)}"
        for item in account.items:
            setting = _("{title} ({setting})", title=item.title, setting=item.setting)
            yield f"  [ ] {say(setting)}"
            yield from aligned(tuple(_details(item, reader)), 6)
    if not checklist.accounts:
        yield f"\n{say(_NO_PROVIDER)}"
        return
    yield f"\n[ ] {say(_HEADERS)}"
    yield f"\n{say(_SIGNED)}"


def text(checklist: Checklist, reader: Catalogue) -> str:
    """To read in a terminal or print."""
    return "\n".join(_text(checklist, reader)) + "\n"


def _blocks(checklist: Checklist, reader: Catalogue) -> Iterator[str]:
    say = reader.say
    yield f"# {say(_TITLES[checklist.environment])}"
    yield say(_INTRODUCTION)
    for account in checklist.accounts:
        yield f"## {plain(say(_heading(account)))}"
        if account.opaque:
            yield say(_OPAQUE)
        lines = []
        for item in account.items:
            lines.append(f"- [ ] **{plain(item.title)}**")
            for label, value in _details(item, reader):
                detail = _("{label}: {value}", label=label, value=plain(value))
                lines.append(f"    - {say(detail)}")
        yield "\n".join(lines) or say(_NOTHING)
    if not checklist.accounts:
        yield say(_NO_PROVIDER)
        return
    yield f"## {say(_SERVER)}"
    yield f"- [ ] {say(_HEADERS)}"
    yield say(_SIGNED)


def markdown(checklist: Checklist, reader: Catalogue) -> str:
    """For a ticket or a meeting."""
    return "\n\n".join(_blocks(checklist, reader)) + "\n"


def table(checklist: Checklist, _reader: Catalogue) -> str:
    """For a spreadsheet: a row for each setting, with empty cells to fill in; always in Japanese."""
    japanese = Catalogue("ja")
    rows = (
        (
            account.title,
            account.id,
            "、".join(account.sites),
            item.title,
            item.setting,
            japanese.say(_expected(item)),
            item.where,
            item.advice or "",
            *[""] * 3,
        )
        for account in checklist.accounts
        for item in account.items
    )
    return spreadsheet.table(_HEAD, rows)


def as_json(checklist: Checklist, _reader: Catalogue) -> str:
    """For programs."""
    return json.dump(asdict(checklist))


FORMATS: Mapping[str, Callable[[Checklist, Catalogue], str]] = MappingProxyType(
    {"text": text, "md": markdown, "csv": table, "json": as_json}
)
"""``--format`` → its function."""
