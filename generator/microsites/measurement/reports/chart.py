"""A bar chart of plain characters, readable in a terminal, in a mail and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 24
"""Of the longest bar, in characters."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the chart."""

    label: str
    """All labels are of the same width on the screen."""
    value: float | None
    note: str = ""
    """Stands where the bar would, if there is no value."""


def number(value: float) -> str:
    """``1234.5`` as ``1,234.5``."""
    return f"{value:,.12g}"


def bar(value: float, longest: float) -> str:
    """A bar for ``value`` where ``longest`` has the full width; whatever is more than nothing is seen."""
    eighths = round(value / longest * WIDTH * 8) if longest > 0 else 0
    if value > 0:
        eighths = max(eighths, 1)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]


def chart(bars: Sequence[Bar]) -> str:
    """The bars, one a line.  They stand at the end, since fonts disagree about their width."""
    values = [each.value for each in bars if each.value is not None]
    longest = max(values, default=0.0)
    shown = [number(each.value) if each.value is not None else "-" for each in bars]
    width = max(map(len, shown), default=0)
    return "\n".join(
        f"{each.label}  {text:>{width}}  {bar(each.value, longest) if each.value is not None else each.note}".rstrip()
        for each, text in zip(bars, shown, strict=True)
    )
