"""A comparison as text, JSON, Markdown (Japanese) and CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, fields
from types import MappingProxyType
from typing import Final

from microsites import spreadsheet
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import Message, _, ngettext
from microsites.measurement.reports import json
from microsites.measurement.reports.changes import Change, Kind, Thing
from microsites.measurement.reports.markdown import plain, table

_KINDS: Final[Mapping[Kind, Message]] = MappingProxyType(
    {"added": _("added"), "removed": _("removed"), "renamed": _("renamed"), "changed": _("changed")}
)
_THINGS: Final[Mapping[Thing, Message]] = MappingProxyType(
    {
        "site": _("site"),
        "event": _("event"),
        "goal": _("goal"),
        "element": _("element"),
        "provider": _("provider"),
    }
)


def _summary(changes: Sequence[Change]) -> Message:
    if not changes:
        return _("Nothing changed: numbers can be compared.")
    return ngettext(
        "{changes}, {count} of which breaks comparisons.",
        "{changes}, {count} of which break comparisons.",
        sum(change.breaks for change in changes),
        changes=ngettext("{count} change", "{count} changes", len(changes)),
    )


def _told(change: Change) -> Iterator[Message]:
    yield _(
        "{where}: {thing} {subject} {kind}",
        where=change.site or _("plan"),
        thing=_THINGS[change.thing],
        subject=change.subject,
        kind=_KINDS[change.kind],
    )
    if change.kind in ("changed", "renamed"):
        none = _("(none)")
        yield _(
            "{what}: {before} → {after}", what=change.what, before=change.before or none, after=change.after or none
        )


def text(changes: Sequence[Change], reader: Catalogue) -> str:
    """To read in a terminal."""
    lines = []
    for change in changes:
        first, *more = map(reader.say, _told(change))
        lines.append(f"{'!' if change.breaks else ' '} {first}")
        lines += [f"      {line}" for line in (*more, change.why.ja if reader.language == "ja" else change.why.en)]
    return "\n".join([*lines, *([""] if lines else []), reader.say(_summary(changes))]) + "\n"


def as_json(changes: Sequence[Change], _reader: Catalogue) -> str:
    """For programs."""
    breaks = any(change.breaks for change in changes)
    return json.dump({"comparable": not breaks, "changes": [asdict(change) for change in changes]})


def as_csv(changes: Sequence[Change], _reader: Catalogue) -> str:
    """For a spreadsheet."""
    head = [field.name for field in fields(Change)]
    return spreadsheet.table(head, [(*astuple(change)[:-1], change.why.en) for change in changes])


def markdown(changes: Sequence[Change], _reader: Catalogue) -> str:
    """For a meeting or a pull request; always in Japanese."""
    japanese = Catalogue("ja")
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
                    japanese.say(_THINGS[change.thing]),
                    plain(change.subject),
                    f"{japanese.say(_KINDS[change.kind])}（{plain(change.what)}）",
                    plain(change.before) or "―",
                    plain(change.after) or "―",
                    plain(change.why.ja),
                )
                for change in group
            ]
            blocks += [f"## {heading}", table(("サイト", "対象", "名前", "種類", "前", "後", "理由"), rows)]
    return "\n\n".join(blocks) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Change], Catalogue], str]] = MappingProxyType(
    {"text": text, "json": as_json, "csv": as_csv, "md": markdown}
)
"""``--format`` → its function."""
