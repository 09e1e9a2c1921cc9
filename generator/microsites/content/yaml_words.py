"""What libyaml and Python's JSON reader say, as messages."""

from __future__ import annotations

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


ODD_SPACES = "\u3000\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\ufeff"
"""For a class of a pattern: what looks like a space or like nothing, and is no space to YAML.

U+00A0 comes with what is copied from web pages and word processors, U+200B from chats.
"""


def odd_space(sign: str) -> Message:
    """What to do about one of :data:`ODD_SPACES`."""
    if sign == "\u3000":
        return _("there is a full-width space; YAML wants half-width ones")
    return _(
        "there is an invisible character (U+{number}); delete it, and indent with spaces", number=f"{ord(sign):04X}"
    )
