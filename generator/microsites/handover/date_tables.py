"""The document's tables of days: what must be done by when, and what changes by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from microsites.content.model import Portfolio
from microsites.handover.cells import NONE, bounded_table, marked, place
from microsites.handover.deadlines import SOON, Deadline, deadlines
from microsites.handover.waiting import Waiting
from microsites.manifest import CheckSettings
from microsites.measurement.reports.agenda import day_name
from microsites.measurement.reports.markdown import plain

_CHANGES: Final = 6
"""So many changes of one page are named."""


def _deadline_rows(found: Sequence[Deadline], today: date) -> Iterator[str]:
    rows = [
        (marked(each.day, today), plain(each.what), plain(each.owner) if each.owner else NONE, place(each.place))
        for each in found
    ]
    yield from bounded_table(("期日", "すること", "担当", "書いてある所"), rows)


def dates(portfolio: Portfolio, checks: CheckSettings, today: date) -> Iterator[str]:
    """What has a day by which somebody must have done something, the most urgent first."""
    found = deadlines(portfolio, checks)
    by_urgency = {
        urgency: [each for each in found if each.urgency(today) == urgency] for urgency in ("past", "soon", "later")
    }
    yield "## すぐに確かめること"
    if by_urgency["past"]:
        yield f"### 期限を過ぎています（{len(by_urgency['past'])}件）"
        yield from _deadline_rows(by_urgency["past"], today)
    if by_urgency["soon"]:
        yield f"### {SOON.days}日以内に期日が来ます（{len(by_urgency['soon'])}件）"
        yield from _deadline_rows(by_urgency["soon"], today)
    if not by_urgency["past"] and not by_urgency["soon"]:
        yield f"期限を過ぎたもの、{SOON.days}日以内に期日が来るものはありません。"
    if by_urgency["later"]:
        yield "### その後の期日"
        yield from _deadline_rows(by_urgency["later"], today)


def _moments(changes: Sequence[tuple[datetime, str]]) -> str:
    shown = "、".join(f"{day_name(at)} {at:%H:%M} {what}" for at, what in changes[:_CHANGES])
    return plain(f"{shown}、ほか{len(changes) - _CHANGES}回" if len(changes) > _CHANGES else shown)


def switches(found: Sequence[Waiting]) -> Iterator[str]:
    """What the clock does by itself."""
    if not found:
        yield "日時で自動的に切り替わる表示はありません。"
        return
    yield "だれも操作しなくても、この日時に表示が変わります。変わってよいかを、担当ごとに確かめます。"
    rows = [
        (plain(each.site), plain(each.page), _moments(each.changes), plain(each.owner), place(each.file))
        for each in found
    ]
    yield from bounded_table(("サイト", "ページ", "いつ、どう変わるか", "担当", "ファイル"), rows)
