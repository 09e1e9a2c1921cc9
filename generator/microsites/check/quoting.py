"""The line of the content that a finding is about, as far as it can be shown."""

from __future__ import annotations

from pathlib import Path

from microsites.check.findings import Finding
from microsites.check.report import Report
from microsites.excerpt import excerpt
from microsites.folders import lies_below


def quoted(report: Report, finding: Finding) -> tuple[str, str] | None:
    """The line that a person edits, and the line with the mark; None where it is not known, or not here.

    Places come from a manifest, which may come from anywhere: only files of the content are opened.
    """
    if not finding.location.line or finding.base == "built":
        return None
    file = Path(report.edited(finding).file)
    folder = report.roots.content
    if finding.base == "content" and not (folder and lies_below(file, Path(folder))):
        return None
    return excerpt(file, finding.location.line, finding.location.column)
