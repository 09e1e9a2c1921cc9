"""What stands in the cells of the document's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from microsites.forge_markdown import code
from microsites.handover.deadlines import SOON
from microsites.measurement.reports.agenda import day_name
from microsites.measurement.reports.markdown import plain, table

NOT_WRITTEN: Final = "**未記入**"
NONE: Final = "―"
_MOST: Final = 100
"""So many rows of one table help a reader; more are counted."""


def place(text: str) -> str:
    """A file, a line, an ID as code, where it holds nothing that would end a code span."""
    return code(text) if re.fullmatch(r"[\w./:@#+-]+", text) else plain(text)


def link(url: str) -> str:
    """An address as a link, or as the characters that it is."""
    return plain(url) if re.search(r"[<>|`*_\\\\\[\]]", url) else f"<{url}>"


def or_missing(text: str | None) -> str:
    """What somebody wrote, or that nobody did."""
    return plain(text) if text else NOT_WRITTEN


def marked(day: date | None, today: date) -> str:
    """A day; in bold, with what is left of the time, where it is over or near."""
    if day is None:
        return NOT_WRITTEN
    if day < today:
        return f"**{day_name(day)}（期限切れ）**"
    if day - today <= SOON:
        return f"**{day_name(day)}（あと{(day - today).days}日）**"
    return day_name(day)


def bounded_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table; what would make it too long is counted below it."""
    yield table(head, rows[:_MOST])
    if len(rows) > _MOST:
        yield f"ほか{len(rows) - _MOST}件"
