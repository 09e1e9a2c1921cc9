"""For GitHub: annotations at the lines of a change (workflow commands), then the figures for the log.

GitHub shows ten errors, ten warnings and ten notices of a step, so the same fault of many pages is one annotation, and
the worst come first.
Source: GitHub's documentation, "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit.
"""

from __future__ import annotations

from microsites.check.findings import SEVERITIES
from microsites.check.report import Group, Report, grouped
from microsites.check.reporters.phrases import answering, others, totals
from microsites.i18n.catalogue import Catalogue
from microsites.shown import shown_lines

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, reader: Catalogue) -> str:
    """Return the workflow commands, a line each."""
    groups = sorted(grouped(report.findings), key=lambda group: SEVERITIES.index(group.first.severity))
    return "".join(f"{_annotation(report, group, reader)}\n" for group in groups) + f"{reader.say(totals(report))}\n"


def _annotation(report: Report, group: Group, reader: Catalogue) -> str:
    finding = group.first
    place = report.edited(finding)
    properties = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "title": f"{finding.code} {finding.name}",
    }
    given = ",".join(
        f"{name}={_plain(str(value)).translate(_IN_PROPERTIES)}" for name, value in properties.items() if value
    )
    text = reader.say(finding.message)
    if finding.hint:
        text += f"\n→ {reader.say(finding.hint)}"
    for detail in filter(None, (others(group), answering(finding))):
        text += f"\n{reader.say(detail)}"
    return f"::{_COMMANDS[finding.severity]} {given}::{_plain(text).translate(_IN_TEXT)}"


def _plain(text: str) -> str:
    """``text`` without what a terminal obeys; line breaks stay."""
    return "\r".join(map(shown_lines, text.split("\r")))
