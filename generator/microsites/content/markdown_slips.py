"""Markdown that its writer took for a list, a link or bold text, and that would be shown as it was typed.

Nothing else would tell: running text with hyphens in it is good HTML.  What is meant as it stands goes in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from microsites.content.markdown_scan import lines_outside_code
from microsites.i18n.message import Message, _

_LIST = re.compile(r" {0,3}(?:[-*+]|1\.) +(?![-*_ ]*\Z)")
_RUN_INTO_SIGN = re.compile(r" {0,3}(-|\d{1,2}[.．])(?![\s\d\-.．])([^\n]{1,20})")
_APART = re.compile(r"\s*(?:#|!!!|\?\?\?|\||:\s|\[[^\]]+\]:|(?:=+|-+)\s*\Z)| {4}|\t")
"""Lines that are neither a paragraph nor part of one: headings, notes, tables, definitions, code."""
_SUSPECT = re.compile(r"[*＊\[［]|\n {0,3}(?:[-+]|[0-9]{1,2}[.．])")

_LINK = re.compile(
    r"([\[［])([^\[\]［］]{1,200})([\]］])([ 　]?)([(（])((?:page|site|asset)[:：][^()（）\s]{1,300})([)）])"
)
_WIDE_BOLD = re.compile(r"＊＊([^＊]{1,200})＊＊")
_TWO_STARS = "**"


@dataclass(frozen=True, slots=True)
class Slip:
    """What would be shown as it was typed, what to write, and where: line from 0, column from 1."""

    message: Message
    hint: Message
    line: int
    column: int


def slips(text: str) -> tuple[Slip, ...]:
    """Every slip of a Markdown text, in the order of its lines."""
    return _slips(text) if _SUSPECT.search(text) else ()


@lru_cache(maxsize=2048)
def _slips(text: str) -> tuple[Slip, ...]:
    """The same text is asked for by every build of a process that builds again and again."""
    return tuple(_found_slips(text))


def _found_slips(text: str) -> Iterator[Slip]:
    above, paragraph, previous = -1, False, ""
    for number, line in lines_outside_code(text):
        fresh = number != above + 1 or not previous.strip() or _APART.match(previous) is not None
        paragraph = paragraph and not fresh
        if paragraph and _LIST.match(line):
            message = _("this list would be running text: there is no empty line above it")
            yield Slip(message, _("put an empty line above it"), number, len(line) - len(line.lstrip()) + 1)
            paragraph = False
        elif fresh and line.strip():
            paragraph = not (_LIST.match(line) or _APART.match(line) or line.lstrip().startswith(">"))
        if slip := _sign_without_space(number, line, previous if number == above + 1 else ""):
            yield slip
        yield from _within(number, line)
        above, previous = number, line


def _sign_without_space(number: int, line: str, previous: str) -> Slip | None:
    """The second of two items whose signs have no space behind them: a single one may be meant as it stands."""
    one, other = _RUN_INTO_SIGN.match(previous), _RUN_INTO_SIGN.match(line)
    if not one or not other or (one[1] == "-") != (other[1] == "-"):
        return None
    sign = other[1].replace("．", ".")
    message = _("this list would be running text: there is no space behind '{sign}'", sign=sign)
    return Slip(
        message, _("write '{right}', and the other items alike", right=f"{sign} {other[2]}"), number, other.start(1) + 1
    )


def _within(number: int, line: str) -> Iterator[Slip]:
    for found in _LINK.finditer(line):
        if (found[1], found[3], found[4], found[5], found[7]) == ("[", "]", "", "(", ")"):
            continue  # a link, and a reference that is checked as one
        right = f"[{found[2]}]({found[6].replace('：', ':')})"
        yield _as_typed(found[0], right, number, found.start())
    for found in _WIDE_BOLD.finditer(line):
        yield _as_typed(found[0], f"**{found[1]}**", number, found.start())
    # With more than two it cannot be told which belong together.
    if line.count(_TWO_STARS) == 2 and "***" not in line:
        start, end = line.index(_TWO_STARS), line.rindex(_TWO_STARS)
        inner = line[start + 2 : end]
        if inner.strip() and inner != inner.strip():
            yield _as_typed(line[start : end + 2], f"**{inner.strip()}**", number, start)


def _as_typed(text: str, right: str, line: int, start: int) -> Slip:
    return Slip(
        _("'{text}' would be shown as it is typed", text=text), _("write {right}", right=right), line, start + 1
    )
