"""What a stylesheet fetches: ``url()`` and ``@import``."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    r"""|@import\s+(?P<import>"[^"\n]*"|'[^'\n]*')"""
    # An address without quotes holds no bracket that opens (CSS Syntax 3, 4.3.6).
    r"""|(?<![\w-])url\(\s*+(?P<url>"[^"\n]*"|'[^'\n]*'|(?:\\.|[^()"'\s\\])*+)\s*+\)"""
    r"""|image-set\((?P<set>(?:[^()"']|"[^"\n]*"|'[^'\n]*'|\([^()]*\))*+)\)"""
    # A text that nothing closes ends with its line.
    r"""|"(?:\\.|[^"\\\n])*+"?|'(?:\\.|[^'\\\n])*+'?""",
    re.DOTALL | re.IGNORECASE,
)
"""Nothing in it goes back over what it has read: a stylesheet of any content takes time in proportion to its length."""

_CANDIDATE = re.compile(r"""type\([^()]*\)|(["'])((?:(?!\1).)*)\1|url\(\s*["']?([^"'()\s]*)""", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def addresses(css: str) -> Iterator[tuple[str, int, int]]:
    """Yield the addresses in ``css``, each with its line and column (from 1, in code points).

    Comments, ``data:`` and pure fragments are left out.
    """
    line, begin, counted = 1, 0, 0
    for match in _TOKEN.finditer(css):
        candidates = match["set"]
        raw = match["import"] or match["url"]
        if candidates is not None:
            # A string in it is an address; what stands in type(…) is not (CSS Images 4, 2.4).
            found = [candidate[1] or candidate[2] for candidate in _CANDIDATE.findall(candidates)]
        else:
            found = [raw.strip("\"'")] if raw is not None else []
        for each in found:
            value = _ESCAPE.sub(_unescape, each).strip()
            if not value or value.startswith("#") or value.lower().startswith("data:"):
                continue
            start = match.start()
            if breaks := css.count("\n", counted, start):
                line, begin = line + breaks, css.rfind("\n", counted, start) + 1
            counted = start
            yield value, line, start - begin + 1


def _unescape(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    point = int(match[1], 16)
    return chr(point) if 0 < point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else "\ufffd"
