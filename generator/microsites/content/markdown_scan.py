"""Finds links and raw HTML in Markdown with their lines, before anything is rendered.

This is the first of two barriers, the one that can name a line.  The second is the renderer
(``pages/markdown.py``), which neutralises whatever this one might not see.

Both take time that grows with the square of a line or of what is left open in a paragraph, so
:func:`excesses` bounds the two.  Quantifiers of the patterns here are possessive, or cannot meet each other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape

from microsites.i18n.message import _

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BACKTICKS = re.compile(r"`+")
_INLINE_TARGET = re.compile(r"(!\[[^\[\]]*+)?\]\(([^)>]*+)(?:>[^)]*+)?\)")
_TITLE = re.compile(r"""\s(?:"[^"]*+"|'[^']*+')""")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*<?([^\s>]*)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_BRACKET = re.compile(r"\]\(|[\[\])]")
_RAW_HTML = re.compile(r"<(?:[A-Za-z][^\s>/]*[^>]*>?|/[A-Za-z][^>]*>?|!--|!\[CDATA|!doctype|\?)", re.IGNORECASE)


MAX_LINE = 5_000
"""Characters in a line of Markdown: five pages of print without a line break."""
MAX_OPEN = 50
"""Brackets that may stand open in a paragraph."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link or picture in Markdown leads, and in which line (from 0) and column (from 1)."""

    href: str
    line: int
    column: int
    picture: bool = False
    definition: bool = False
    """``[name]: target``, which links and pictures refer to by name."""


@dataclass(frozen=True, slots=True)
class RawHtml:
    """Raw HTML in Markdown, with its line (from 0) and column (from 1)."""

    text: str
    line: int
    column: int


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@dataclass(frozen=True, slots=True)
class Excess:
    """What would take for ever to render, with its line (from 0) and column (from 1)."""

    message: str
    hint: str
    line: int
    column: int


def _without_code_spans(line: str) -> str:
    """The line with its code spans blanked: a run of backticks, up to the next run of the same length."""
    if "`" not in line:
        return line
    runs = [match.span() for match in _BACKTICKS.finditer(line)]
    starts: dict[int, list[int]] = {}
    for start, end in runs:
        starts.setdefault(end - start, []).append(start)
    kept, done = [], 0
    for start, end in runs:
        if start < done:
            continue
        # As the renderer does it: where the whole run finds no partner, its last backticks may.
        for opening in range(start, end):
            same = starts.get(end - opening, [])
            following = bisect_right(same, start)
            if following < len(same):
                closing = same[following] + end - opening
                kept += [line[done:opening], " " * (closing - opening)]
                done = closing
                break
    return "".join((*kept, line[done:]))


def lines_outside_code(text: str) -> Iterator[tuple[int, str]]:
    """Lines with fenced code left out and code spans blanked, so that columns stay true.

    A line that is too long (:func:`excesses` reports it) is left out.
    """
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
        if len(line) <= MAX_LINE:
            yield number, _without_code_spans(line)


def excesses(text: str) -> Iterator[Excess]:
    """Lines that are too long, and paragraphs that leave too many brackets open."""
    for number, line in enumerate(text.split("\n") if len(text) > MAX_LINE else ()):
        if len(line) > MAX_LINE:
            message = _("has a line of {length:,} characters, at most {most:,} fit", length=len(line), most=MAX_LINE)
            yield Excess(message, _("break the line; Markdown joins the lines of a paragraph"), number, 1)
    if text.count("[") <= MAX_OPEN:
        return
    after, square, round_ = 0, 0, 0
    for number, line in lines_outside_code(text):
        if number != after + 1 or not line.strip():
            square = round_ = 0
        after = number
        for match in _BRACKET.finditer(line):
            square = max(0, square + (1 if match[0] == "[" else -1 if match[0] != ")" else 0))
            round_ = max(0, round_ + (1 if match[0] == "](" else -1 if match[0] == ")" else 0))
            if max(square, round_) > MAX_OPEN:
                message = _("leaves more than {most} brackets open in one paragraph", most=MAX_OPEN)
                yield Excess(message, _("close them, or put the characters in `backticks`"), number, match.start() + 1)
                square = round_ = 0


def _inline_targets(line: str) -> Iterator[Target]:
    """What stands in round brackets behind square ones, without its title and ``<>``; the line is 0."""
    for match in _INLINE_TARGET.finditer(line):
        start, end = match.span(2)
        title = _TITLE.search(line, start)
        if title and title.start() < end:
            end = title.start()
        written = line[start:end].strip().removeprefix("<").strip()
        column = line.index(written, start) + 1
        yield Target(unescape(written).strip(), 0, column, picture=match[1] is not None)


def links(text: str) -> tuple[Target, ...]:
    """Every target of a link or picture, as written, entities resolved."""
    return _links(text) if "[" in text or "<" in text else ()


@lru_cache(maxsize=2048)
def _links(text: str) -> tuple[Target, ...]:
    """The same text is asked for by several rooms, and by every build of a process that builds again and again."""
    return tuple(_found_links(text))


def _found_links(text: str) -> Iterator[Target]:
    open_definition = False
    for number, line in lines_outside_code(text):
        if open_definition and line.strip():
            # A definition may have its target on the next line.
            target = line.split()[0].strip("<>")
            yield Target(unescape(target), number, line.index(target) + 1, definition=True)
        definition = _DEFINITION.match(line)
        open_definition = definition is not None and not definition[1]
        if definition and definition[1]:
            yield Target(unescape(definition[1]), number, definition.start(1) + 1, definition=True)
        for found in _inline_targets(line):
            yield replace(found, line=number)
        for match in _AUTOLINK.finditer(_INLINE_TARGET.sub(_blank, line)):
            yield Target(unescape(match[1]), number, match.start(1) + 1)


def raw_html(text: str) -> Iterator[RawHtml]:
    """Every tag, comment or declaration that is written as HTML; autolinks are none."""
    for number, line in lines_outside_code(text):
        for match in _RAW_HTML.finditer(_AUTOLINK.sub(_blank, line)):
            yield RawHtml(match[0][:40], number, match.start() + 1)
