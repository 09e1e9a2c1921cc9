"""What JSON Schema can say of this product's validators: the shapes of scalars, and rules over several keys.

A schema for editors never refuses what the product accepts: where a validator knows more than JSON Schema can say
(a day that does not exist, a page that is missing), the shape is the nearest one that is too wide.
``errorMessage`` and ``patternErrorMessage`` are read by editors (VS Code and its YAML extension) and ignored by others.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

Shape = Mapping[str, Any]
"""A piece of JSON Schema, draft-07."""

_SPACE = r"[\s\u0085]"
_INK = r"[\S\ufeff]"
"""Python, Rust and ECMAScript differ in what is white space: wide enough for all of them."""
_SHOWN = r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]"
_SHOWN_IN_LINE = r"[^\u0000-\u0008\u000a-\u000c\u000e-\u001f\u007f]"
_DIGIT = "[0-9０-９]"
_DAY = f"{_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}}"

_TYPED = ("string", "number")
"""Text, or a number that is taken as the characters that the editor typed."""


def _text(types: tuple[str, ...], pattern: str, words: str, **more: Any) -> Shape:
    return {
        "type": list(types) if len(types) > 1 else types[0],
        "pattern": pattern,
        "patternErrorMessage": words,
        **more,
    }


TEXT = _text(
    _TYPED,
    f"^{_SPACE}*{_INK}{_SHOWN_IN_LINE}*{_SPACE}*$",
    "1行の文字を書きます。空にはできません。 / One line of text, not empty.",
    maxLength=200,
)
OPTIONAL_TEXT = _text(
    _TYPED,
    f"^{_SPACE}*{_SHOWN_IN_LINE}*{_SPACE}*$",
    '1行の文字を書きます。なければ "" とします。 / One line of text; "" if there is none.',
    maxLength=200,
)
LONG_TEXT = _text(
    _TYPED,
    f"^{_SPACE}*(?:{_INK}{_SHOWN}{{0,998}})?{_INK}{_SPACE}*$",
    "1,000文字までの文章を書きます。空にはできません。 / Text of at most 1,000 characters, not empty.",
)
MARKDOWN = _text(_TYPED, _INK, "文章を書きます。空にはできません。 / Text, not empty.", maxLength=50_000)

_SLUG_WORDS = "半角の小文字、数字、「-」「_」で書きます。 / Lower-case letters a-z, digits, '-' and '_'."
SLUG = _text(_TYPED, r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", _SLUG_WORDS, maxLength=60)
SECTION_ID = _text(
    _TYPED,
    r"^(?!main$|ms-|.*-(?:heading|caption)$)[a-z0-9]+(?:[-_][a-z0-9]+)*$",
    f"{_SLUG_WORDS} 「main」「ms-…」「…-heading」「…-caption」は使えません。 / The theme's own anchors are taken.",
    maxLength=60,
)
EVENT_NAME = _text(
    ("string",),
    "^[a-zA-Z][a-zA-Z0-9_]*$",
    "半角の英字、数字、「_」で書きます。 / Letters, digits and '_', beginning with a letter.",
)
COLOR = _text(("string",), "^#[0-9a-fA-F]{6}$", '"#c8102e" のように、引用符で囲んで書きます。 / Write it as "#c8102e".')

DATE = _text(("string",), f"^{_DAY}$", "2027-01-31 のように書きます。 / Write it as 2027-01-31.")
MOMENT = _text(
    ("string",),
    f"^{_DAY}(?:[T ][T\\s]*(?:[01]{_DIGIT}|2[0-3]):[0-5]{_DIGIT}[T\\s]*|[T ]?)$",
    "2027-01-31 または 2027-01-31 17:00 のように書きます。 / Write it as 2027-01-31 or 2027-01-31 17:00.",
)
PARTIAL_DATE = _text(
    _TYPED,
    f"^{_SPACE}*{_DIGIT}{{4}}(?:-{_DIGIT}{{2}}(?:-{_DIGIT}{{2}})?)?{_SPACE}*$",
    "2027-01-31、2027-01、2027 のどれかで書きます。 / Write it as 2027-01-31, 2027-01 or 2027.",
)

_NO_SPACE = r"[^\u0000-\u0020\u007f{}]"
URL = _text(
    ("string",),
    rf"^(?:[hH][tT][tT][pP][sS]?://(?![/?#]){_NO_SPACE}+|[mM][aA][iI][lL][tT][oO]:{_NO_SPACE}*|[tT][eE][lL]:{_NO_SPACE}*)$",
    "https://…、mailto:…、tel:… で始めます。空白と波かっこは使えません。 / It starts with https://, mailto: or tel:.",
    maxLength=2000,
)
SITE_URL = _text(
    ("string",),
    r"^https?://(?![/?#])[^\u0000-\u0020\u007f{}?#]+/$",
    "https:// で始まり、/ で終わるURLを書きます。 / It starts with https:// and ends with '/'.",
    maxLength=2000,
)
PLACE = _text(
    ("string",), r"^[^?]*$", "「?」は書けません。 / A reference within the portfolio has no '?'.", maxLength=300
)
ASSET = _text(
    ("string",),
    r"^(?!/)[^\\]+$",
    "assets/ の下の場所を photos/field.jpg のように書きます。 / A path below assets/, such as photos/field.jpg.",
    maxLength=300,
)


def ends_with(*suffixes: str) -> Shape:
    """A file name with one of these endings, in small or capital letters."""
    letters = ("".join(f"[{char}{char.upper()}]" if char.isalpha() else char for char in end[1:]) for end in suffixes)
    names = "、".join(suffixes)
    return {
        "type": "string",
        "pattern": rf"\.(?:{'|'.join(letters)})$",
        "patternErrorMessage": f"{names} のファイルを書きます。 / The file's name ends in {', '.join(suffixes)}.",
    }


def file_of_kind(*suffixes: str) -> Shape:
    """A reference to a file of the site with one of these endings; nothing is said of what is no mapping."""
    return {"required": ["asset"], "properties": {"asset": ends_with(*suffixes)}}


def absent(words: str) -> Shape:
    """A key that is not there, or has no value; an editor says ``words`` of any value."""
    return {"type": "null", "errorMessage": words}


def given(name: str, shape: Shape | None = None) -> Shape:
    """Whether a key has a value (of this shape)."""
    return {"required": [name], "properties": {name: {"not": {"type": "null"}, **(shape or {})}}}


def at_least_one(*names: str) -> Shape:
    """Some of these keys must be there."""
    words = f"{'、'.join(names)} のどれかを書きます。 / One of {', '.join(names)} is missing."
    return {"anyOf": [{"required": [name], "errorMessage": words} for name in names]}


def at_most_one(*names: str) -> tuple[Shape, ...]:
    """No two of these keys may have a value."""
    return tuple(
        {"if": given(one), "then": {"properties": {other: absent(_not_both(one, other))}}}
        for one, other in combinations(names, 2)
    )


def _not_both(one: str, other: str) -> str:
    return f"{one} と {other} は、どちらか1つだけを書きます。 / Write {one} or {other}, not both."


def exactly_one(*names: str) -> tuple[Shape, ...]:
    """Just one of these keys has a value."""
    return (at_least_one(*names), *at_most_one(*names))


def needs(condition: Shape, *names: str) -> Shape:
    """Where ``condition`` holds, these keys must be there too."""
    return {"if": condition, "then": {"required": list(names)}}


def without(condition: Shape, name: str, words: str) -> Shape:
    """Where ``condition`` holds, a key may have no value."""
    return {"if": condition, "then": {"properties": {name: absent(words)}}}


ON_ALL_SITES: Shape = {
    "properties": {
        name: absent(
            "すべてのサイトに出るリンクです。site か url で書きます。 / It stands on all sites: write site or url."
        )
        for name in ("page", "asset")
    }
}
"""A link that is the same on all sites: a page or a file would be another one on each."""
