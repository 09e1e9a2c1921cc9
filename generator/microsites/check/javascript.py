"""As much JavaScript as is needed to tell code from comments."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    # A regular expression can only stand where a value can: after an operator or an opening bracket.
    r"|[=(,:\[!&|?{};]\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/"
    r"|(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z)"
    # Old pages hide scripts from older browsers: <!-- begins a comment of one line, --> too at a line's start.
    r"|<!--[^\n]*|^[ \t]*-->[^\n]*)",
    re.DOTALL | re.MULTILINE,
)


def comment_spans(code: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of every comment in ``code``."""
    if "//" not in code and "/*" not in code and "<!--" not in code and "-->" not in code:
        return ()
    return tuple(match.span() for match in _TOKEN.finditer(code) if match["comment"])
