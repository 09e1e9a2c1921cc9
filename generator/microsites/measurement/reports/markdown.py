"""Reports as Markdown, which people read in a forge, in a mail, and in the handbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from microsites.forge_markdown import escaped, fence


def plain(text: str) -> str:
    """``text`` as Markdown that shows exactly these characters, on one line."""
    return escaped(re.sub(r"[ \t\r\n]+", " ", text).strip(" "))


def code_block(text: str, language: str = "") -> str:
    """``text`` as fenced code."""
    marks = fence(text, 3)
    return f"{marks}{language}\n{text.rstrip()}\n{marks}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
