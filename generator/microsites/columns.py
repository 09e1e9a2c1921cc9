"""Text in the columns of a terminal, of which kanji and kana take two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from microsites.excerpt import columns_of


def width(text: str) -> int:
    """How many columns ``text`` takes."""
    return sum(map(columns_of, text))


def filled_up(text: str, columns: int) -> str:
    """``text`` with spaces behind it, so that it takes ``columns``."""
    return text + " " * (columns - width(text))


def aligned(rows: Sequence[tuple[str, ...]], indent: int) -> Iterator[str]:
    """Lines whose cells begin in the same columns, two spaces apart; rows may have less cells than others."""
    most = max(map(len, rows), default=0)
    widths = [max(width(row[number]) for row in rows if number < len(row)) for number in range(most)]
    for row in rows:
        filled = [filled_up(cell, columns) for cell, columns in zip(row, widths, strict=False)]
        yield (" " * indent + "  ".join(filled)).rstrip()
