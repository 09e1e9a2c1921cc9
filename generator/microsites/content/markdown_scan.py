"""Finds links and raw HTML in Markdown with their lines, before anything is rendered.

This is the first of two barriers, the one that can name a line.  The second is the renderer
(``pages/markdown.py``), which neutralises whatever this one might not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_INLINE_TARGET = re.compile(r"(!\[[^\[\]]*)?\]\(\s*<?\s*([^)>\n]*?)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*<?([^\s>]*)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_RAW_HTML = re.compile(r"<(?:[A-Za-z][^\s>/]*[^>]*>?|/[A-Za-z][^>]*>?|!--|!\[CDATA|!doctype|\?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or picture in Markdown leads, and in which line (from 0) and column (from 1)."""

    href: str
    line: int
    column: int
    picture: bool = False


@dataclass(frozen=True, slots=True)
class RawHtml:
    """Raw HTML in Markdown, with its line (from 0) and column (from 1)."""

    text: str
    line: int
    column: int


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _lines_outside_code(text: str) -> Iterator[tuple[int, str]]:
    """Lines with fenced code left out and code spans blanked, so that columns stay true."""
    fence = ""
    for number, line in enumerate(text.split("\n")):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if match:
            fence = match[1]
            continue
        yield number, _CODE_SPAN.sub(_blank, line)


def links(text: str) -> Iterator[Target]:
    """Every target of a link or picture, as written, entities resolved."""
    if "[" not in text and "<" not in text:
        return
    open_definition = False
    for number, line in _lines_outside_code(text):
        if open_definition and line.strip():
            # A definition may have its target on the next line.
            target = line.split()[0].strip("<>")
            yield Target(unescape(target), number, line.index(target) + 1)
        definition = _DEFINITION.match(line)
        open_definition = definition is not None and not definition[1]
        if definition and definition[1]:
            yield Target(unescape(definition[1]), number, definition.start(1) + 1)
        for match in _INLINE_TARGET.finditer(line):
            yield Target(unescape(match[2]).strip(), number, match.start(2) + 1, picture=match[1] is not None)
        for match in _AUTOLINK.finditer(_INLINE_TARGET.sub(_blank, line)):
            yield Target(unescape(match[1]), number, match.start(1) + 1)


def raw_html(text: str) -> Iterator[RawHtml]:
    """Every tag, comment or declaration that is written as HTML; autolinks are none."""
    for number, line in _lines_outside_code(text):
        for match in _RAW_HTML.finditer(_AUTOLINK.sub(_blank, line)):
            yield RawHtml(match[0][:40], number, match.start() + 1)
