"""A comparison as text, JSON, Markdown (Japanese) and CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, fields
from types import MappingProxyType

from microsites import spreadsheet
from microsites.measurement.reports import json
from microsites.measurement.reports.changes import Change
from microsites.measurement.reports.markdown import plain, table

_KINDS = {"added": "追加", "removed": "削除", "renamed": "名前の変更", "changed": "変更"}
_THINGS = {"site": "サイト", "event": "イベント", "goal": "ゴール", "element": "ボタン", "provider": "計測サービス"}


def _summary(changes: Sequence[Change]) -> str:
    broken = sum(change.breaks for change in changes)
    if not changes:
        return "Nothing changed: numbers can be compared."
    ending = "s" if len(changes) != 1 else ""
    verb = "breaks" if broken == 1 else "break"
    return f"{len(changes)} change{ending}, {broken} of which {verb} comparisons."


def text(changes: Sequence[Change]) -> str:
    """To read in a terminal."""
    lines = []
    for change in changes:
        where = change.site or "plan"
        lines.append(f"{'!' if change.breaks else ' '} {where}: {change.thing} {change.subject} {change.kind}")
        if change.kind in ("changed", "renamed"):
            lines.append(f"      {change.what}: {change.before or '(none)'} → {change.after or '(none)'}")
        lines.append(f"      {change.why.en}")
    return "\n".join([*lines, *([""] if lines else []), _summary(changes)]) + "\n"


def as_json(changes: Sequence[Change]) -> str:
    """For programs."""
    breaks = any(change.breaks for change in changes)
    return json.dump({"comparable": not breaks, "changes": [asdict(change) for change in changes]})


def as_csv(changes: Sequence[Change]) -> str:
    """For a spreadsheet."""
    head = [field.name for field in fields(Change)]
    return spreadsheet.table(head, [(*astuple(change)[:-1], change.why.en) for change in changes])


def markdown(changes: Sequence[Change]) -> str:
    """For a meeting or a pull request."""
    blocks = ["# 計測計画の変更"]
    broken = [change for change in changes if change.breaks]
    harmless = [change for change in changes if not change.breaks]
    if not changes:
        blocks.append("変更はありません。これまでの数と比べられます。")
    for heading, group in (("前の数と比べられなくなる変更", broken), ("比べられる変更", harmless)):
        if group:
            rows = [
                (
                    plain(change.site) if change.site else "共通",
                    _THINGS[change.thing],
                    plain(change.subject),
                    f"{_KINDS[change.kind]}（{plain(change.what)}）",
                    plain(change.before) or "―",
                    plain(change.after) or "―",
                    plain(change.why.ja),
                )
                for change in group
            ]
            blocks += [f"## {heading}", table(("サイト", "対象", "名前", "種類", "前", "後", "理由"), rows)]
    return "\n\n".join(blocks) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Change]], str]] = MappingProxyType(
    {"text": text, "json": as_json, "csv": as_csv, "md": markdown}
)
"""``--format`` → its function."""
