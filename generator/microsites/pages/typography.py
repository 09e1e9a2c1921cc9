"""Japanese text as it is set: for display, and without its marks where only characters are wanted."""

from __future__ import annotations


def phrases(text: str) -> str:
    """A heading or another short line, for display."""
    return text


def plain(text: str) -> str:
    """``text`` for an attribute or another place that holds nothing but characters."""
    return text
