"""The parts of an outside page: what can be looked for, and what it has."""

from __future__ import annotations

from microsites.check.encoding import decode
from microsites.check.external.wire import Answer
from microsites.check.reading import read_document

_PAGES = ("text/html", "application/xhtml+xml")

_PREFIXES = ("user-content-",)
"""GitHub and others write it before every id of a text that users wrote, and a script finds it again."""


def can_be_looked_for(fragment: str) -> bool:
    """Whether ``fragment`` names an element of a page.

    ``#/path`` and ``#!path`` are routes of a page that a script makes; ``#page=3`` and ``#t=90`` tell a viewer where
    to start.
    """
    return bool(fragment) and not fragment.startswith(("/", "!")) and "=" not in fragment


def anchors_of(answer: Answer) -> frozenset[str] | None:
    """What may stand behind ``#``; None if it is not a page, or if a script makes the page's parts."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _PAGES:
        return None
    return _anchors(answer) or None


def found(fragment: str, anchors: frozenset[str] | None, *, whole: bool) -> bool | None:
    """Whether the page has ``fragment``; None if that cannot be known."""
    if anchors is None or not can_be_looked_for(fragment):
        return None
    if any(name in anchors for name in (fragment, *(f"{prefix}{fragment}" for prefix in _PREFIXES))):
        return True
    # What was cut off may have it.
    return False if whole else None


def _anchors(answer: Answer) -> frozenset[str]:
    """All that is asked of the parser."""
    return read_document("", decode(answer.body).text).anchors
