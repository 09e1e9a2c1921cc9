"""The text of a link says nothing.

What it does
    Looks for links whose whole text is one of the phrases that fit every link (こちら, 詳細はこちら, 続きを読む, ``click
    here``, ``more``), whatever arrows, brackets or file sizes stand beside it.  ``aria-label``, ``aria-labelledby``,
    ``aria-describedby``, ``title`` or a picture with a text alternative may say the rest.
Why it matters
    Screen readers list the links of a page, and people who use one jump from link to link.  Twelve times “here” is no
    choice (WCAG 2.2 and JIS X 8341-3:2016, 2.4.4 and 2.4.9).
How to fix
    Make the link of the words that say where it leads: “いちご狩りの予約方法”.
An example
    ``いちご狩りの予約方法は<a href="book/">こちら</a>``
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from microsites.check.accessible import holds_name, is_hidden, is_named
from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck

CODE = "A11Y009"
NAME = "vague-link-text"
SEVERITY: Severity = "warning"
MESSAGE = 'the link to "{target}" only says "{text}"'
HINT = "make the link of the words that say where it leads"

LONGEST = 60
"""A text above this says something."""

PHRASES = frozenset(
    [
        "こちら",
        "こちらへ",
        "こちらから",
        "こちらです",
        "こちらをご覧ください",
        "こちらをクリック",
        "こちらのページ",
        "こちらのサイト",
        "ここ",
        "ここへ",
        "ここから",
        "ここをクリック",
        "クリック",
        "詳細",
        "詳細へ",
        "詳細はこちら",
        "詳細はここ",
        "詳細はこちらから",
        "詳細を見る",
        "詳細をみる",
        "詳しく",
        "詳しくは",
        "詳しくはこちら",
        "詳しくはこちらへ",
        "詳しくはこちらから",
        "詳しく見る",
        "詳しくみる",
        "詳しくはこちらをご覧ください",
        "くわしく",
        "くわしくは",
        "くわしくはこちら",
        "くわしく見る",
        "くわしくみる",
        "もっと",
        "もっと見る",
        "もっとみる",
        "もっと詳しく",
        "もっとくわしく",
        "続き",
        "続きを読む",
        "続きをよむ",
        "続きを見る",
        "続きはこちら",
        "つづきを読む",
        "つづきをよむ",
        "つづきはこちら",
        "見る",
        "読む",
        "clickhere",
        "click",
        "here",
        "more",
        "readmore",
        "learnmore",
        "seemore",
        "viewmore",
        "moreinfo",
        "moreinformation",
        "moredetails",
        "detail",
        "details",
        "viewdetails",
        "seedetails",
        "continue",
        "continuereading",
    ]
)
"""As :func:`says_nothing` folds them."""

_ASIDE = re.compile(
    r"\([^()]*(?:pdf|word|excel|\d *[km]b|外部|別(?:ウ[イィ]ンドウ|タブ|画面)|新しい(?:ウ[イィ]ンドウ|タブ))[^()]*\)"
)


_FIRST, _LAST = "\u3041", "\u9fff"
"""Kana and the usual kanji."""


def _between(letters: str) -> str:
    """The ranges of a regular expression's class that leave out ``letters``, which are sorted."""
    starts = [_FIRST, *(chr(ord(letter) + 1) for letter in letters)]
    ends = [*(chr(ord(letter) - 1) for letter in letters), _LAST]
    return "".join(f"{start}-{end}" for start, end in zip(starts, ends, strict=True) if start <= end)


_OTHER_LETTERS = _between("".join(sorted(letter for letter in set("".join(PHRASES)) if _FIRST <= letter <= _LAST)))
_CANDIDATE = re.compile(f"\0[^\0(（{_OTHER_LETTERS}]*(?=[\0(（])")
"""A text without a Japanese letter that none of the phrases has, before any aside.  Most links say something by such a
letter, and all of a page are looked through at once."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield links that could lead anywhere."""
    links = page.link_texts if page.stays else ()
    together = "\0".join(("", *[text for _, text in links], ""))
    for match in _CANDIDATE.finditer(together):
        number = together.count("\0", 0, match.start())
        link, text = links[number]
        target = link.attr("href")
        if (
            len(text) > LONGEST
            or not says_nothing(text)
            or target is None
            or is_named(link)
            or (link.attr("aria-describedby") or "").strip()
        ):
            continue
        if holds_name(link) or is_hidden(link):
            continue
        data = {"target": target[:200], "text": " ".join(text.split())}
        yield Observation(target, page.path, data, Spot("a", number=number))


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a short text is one of the phrases that fit every link."""
    plain = _ASIDE.sub("", unicodedata.normalize("NFKC", text).casefold())
    return "".join(filter(str.isalpha, plain)) in PHRASES
