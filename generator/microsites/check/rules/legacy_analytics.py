"""A page still carries Universal Analytics.

What it does
    Looks in scripts that are not commented out for ``UA-`` IDs and for ``analytics.js`` and ``ga.js``.
Why it matters
    Google stopped processing these hits in 2023 (for paying customers in 2024), and the reports are gone.  The tag
    costs every visitor a request, and staff believe that the page is measured.
How to fix
    Delete the tag.  What it measured is measured by the site's own tag.
An example
    ``gtag('config', 'UA-12345678-1')`` or ``ga('create', 'UA-12345678-1', 'auto')``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.javascript import comment_spans
from microsites.check.measured import Measured
from microsites.check.scripts import Script

CODE = "TAG010"
NAME = "legacy-analytics"
SEVERITY: Severity = "warning"
MESSAGE = "the page carries Universal Analytics ({id}), which counts nothing any more"
HINT = "delete the tag"

_ADDRESS = re.compile(
    r"//(?:www|ssl)\.google-analytics\.com/(?P<file>analytics|ga|urchin)\.js"
    r"|//www\.googletagmanager\.com/gtag/js\?(?:[^#]{0,300}&)?id=(?P<id>UA-\d{4,12}-\d{1,4})(?!\d)"
)
_CODE = re.compile(
    r"""["'`](?P<id>UA-\d{4,12}-\d{1,4})["'`]|//(?:www|ssl)\.google-analytics\.com/(?P<file>analytics|ga)\.js"""
)


def check_measured(measured: Measured) -> Iterator[Observation]:
    """Yield Universal Analytics, once a page and ID."""
    found: dict[str, int] = {}
    for script in measured.scripts:
        for identifier in _traces(script):
            found.setdefault(identifier, script.number)
    # The file is fetched for the ID: one fault, not two.
    if len(found) > 1:
        found = {name: number for name, number in found.items() if name.startswith("UA-")} or found
    for identifier, number in found.items():
        yield Observation(identifier, data={"id": identifier}, spot=Spot("script", number=number))


def _traces(script: Script) -> Iterator[str]:
    if script.address is not None:
        if match := _ADDRESS.search(script.address):
            yield match["id"] or f"{match['file']}.js"
        return
    if "UA-" not in script.text and "google-analytics" not in script.text:
        return
    comments = comment_spans(script.text)
    for match in _CODE.finditer(script.text):
        if not any(start <= match.start() < end for start, end in comments):
            yield match["id"] or f"{match['file']}.js"
