"""Which ``<script>`` a browser runs, and which waits for somebody's consent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from microsites.check.parser import Node

_RUNS = re.compile(
    r"^(?:|module|(?:text|application)/(?:x-)?(?:java|ecma)script(?:;.*)?"
    # Partytown runs it in a worker; caches run it after the first movement of the mouse, without asking anybody.
    r"|text/partytown|rocketlazyloadscript|litespeed/javascript|[0-9a-f]{24}-(?:module|text/javascript))$",
    re.IGNORECASE,
)
_WAITS = frozenset({"text/plain", "javascript/blocked", "text/javascript-blocked"})

_ADDRESSES = (
    "src", "data-src", "data-consent-src", "data-cookieblock-src", "data-cmplz-src", "data-suppressedsrc",
    "data-rocket-src",
)  # fmt: skip
"""Where consent managers and caches keep the address until the script may run."""

_NO_SPACE = {9: None, 10: None, 13: None}


@dataclass(frozen=True, slots=True)
class Script:
    """A ``<script>`` that a browser runs, or would run after consent."""

    src: str | None
    text: str
    gated: bool
    """``type="text/plain"``: it waits for consent."""
    number: int
    """Which of the page's ``<script>`` elements."""
    later: bool = False
    """``async``, ``defer`` or a module: it runs after the scripts that stand in the page."""

    @property
    def address(self) -> str | None:
        """``src`` as a browser reads it: line breaks and outer spaces do not count (WHATWG URL, 4.1)."""
        return self.src.translate(_NO_SPACE).strip() if self.src is not None else None


def read_script(node: Node, number: int) -> Script | None:
    """The script in ``node``; None for data, templates and whatever else is no script."""
    kind = _kind(node.attr("type") or "")
    if kind is None:
        return None
    src = node.attr("src")
    for name in kind.names:
        if address := node.attr(name):
            src = address
            break
    later = kind.module or (src is not None and (node.attr("async") is not None or node.attr("defer") is not None))
    return Script(src, node.text, kind.gated, number, later)


class _Kind(NamedTuple):
    """What a script's ``type`` makes of it."""

    gated: bool
    module: bool
    names: tuple[str, ...]
    """Where its address may stand instead of ``src``."""


@lru_cache(maxsize=256)
def _kind(written: str) -> _Kind | None:
    kind = written.strip().lower()
    gated = kind in _WAITS
    if not gated and not _RUNS.match(kind):
        return None
    plain = not gated and kind in ("", "module", "text/javascript", "application/javascript")
    return _Kind(gated, kind == "module", () if plain else _ADDRESSES)
