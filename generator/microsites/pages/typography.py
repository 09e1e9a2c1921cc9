"""Japanese text as it is set: breaks between phrases, readings above characters, and text without its marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from microsites.content.ruby import RUBY, readings, without_readings

if TYPE_CHECKING:
    from budoux import Parser

LONG_PHRASE = 8
"""Characters that fit a heading's line on a small phone with some to spare; a longer phrase breaks between scripts too."""
SHORT_BRACKETS = 10
"""What stands in brackets stays together up to this many characters."""

_NO_START = frozenset(
    "、。，．・：；！？!?,.:;）」』】］〉》〕)]}％%‰℃々ゝゞヽヾーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥〜～―–-"
)
"""No line starts with these (JIS X 4051, strict)."""
_NO_END = frozenset("（「『【［〈《〔([{￥¥＄$＃#№")
"""No line ends with these."""
_BRACKETS = re.compile(
    rf"（[^（）]{{1,{SHORT_BRACKETS}}}）|「[^「」]{{1,{SHORT_BRACKETS}}}」|『[^『』]{{1,{SHORT_BRACKETS}}}』"
    rf"|【[^【】]{{1,{SHORT_BRACKETS}}}】|\([^()]{{1,{SHORT_BRACKETS}}}\)"
)
_SCRIPTS = (
    ("kanji", re.compile(r"[0-9０-９〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")),
    ("katakana", re.compile(r"[ァ-ヺー]")),
    ("latin", re.compile(r"[\w.@/:+&'’()-]", re.ASCII)),
)
"""Between two characters of one of these no line ends."""
_DASHES = frozenset("―–—")
"""After a space they begin what is added: ``見守る ― 途中で中止``."""
_JOINER = "\u200d"
"""Joins several emoji to one sign."""
_SPACE = re.compile(r"\s(?=\S)")
_SENTENCE_END = re.compile(r"[。！？](?=[^。！？」』）\s])")


@cache
def _parser() -> Parser:
    # The module takes its time to import, and most commands set no heading.
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


@lru_cache(8192)
def _scripts(character: str) -> frozenset[str]:
    """The scripts that a character belongs to; a digit counts with kanji and with letters."""
    return frozenset(name for name, characters in _SCRIPTS if characters.match(character))


@lru_cache(8192)
def _starts_no_line(character: str) -> bool:
    return character in _NO_START or character == _JOINER or unicodedata.category(character).startswith(("M", "Z"))


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end after the one character and start with the other."""
    if before.isspace() and after in _DASHES:
        return True
    if _starts_no_line(after) or before in _NO_END or before == _JOINER:
        return False
    return _scripts(before).isdisjoint(_scripts(after))


def _between_scripts(phrase: str) -> Iterator[int]:
    """Where katakana starts or ends beside kanji: ``実証実験|プロジェクト``."""
    for place, (before, after) in enumerate(pairwise(map(_scripts, phrase)), 1):
        if ("kanji" in before and "katakana" in after) or ("katakana" in before and "kanji" in after):
            yield place


@lru_cache(4096)
def _breaks(text: str) -> tuple[int, ...]:
    """Offsets in ``text``, in order, before which a line may start."""
    kept = [match.span() for match in _BRACKETS.finditer(text)]
    found = {match.end() for match in _SPACE.finditer(text)}
    start = 0
    for phrase in _parser().parse(text):
        if len(phrase) > LONG_PHRASE:
            found.update(start + place for place in _between_scripts(phrase))
        start += len(phrase)
        found.add(start)
    return tuple(
        place
        for place in sorted(found)
        if 0 < place < len(text)
        and _may_break(text[place - 1], text[place])
        and not any(first < place < end for first, end in kept)
    )


def phrases_of(text: str) -> tuple[str, ...]:
    """``text`` without its readings, in pieces between which a line may break; together they are all of it."""
    characters = plain(text)
    places = (0, *_breaks(characters), len(characters))
    return tuple(characters[start:end] for start, end in pairwise(places)) if characters else ()


def _ruby(found: re.Match[str]) -> str:
    pairs = (f"{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp>" for base, reading in readings(*found.groups()))
    return f"<ruby>{''.join(pairs)}</ruby>"


def set_readings(html: str) -> str:
    """``html``, of which every ``<`` and ``&`` is meant, with its readings as ruby: they hold no such characters."""
    return RUBY.sub(_ruby, html) if "{" in html else html


def with_readings(text: str) -> Markup:
    """``text`` as HTML with its readings as ruby; Markup is HTML already and stays as it is."""
    return text if isinstance(text, Markup) else Markup(set_readings(str(escape(text))))  # noqa: S704 - escaped here


def _pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """Characters of ``text``, and their HTML where readings stand above them."""
    end = 0
    for found in RUBY.finditer(text):
        yield text[end : found.start()], None
        yield found[1], _ruby(found)
        end = found.end()
    yield text[end:], None


def _phrases(text: str) -> Markup:
    characters = plain(text)
    # A space is a break already.
    places = [place for place in _breaks(characters) if not characters[place - 1].isspace()]
    parts: list[str] = []
    start = 0
    for piece, html in _pieces(text):
        end = start + len(piece)
        if start in places:
            parts.append("<wbr>")
        if html is not None:
            # Readings and what they belong to stay together.
            parts.append(html)
        else:
            cuts = (start, *(place for place in places if start < place < end), end)
            parts.append("<wbr>".join(str(escape(characters[first:last])) for first, last in pairwise(cuts)))
        start = end
    return Markup("".join(parts))  # noqa: S704 - every piece was escaped


def phrases(text: str) -> Markup:
    """A heading or another short line as HTML that breaks between its phrases (the theme's ``:has(> wbr)``).

    Of several sentences each stays together where it can: ``課題は、現場にある。試す場所も。`` breaks after the first.
    """
    marked = [found.span() for found in RUBY.finditer(text)]
    ends = [
        end
        for end in (found.end() for found in _SENTENCE_END.finditer(text))
        if not any(first < end < last for first, last in marked)
    ]
    if not ends:
        return _phrases(text)
    sentences = (text[start:end] for start, end in pairwise((0, *ends, len(text))))
    return Markup("").join(Markup('<span class="ms-together">{}</span>').format(_phrases(each)) for each in sentences)


def plain(text: str) -> str:
    """``text`` for an attribute or another place that holds nothing but characters."""
    return without_readings(text)
