"""A page forbids its visitors to enlarge it.

What it does
    Reads ``<meta name="viewport">`` and looks for ``user-scalable=no`` and for a ``maximum-scale`` below 2.
Why it matters
    On a telephone, people with weak eyes enlarge a page with two fingers.  This page does not let them
    (WCAG 2.2 and JIS X 8341-3:2016, 1.4.4).
How to fix
    ``<meta name="viewport" content="width=device-width, initial-scale=1">``
An example
    ``<meta name="viewport" content="width=device-width, user-scalable=no">``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity
from microsites.check.pages import PageUnderCheck
from microsites.check.searching import spot_of_meta

CODE = "A11Y012"
NAME = "zoom-forbidden"
SEVERITY: Severity = "error"
MESSAGE = 'the page cannot be enlarged: "{setting}"'
HINT = "delete user-scalable and maximum-scale from <meta name=viewport>"

ENOUGH = 2.0
"""Twice its size must be possible."""

_SETTING = re.compile(r"(user-scalable|maximum-scale)\s*=\s*([^\s,;=]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield what keeps a page small."""
    for setting in _SETTING.finditer(page.document.viewport):
        if _forbids(setting[1].lower(), setting[2].lower()):
            yield Observation(setting[1].lower(), page.path, {"setting": setting[0]}, spot_of_meta(page, "viewport"))


def _forbids(name: str, value: str) -> bool:
    number = float(value) if _NUMBER.fullmatch(value) else None
    if name == "user-scalable":
        return value == "no" or number == 0
    return number is not None and number < ENOUGH
