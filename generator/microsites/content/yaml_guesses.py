"""What an editor most likely did where a text is no YAML, and where a part of it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from microsites.content.yaml_words import WIDE_SPACE
from microsites.i18n.message import Message, _

_WIDE = (
    (re.compile(r"[^:：\"']*(：)(?!.*: )"), "：", ":"),
    (re.compile(r"\s*([－−‐])(?=\s)"), "－", "-"),
    (re.compile(r"[^#]*: *([“”])"), "“", '"'),
    (re.compile(r"[^#]*(?:: |- )([｛｝])"), "｛", "{"),
    (re.compile(r"[^#]*(?:: |- )([［］])"), "［", "["),
    (re.compile(r"[^#]*[{[][^\"]*?(，)"), "，", ","),
)
"""Full-width signs where YAML has half-width ones; in the middle of a text they are right."""

_WITH_WIDE_SPACE = re.compile(r"(?:[ \t]*|[^#\"']*?[:-])(\u3000)")
_WITH_TAB = re.compile(r" *(\t)")
_WITHOUT_SPACE = re.compile(r"[^:]*(:)\S(?!.*: )")
_WITHOUT_DASH = re.compile(r" *-(?: |$)")

_NEW_KEY = re.compile(r"\n *(?:- )?[\w-]+:(?: |\n|$)")
"""What no text in quotes holds, unless its quotation mark was forgotten some lines above."""

_COMMENT = re.compile(r" #(?=[^\s#])")
"""One without a space behind its sign."""

_QUOTES = ("'", '"')

_Place = tuple[int, int]
"""Line and column, from 0."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What an editor most likely did: what to do about it, and where; both from 0."""

    hint: Message
    line: int
    column: int


def guess(text: str, error: yaml.MarkedYAMLError, read: Iterable[Any]) -> Guess:
    """The likely cause of ``error``; ``read``: the events that came before it."""
    if error.context == "while scanning a quoted scalar":
        # It is noticed at the end of the file, and starts where the editor must look.
        return _open_quotation(error.context_mark)
    mark: Any = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    around = [(number, lines[number]) for number in (line, line - 1) if 0 <= number < len(lines)]
    return (
        _wide(around)
        or _sign(error)
        or _unclosed(text, read, line)
        or _in_the_lines(around, line, column)
        or _in_general(error, lines, line, column)
    )


def _wide(around: list[tuple[int, str]]) -> Guess | None:
    """What looks like YAML and is not: tabs, and full-width signs."""
    for number, content in around:
        if found := _WITH_TAB.match(content):
            return Guess(_("there is a tab; indent with spaces"), number, found.start(1))
    for number, content in around:
        if found := _WITH_WIDE_SPACE.match(content):
            return Guess(WIDE_SPACE, number, found.start(1))
        for pattern, wide, narrow in _WIDE:
            if found := pattern.match(content):
                hint = _("there is a full-width '{wide}'; YAML wants a half-width '{narrow}'", wide=wide, narrow=narrow)
                return Guess(hint, number, found.start(1))
    return None


def _sign(error: yaml.MarkedYAMLError) -> Guess | None:
    """A text that begins with a sign that means something to YAML."""
    mark: Any = error.context_mark or error.problem_mark
    if error.context in ("while scanning an alias", "while scanning an anchor", "while scanning a tag"):
        hint = _("text that starts with a sign such as *, & or ! goes in quotes")
        return _at(hint, mark)
    if error.context == "while scanning a block scalar":
        hint = _(
            "text that starts with | or > goes in quotes; a text of several lines begins in the line below the sign"
        )
        return Guess(hint, mark.line, mark.column)
    if "cannot start any token" in (error.problem or ""):
        return _at(_("text that starts with a sign such as @, % or ` goes in quotes"), error.problem_mark)
    return None


def _unclosed(text: str, read: Iterable[Any], line: int) -> Guess | None:
    """A quotation or a bracket right before the place where the text could not be read on."""
    opened: list[Any] = []
    start: Any = None
    end: Any = None
    event: Any = None
    for event in read:
        if getattr(event, "flow_style", False):
            opened.append(event.start_mark)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent) and opened and _is_bracket(text, event):
            start, end = opened.pop(), event.end_mark
    if isinstance(event, yaml.ScalarEvent) and event.style in _QUOTES:
        start, end = event.start_mark, event.end_mark
        if _NEW_KEY.search(text, start.index, end.index):
            return _open_quotation(start)
        if end.line == line:
            hint = _("the text goes on behind its quotation mark: put all of it in quotes, or nothing")
            return _at(hint, end)
    if opened and opened[-1].line < line:
        return _at(_("the bracket that starts here is not closed"), opened[-1])
    if start is not None and end is not None and end.line == line and isinstance(event, yaml.CollectionEndEvent):
        return _at(_("text that starts with a bracket goes in quotes"), start)
    return None


def _is_bracket(text: str, event: Any) -> bool:
    return text[event.end_mark.index - 1 : event.end_mark.index] in ("]", "}")


def _open_quotation(mark: Any) -> Guess:
    return _at(_("the quotation that starts here is not closed"), mark)


def _at(hint: Message, mark: Any) -> Guess:
    return Guess(hint, mark.line, mark.column)


def _in_the_lines(around: list[tuple[int, str]], line: int, column: int) -> Guess | None:
    for number, content in around:
        if found := _WITHOUT_SPACE.match(content):
            return Guess(_("put a space after ':'"), number, found.start(1))
        if content.count('"') % 2:
            return Guess(_('a quotation mark (") is not closed'), number, content.index('"'))
        if content.count(": ") > 1:
            return Guess(_("text that holds ': ' goes in quotes"), line, column)
    return None


def _in_general(error: yaml.MarkedYAMLError, lines: list[str], line: int, column: int) -> Guess:
    if "',' or '" in (error.problem or ""):
        hint = _("close the bracket that starts here; text that holds a comma or a bracket goes in quotes")
        return Guess(hint, line, column)
    if line < len(lines) and _WITHOUT_DASH.match(lines[line]):
        return Guess(_("an item of a list starts here; the lines before it lack their '- '"), line, column)
    return Guess(_("check the indentation of this line and of the one before"), line, column)


def cut_off(text: str, read: Iterable[Any]) -> _Place | None:
    """Where a text ends because a word begins with ``#``: what follows is a comment for YAML, and is not read.

    Editors write hashtags and numbers; who means a comment puts a space behind the sign.  ``read``: the events of ``text``.
    """
    if not _COMMENT.search(text):
        return None
    quoted: Iterator[Any] = (event for event in read if isinstance(event, yaml.ScalarEvent) and event.style)
    covered = [
        ((each.start_mark.line, each.start_mark.column), (each.end_mark.line, each.end_mark.column)) for each in quoted
    ]
    return next(_cut_off(text.split("\n"), covered), None)


def _cut_off(lines: list[str], covered: list[tuple[_Place, _Place]]) -> Iterator[_Place]:
    for number, line in enumerate(lines):
        if not _COMMENT.search(line):
            continue
        for found in re.finditer(r"(?:^| )#", line):
            place = (number, found.end() - 1)
            if not any(start <= place < end for start, end in covered):
                if line[: place[1]].strip() and _COMMENT.match(line, found.start()):
                    yield place
                break  # all that follows in the line is a comment
