"""What libyaml and Python's JSON reader say, as messages; and what an editor most likely did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from microsites.i18n.message import Message, _


def _by_text(*messages: Message) -> MappingProxyType[str, Message]:
    return MappingProxyType({str(message): message for message in messages})


_YAML = _by_text(
    _("could not find expected ':'"),
    _("mapping values are not allowed in this context"),
    _("block sequence entries are not allowed in this context"),
    _("mapping keys are not allowed in this context"),
    _("found character that cannot start any token"),
    _("found a tab character that violates indentation"),
    _("found a tab character where an indentation space is expected"),
    _("found unexpected end of stream"),
    _("found unexpected document indicator"),
    _("found unknown escape character"),
    _("found invalid Unicode character escape code"),
    _("did not find expected hexdecimal number"),
    _("did not find expected alphabetic or numeric character"),
    _("did not find expected comment or line break"),
    _("did not find expected whitespace or line break"),
    _("did not find expected key"),
    _("did not find expected '-' indicator"),
    _("did not find expected node content"),
    _("did not find expected ',' or ']'"),
    _("did not find expected ',' or '}'"),
    _("did not find expected <document start>"),
    _("found undefined tag handle"),
    _("found unexpected ':'"),
)
"""libyaml 0.2.5, scanner.c and parser.c: what content can provoke."""

_JSON = _by_text(
    _("Expecting value"),
    _("Expecting property name enclosed in double quotes"),
    _("Expecting ':' delimiter"),
    _("Expecting ',' delimiter"),
    _("Extra data"),
    _("Invalid control character at"),
    _("Invalid \\escape"),
    _("Invalid \\uXXXX escape"),
    _("Unterminated string starting at"),
)
"""CPython 3.11, json/decoder.py and scanner.py."""


def yaml_words(text: str) -> str:
    """What libyaml says, as a message where it is known."""
    return _YAML.get(text, text)


def json_words(text: str) -> str:
    """What :mod:`json` says, as a message where it is known."""
    return _JSON.get(text, text)


WIDE_SPACE = _("there is a full-width space; YAML wants half-width ones")

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


@dataclass(frozen=True, slots=True)
class Guess:
    """What an editor most likely did: what to do about it, and where; both from 0."""

    hint: Message
    line: int
    column: int


def guess(text: str, line: int, column: int, problem: str) -> Guess:
    """The likely cause of ``problem``, which was noticed at ``line`` and ``column``: there, or in the line before."""
    lines = text.split("\n")
    around = [(number, lines[number]) for number in (line, line - 1) if 0 <= number < len(lines)]
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
    if "cannot start any token" in problem:
        return Guess(_("text that starts with a sign such as @, % or ` goes in quotes"), line, column)
    for number, content in around:
        if found := _WITHOUT_SPACE.match(content):
            return Guess(_("put a space after ':'"), number, found.start(1))
        if content.count('"') % 2:
            return Guess(_('a quotation mark (") is not closed'), number, content.index('"'))
        if content.count(": ") > 1:
            return Guess(_("text that holds ': ' goes in quotes"), line, column)
    if "',' or '" in problem:
        hint = _("close the bracket that starts here; text that holds a comma or a bracket goes in quotes")
        return Guess(hint, line, column)
    return Guess(_("check the indentation of this line and of the one before"), line, column)
