"""Differences between two models as messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from microsites.digest.leaves import Difference, Leaf, differences
from microsites.i18n.message import Message, _

_AROUND: Final = 12
"""So many characters before and after what changed are shown with it."""
_LONGEST: Final = 60


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts around the part in which they differ, shortened."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    first = max(0, start - _AROUND) if max(len(before), len(after)) > _LONGEST else 0

    def around(text: str) -> str:
        last = len(text) - max(0, end - _AROUND) if len(text) > _LONGEST else len(text)
        return ("…" if first else "") + _cut(text[first:last]) + ("…" if last < len(text) else "")

    return around(before), around(after)


def _changed(of: Difference) -> Message:
    before, after = excerpts(of.before, of.after)
    match of.sort:
        case "date":
            return _("date: {before} → {after}", before=before, after=after)
        case "state":
            return _("decision: {before} → {after}", before=before, after=after)
        case "picture":
            return _("picture: {before} → {after}", before=before, after=after)
        case "file":
            return _("file: {before} → {after}", before=before, after=after)
        case "link":
            return _("leads to: {before} → {after}", before=before, after=after)
        case "setting":
            return _("{name}: {before} → {after}", name=of.name.rpartition(".")[2], before=before, after=after)
    return _("text: “{before}” → “{after}”", before=before, after=after)


def _added(of: Difference) -> Message:
    value = _cut(of.after)
    match of.sort:
        case "date":
            return _("date added: {value}", value=value)
        case "state":
            return _("decision: {value}", value=value)
        case "picture":
            return _("picture added: {value}", value=value)
        case "file":
            return _("file added: {value}", value=value)
        case "link":
            return _("link added: {value}", value=value)
        case "setting":
            return _("{name}: {value}", name=of.name.rpartition(".")[2], value=value)
    return _("text added: “{value}”", value=value)


def _removed(of: Difference) -> Message:
    value = _cut(of.before)
    match of.sort:
        case "date":
            return _("date taken away: {value}", value=value)
        case "state":
            return _("decision taken back: {value}", value=value)
        case "picture":
            return _("picture taken away: {value}", value=value)
        case "file":
            return _("file taken away: {value}", value=value)
        case "link":
            return _("link taken away: {value}", value=value)
        case "setting":
            return _("{name}: no longer {value}", name=of.name.rpartition(".")[2], value=value)
    return _("text taken away: “{value}”", value=value)


def told(of: Difference) -> Message:
    """One difference."""
    if of.sort == "more":
        return _("more changed further down")
    if of.before and of.after:
        return _changed(of)
    return _added(of) if of.after else _removed(of)


def told_all(before: Sequence[Leaf], after: Sequence[Leaf]) -> Iterator[Message]:
    """Every difference between the values of two things."""
    return map(told, differences(before, after))


def within(name: str, messages: Iterable[Message]) -> Iterator[Message]:
    """The same, each with the part of the page or file in which it happened."""
    for message in messages:
        yield _("{part}: {what}", part=name, what=message)
