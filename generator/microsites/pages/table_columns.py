"""The columns of a table in Markdown: how wide each is, and what every cell stands under.

A browser that shares the width out by itself waits for the last row, and moves what it has shown until then.  So the
shares are made here, in the way of CSS 2.1, 17.5.2.2 (automatic table layout), and given by a class to the header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from microsites.excerpt import columns_of
from microsites.pages.ruby_markdown import joined
from microsites.pages.typography import plain

SHARES = 25
"""Parts that the width of a table has; ``prose.css`` has a class for each number of them."""

_ROOM = 80
"""Half-width letters beside each other in a table as wide as prose is."""
_PADDING = 3
_LONGEST = 64
"""What is longer than this takes several lines anyway."""
_PHRASE = 8
"""Japanese is broken between phrases; one this wide shall not be broken inside."""

_UNBROKEN = re.compile(r"[!-~]+")


def set_columns(table: Element) -> None:
    """Gives ``table`` its shares, and every cell the header of its column, which a phone shows in front of it."""
    table.set("class", "ms-prose-table")
    headers = table.findall("thead/tr/th")
    labels = [_text(header) for header in headers]
    columns: list[list[str]] = [[label] for label in labels]
    for row in table.iterfind("tbody/tr"):
        for column, cell, label in zip(columns, row, labels, strict=False):
            cell.set("data-label", label)
            column.append(_text(cell))
    for header, share in zip(headers, shares(columns), strict=True):
        header.set("class", f"ms-w{share}")


def shares(columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """How many of :data:`SHARES` parts each column gets, at least one, by the texts of its cells.

    First every column gets what its widest word needs; what is left goes to those whose texts are longer.  Words that
    do not stand beside each other share the width by their length, and are broken.
    """
    words = [max(map(_widest_word, texts)) + _PADDING for texts in columns]
    texts = [
        max(word, min(max(map(_width, texts)), _LONGEST) + _PADDING) for word, texts in zip(words, columns, strict=True)
    ]
    least = [-(-word * SHARES // _ROOM) for word in words]
    if sum(least) > SHARES:
        return _dealt(SHARES, [1] * len(columns), words)
    return _dealt(SHARES, least, [text - word for text, word in zip(texts, words, strict=True)])


def _dealt(parts: int, least: Sequence[int], by: Sequence[int]) -> tuple[int, ...]:
    """``parts`` less what each has at ``least``, dealt out in proportion ``by``, evenly where that says nothing."""
    weights = by if any(by) else [1] * len(by)
    free, total, reached, given = max(parts - sum(least), 0), sum(weights), 0, 0
    dealt = []
    for start, weight in zip(least, weights, strict=True):
        reached += weight
        until = round(free * reached / total)
        dealt.append(start + until - given)
        given = until
    return tuple(dealt)


def _text(cell: Element) -> str:
    return plain(joined("".join(cell.itertext())))


def _width(text: str) -> int:
    return sum(map(columns_of, text))


def _widest_word(text: str) -> int:
    return max(min(_PHRASE, _width(text)), *map(_width, _UNBROKEN.findall(text)), 0)
