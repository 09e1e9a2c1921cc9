"""For people at a terminal: the text in colour, with places that open the file (OSC 8)."""

from __future__ import annotations

from pathlib import Path

from microsites.check.findings import Finding, Severity
from microsites.check.report import Report
from microsites.check.reporters.text import painted
from microsites.i18n.catalogue import Catalogue
from microsites.shown import shown

_COLOURS: dict[Severity, str] = {"error": "31;1", "warning": "33", "note": "36"}
_LINK = "\033]8;;{}\033\\{}\033]8;;\033\\"


def render(report: Report, reader: Catalogue) -> str:
    """Return the report with control sequences."""
    return painted(report, _Terminal(report), reader)


class _Terminal:
    def __init__(self, report: Report) -> None:
        self._report = report

    def place(self, finding: Finding) -> str:
        """A terminal that knows no links shows the text alone."""
        file = Path(self._report.edited(finding).file).absolute()
        return _LINK.format(file.as_uri(), _styled("1", shown(str(finding.location))))

    def severity(self, severity: Severity, text: str) -> str:
        return _styled(_COLOURS[severity], text)

    def faint(self, text: str) -> str:
        return _styled("2", text)


def _styled(style: str, text: str) -> str:
    return f"\033[{style}m{text}\033[0m"
