"""A ``lang`` attribute is no language.

What it does
    Reads the ``lang`` of every element as a language tag (BCP 47): a language of two or three letters, and perhaps
    script, region and variants after hyphens.  Languages of two letters are known; ``jp`` is a country.
Why it matters
    A screen reader that does not know the language keeps the voice that it has, and reads Japanese with an English one.
    Browsers do not offer to translate, and may choose Chinese forms of shared characters
    (WCAG 2.2 and JIS X 8341-3:2016, 3.1.1 and 3.1.2).
How to fix
    ``ja`` for Japanese, ``en``, ``ko``, ``zh-Hans`` and ``zh-Hant``, ``vi``, ``pt-BR``.
An example
    ``<html lang="jp">``
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.i18n.message import _

CODE = "A11Y015"
NAME = "wrong-language-tag"
SEVERITY: Severity = "error"
MESSAGE = 'lang="{lang}" is no language'
HINT = "write a language tag: ja, en, ko, zh-Hans, zh-Hant, vi, pt-BR"

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+|i-[a-z]{2,8}|sgn-[a-z]{2}(?:-[a-z]{2})?",
    re.IGNORECASE,
)
_TWO_LETTERS = frozenset(
    [
        "aa",
        "ab",
        "ae",
        "af",
        "ak",
        "am",
        "an",
        "ar",
        "as",
        "av",
        "ay",
        "az",
        "ba",
        "be",
        "bg",
        "bh",
        "bi",
        "bm",
        "bn",
        "bo",
        "br",
        "bs",
        "ca",
        "ce",
        "ch",
        "co",
        "cr",
        "cs",
        "cu",
        "cv",
        "cy",
        "da",
        "de",
        "dv",
        "dz",
        "ee",
        "el",
        "en",
        "eo",
        "es",
        "et",
        "eu",
        "fa",
        "ff",
        "fi",
        "fj",
        "fo",
        "fr",
        "fy",
        "ga",
        "gd",
        "gl",
        "gn",
        "gu",
        "gv",
        "ha",
        "he",
        "hi",
        "ho",
        "hr",
        "ht",
        "hu",
        "hy",
        "hz",
        "ia",
        "id",
        "ie",
        "ig",
        "ii",
        "ik",
        "in",
        "io",
        "is",
        "it",
        "iu",
        "iw",
        "ja",
        "ji",
        "jv",
        "jw",
        "ka",
        "kg",
        "ki",
        "kj",
        "kk",
        "kl",
        "km",
        "kn",
        "ko",
        "kr",
        "ks",
        "ku",
        "kv",
        "kw",
        "ky",
        "la",
        "lb",
        "lg",
        "li",
        "ln",
        "lo",
        "lt",
        "lu",
        "lv",
        "mg",
        "mh",
        "mi",
        "mk",
        "ml",
        "mn",
        "mo",
        "mr",
        "ms",
        "mt",
        "my",
        "na",
        "nb",
        "nd",
        "ne",
        "ng",
        "nl",
        "nn",
        "no",
        "nr",
        "nv",
        "ny",
        "oc",
        "oj",
        "om",
        "or",
        "os",
        "pa",
        "pi",
        "pl",
        "ps",
        "pt",
        "qu",
        "rm",
        "rn",
        "ro",
        "ru",
        "rw",
        "sa",
        "sc",
        "sd",
        "se",
        "sg",
        "sh",
        "si",
        "sk",
        "sl",
        "sm",
        "sn",
        "so",
        "sq",
        "sr",
        "ss",
        "st",
        "su",
        "sv",
        "sw",
        "ta",
        "te",
        "tg",
        "th",
        "ti",
        "tk",
        "tl",
        "tn",
        "to",
        "tr",
        "ts",
        "tt",
        "tw",
        "ty",
        "ug",
        "uk",
        "ur",
        "uz",
        "ve",
        "vi",
        "vo",
        "wa",
        "wo",
        "xh",
        "yi",
        "yo",
        "za",
        "zh",
        "zu",
    ]
)
"""ISO 639-1, with what was withdrawn from it and may still be written."""

_MEANT = {
    "jp": "ja",
    "jpn": "ja",
    "jap": "ja",
    "japanese": "ja",
    "en_us": "en-US",
    "eng": "en",
    "english": "en",
    "us": "en",
    "gb": "en-GB",
    "kor": "ko",
    "korean": "ko",
    "cn": "zh-Hans",
    "chi": "zh",
    "zho": "zh",
    "chinese": "zh",
    "vn": "vi",
    "vie": "vi",
    "por": "pt",
    "spa": "es",
}
"""What people write for a language, and its tag.  Of three letters only what has two in BCP 47."""

_COUNTRY = _("the language is ja; jp is the country")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield languages that nobody knows."""
    seen: Counter[tuple[str, str]] = Counter()
    for node in page.marked.having("lang"):
        tag, value = node.tag, node.attr("lang") or ""
        lang = value.strip()
        if not lang or _is_language(lang):
            continue
        spot = Spot(tag, "lang", value, seen[tag, value])
        seen[tag, value] += 1
        yield Observation(lang, page.path, {"lang": lang[:60]}, spot, hint=_hint(lang.lower()))


def _is_language(lang: str) -> bool:
    match = _TAG.fullmatch(lang)
    if match is None:
        return False
    language = (match["language"] or "").lower()
    return language in _TWO_LETTERS if len(language) == 2 else language not in _MEANT


def _hint(lang: str) -> str:
    language, _separator, region = lang.replace("_", "-").partition("-")
    if language == "jp":
        return _COUNTRY
    meant = _MEANT.get(lang) or _MEANT.get(language) or (language if language in _TWO_LETTERS else "")
    if not meant:
        return HINT
    with_region = f"{meant}-{region.upper()}" if len(region) == 2 and region.isalpha() and "-" not in meant else meant
    return _('did you mean "{candidate}"?', candidate=with_region)
