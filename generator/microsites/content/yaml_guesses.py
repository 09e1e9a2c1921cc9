"""What an editor most likely did where a text is no YAML, and where a part of it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from microsites.content.yaml_words import ODD_SPACES, odd_space
from microsites.i18n.message import Message, _

_WIDE = (
    (re.compile(r"[^:：\"']*(：)(?!.*: )"), "：", ":"),
    (re.compile(r"\s*([－−‐‑–—―ー─])(?=\s|[a-z_]+:)"), "", "-"),
    (re.compile(r"[^#]*: *([“”])"), "“", '"'),
    (re.compile(r"[^#]*(?:: |- )([｛｝])"), "｛", "{"),
    (re.compile(r"[^#]*(?:: |- )([［］])"), "［", "["),
    (re.compile(r"[^#]*[{[][^\"]*?(，)"), "，", ","),
)
"""Full-width signs where YAML has half-width ones; in the middle of a text they are right.  A dash is shown as it was typed."""

_WITH_ODD_SPACE = re.compile(rf"(?:[ \t]*|[^#\"']*?[:-])([{ODD_SPACES}])")
_DASH_WITHOUT_SPACE = re.compile(r" *(-)[A-Za-z_]+:(?: |$)")
_LAST_KEY = re.compile(r"([\s、，､]*)(?<![\w-])([a-z_]+)\Z", re.ASCII)
"""What may be the next key of a mapping in brackets, and what stands where its comma should."""
_LONGEST_KEY = 80

_WITH_TAB = re.compile(r" *(\t)")
_WITHOUT_SPACE = re.compile(r"[^:]*(:)\S(?!.*: )")
_ITEM = re.compile(r" *- ")
_KEY_WITHOUT_DASH = re.compile(r" *(?!-)[^\s:]+:(?: |$)")

_NEW_KEY = re.compile(r"\n *(?:- )?[\w-]+:(?: |\n|$)")
"""What no text in quotes holds, unless its quotation mark was forgotten some lines above."""

_COMMENT = re.compile(r"#(?<=[ \t]#)(?=[^\s#])")
"""One without a space behind its sign.  It begins with the sign, and only then looks back: so a text without is read fast."""

_QUOTES = ("'", '"')
_OPENING, _CLOSING = ("[", "{"), ("]", "}")

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
        _tab(around)
        or _sign(error)
        or _wide(around)
        or _comma(error, lines)
        or _dash(around)
        or _unclosed(text, read, line)
        or _in_the_lines(around, line, column)
        or _in_general(error, lines, line, column)
    )


def _tab(around: list[tuple[int, str]]) -> Guess | None:
    for number, content in around:
        if found := _WITH_TAB.match(content):
            return Guess(_("there is a tab; indent with spaces"), number, found.start(1))
    return None


def _wide(around: list[tuple[int, str]]) -> Guess | None:
    """Full-width signs that look like YAML's."""
    for number, content in around:
        if found := _WITH_ODD_SPACE.match(content):
            return Guess(odd_space(found[1]), number, found.start(1))
        for pattern, wide, narrow in _WIDE:
            if found := pattern.match(content):
                shown = wide or found[1]
                hint = _(
                    "there is a full-width '{wide}'; YAML wants a half-width '{narrow}'", wide=shown, narrow=narrow
                )
                return Guess(hint, number, found.start(1))
    return None


def _comma(error: yaml.MarkedYAMLError, lines: list[str]) -> Guess | None:
    """A key of a mapping in brackets, where the value before it has not ended."""
    if "',' or '}'" not in (error.problem or ""):
        return None
    mark: Any = error.problem_mark
    content = lines[mark.line]
    found = _LAST_KEY.search(content, max(0, mark.column - _LONGEST_KEY), mark.column)
    # Where nothing stands before the key, a bracket of an earlier line is the likelier cause.
    if found is None or content[mark.column : mark.column + 1] != ":" or not content[: found.start()].strip():
        return None
    if sign := found[1].strip():
        hint = _("put a half-width ', ' in place of '{sign}' before '{key}'", sign=sign, key=found[2])
        return Guess(hint, mark.line, content.index(sign, found.start()))
    hint = _("put a comma before '{key}', or text that holds ': ' in quotes", key=found[2])
    return Guess(hint, mark.line, found.start(2))


def _dash(around: list[tuple[int, str]]) -> Guess | None:
    for number, content in around:
        if found := _DASH_WITHOUT_SPACE.match(content):
            return Guess(_("put a space after '-'"), number, found.start(1))
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
        return _at(hint, mark)
    if "cannot start any token" in (error.problem or ""):
        return _at(_("text that starts with a sign such as @, % or ` goes in quotes"), error.problem_mark)
    if error.problem == "found unknown escape character":
        return _at(_("text with a backslash goes in single quotes: '…'"), error.problem_mark)
    return None


def _unclosed(text: str, read: Iterable[Any], line: int) -> Guess | None:
    """A quotation or a bracket right before the place where the text could not be read on."""
    opened: list[Any] = []
    start: Any = None
    end: Any = None
    event: Any = None
    for event in read:
        if isinstance(event, yaml.CollectionStartEvent):
            if _sign_at(text, event.start_mark) in _OPENING:
                opened.append(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent) and opened and _sign_at(text, event.end_mark, -1) in _CLOSING:
            start, end = opened.pop(), event.end_mark
    if isinstance(event, yaml.ScalarEvent) and event.style in _QUOTES:
        return _behind_quotation(text, event, bool(opened))
    if opened and opened[-1].line < line:
        return _at(_("the bracket that starts here is not closed"), opened[-1])
    if isinstance(event, yaml.CollectionEndEvent) and end is not None and end.line == line:
        return _at(_("text that starts with a bracket goes in quotes"), start)
    return None


def _sign_at(text: str, mark: Any, beside: int = 0) -> str:
    return text[mark.index + beside : mark.index + beside + 1]


def _behind_quotation(text: str, quotation: Any, in_brackets: bool) -> Guess | None:
    """What is wrong where something stands behind a text in quotes, in its line."""
    start, end = quotation.start_mark, quotation.end_mark
    behind = text[end.index :].partition("\n")[0]
    # A colour in quotes further down is no comment, though libyaml takes it for one.
    if not behind.strip() or behind.lstrip()[0] in ":,]}" or re.match(r"\s+#", behind):
        return None
    if _NEW_KEY.search(text, start.index, end.index):
        return _open_quotation(start)
    if in_brackets:
        return _at(_("a comma is missing here"), end)
    return _at(_("the text goes on behind its quotation mark: put all of it in quotes, or nothing"), end)


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
    if _lacks_dashes(lines, line):
        return Guess(_("an item of a list starts here; the lines before it lack their '- '"), line, column)
    return Guess(_("check the indentation of this line and of the one before"), line, column)


def _lacks_dashes(lines: list[str], line: int) -> bool:
    """Whether an item of a list stands right below a key in the same column."""
    if not 0 < line < len(lines) or not _ITEM.match(lines[line]):
        return False
    item, before = lines[line], lines[line - 1]
    same = len(item) - len(item.lstrip(" ")) == len(before) - len(before.lstrip(" "))
    return same and _KEY_WITHOUT_DASH.match(before) is not None


def cut_off(text: str, read: Iterable[Any]) -> _Place | None:
    """Where a value ends because a word begins with ``#``: what follows is a comment for YAML, and is not read.

    Editors write hashtags and numbers; who means a comment puts a space behind the sign.  Where nothing is lost, behind a
    closing quotation mark or bracket, or above a list, it is a comment.  ``read``: the events of ``text``.
    """
    if not _COMMENT.search(text):
        return None
    plain: list[Any] = [event for event in read if isinstance(event, yaml.ScalarEvent) and not event.style]
    ends = {(event.end_mark.line, event.end_mark.column) for event in plain}
    for number, line in enumerate(text.split("\n")):
        for found in _COMMENT.finditer(line):
            end = found.start()
            while end and line[end - 1] in " \t":  # a slice for each would take the square of the line's time
                end -= 1
            if end and (number, end) in ends:
                return number, found.start()
    return None
