"""One file a format; each turns a report into text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from microsites.check.report import Report
from microsites.check.reporters import csv, github, html, json, junit, sarif, text


class Reporter(Protocol):
    """A format."""

    def render(self, report: Report) -> str:
        """Return the whole report, ending with a line break."""


REPORTERS: Mapping[str, Reporter] = MappingProxyType(
    {"text": text, "json": json, "sarif": sarif, "junit": junit, "github": github, "csv": csv, "html": html}
)
"""``--format`` → its reporter."""
