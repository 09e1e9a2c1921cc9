"""A model as the values that people wrote, in their order, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any, Final, Literal, NamedTuple

from microsites.content.fields import Action, Model, Picture, Reference

Sort = Literal["text", "date", "state", "picture", "file", "link", "setting", "more"]
"""What a value is for a reader; ``more`` is whatever was not compared one by one."""

_MOST: Final = 2_000
"""So many values of one page are compared one by one, from the first that differs."""

_TRACKED: Final = frozenset({"id", "goal", "event", "params"})
"""Of an action: what the comparison of the plan tells."""


class Leaf(NamedTuple):
    """One value, or one line of a text."""

    name: str
    """Its fields from the outside in, without the numbers of lists: ``cards.text``."""
    sort: Sort
    value: str


class Difference(NamedTuple):
    """Before and after; one of them is empty where something was added or taken away."""

    name: str
    sort: Sort
    before: str
    after: str


def _sort(holder: Model | None, name: str, value: Any) -> Sort:
    if isinstance(value, date):
        return "date"
    if name == "override":
        return "state"
    if name == "asset":
        return "picture" if isinstance(holder, Picture) else "file"
    if isinstance(holder, Reference) and name in ("page", "site", "url"):
        return "link"
    return "text" if isinstance(value, str) else "setting"


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _walk(value: Any, holder: Model | None, path: tuple[str, ...]) -> Iterator[Leaf]:
    if isinstance(value, Model):
        for name, inner in value.__dict__.items():
            if not (isinstance(value, Action) and name in _TRACKED):
                yield from _walk(inner, value, (*path, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item, holder, path)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(inner, None, (*path, str(name)))
    elif value is not None:
        sort = _sort(holder, path[-1] if path else "", value)
        for line in _said(value).splitlines():
            if line.strip():
                yield Leaf(".".join(path), sort, line.strip())


def leaves(model: Model, without: frozenset[str] = frozenset()) -> tuple[Leaf, ...]:
    """Every value of ``model``, but those of its own fields ``without``."""
    return tuple(
        leaf for name, value in model.__dict__.items() if name not in without for leaf in _walk(value, model, (name,))
    )


def lines(text: str, name: str) -> tuple[Leaf, ...]:
    """The lines of a text."""
    return tuple(Leaf(name, "text", line.strip()) for line in text.splitlines() if line.strip())


def differences(before: Sequence[Leaf], after: Sequence[Leaf]) -> Iterator[Difference]:
    """What differs, in the order of ``after``.

    Of very many values only the first ones are compared one by one; if others differ too, the last difference says so.
    """
    if max(len(before), len(after)) > _MOST:
        before, after = _between(before, after)
    first, second = before[:_MOST], after[:_MOST]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, first, second).get_opcodes():
        if kind != "equal":
            yield from _paired(first[i1:i2], list(second[j1:j2]))
    if tuple(before[_MOST:]) != tuple(after[_MOST:]):
        yield Difference("", "more", "", "")


def _between(before: Sequence[Leaf], after: Sequence[Leaf]) -> tuple[Sequence[Leaf], Sequence[Leaf]]:
    """Both without what they begin and end with alike."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def _paired(gone: Sequence[Leaf], new: list[Leaf]) -> Iterator[Difference]:
    """Values of one field that stand in the same place are one change."""
    for leaf in gone:
        partner = next((each for each in new if each.name == leaf.name), None)
        if partner is not None:
            new.remove(partner)
        yield Difference(leaf.name, leaf.sort, leaf.value, partner.value if partner is not None else "")
    for leaf in new:
        yield Difference(leaf.name, leaf.sort, "", leaf.value)


def alike(before: Sequence[Leaf], after: Sequence[Leaf]) -> float:
    """How much of the words two things share: 0 to 1."""
    one = {leaf.value for leaf in before if leaf.sort == "text"}
    other = {leaf.value for leaf in after if leaf.sort == "text"}
    return len(one & other) / len(one | other) if one and other else 0.0
