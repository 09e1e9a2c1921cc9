"""Markdown that shows exactly the characters that somebody wrote, whatever they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def escaped(text: str) -> str:
    """``text`` with everything escaped that Markdown or HTML would read as more than characters.

    An underscore inside a word stays as it is: names of events are to be readable in a plain mail, too.
    """
    text = re.sub(r"([\\`*{}\[\]>#|])|(?<![A-Za-z0-9])(_)|(_)(?![A-Za-z0-9])", r"\\\g<0>", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("~~", "&#126;&#126;")


def plain(text: str) -> str:
    """``text`` as Markdown that shows exactly these characters, on one line."""
    return escaped(re.sub(r"[ \t\r\n]+", " ", text).strip(" "))


def code(text: str) -> str:
    """``text`` as a code span; only for names that hold no backtick."""
    return f"`{text}`"


def code_block(text: str, language: str = "") -> str:
    """``text`` as fenced code."""
    return f"```{language}\n{text.rstrip()}\n```"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
