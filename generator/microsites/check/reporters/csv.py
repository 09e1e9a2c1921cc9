"""For a spreadsheet: one row a finding."""

from __future__ import annotations

from microsites.check.report import Report
from microsites.i18n.catalogue import Catalogue
from microsites.shown import shown
from microsites.spreadsheet import table

HEAD = (
    "severity", "code", "name", "site", "page", "file", "line", "column", "built_file", "built_line", "message", "hint",
    "owner", "subject", "known", "fingerprint",
)  # fmt: skip


def render(report: Report, reader: Catalogue) -> str:
    """Return the table.  Findings of the baseline are in it, marked as known."""
    rows = []
    found = [*((finding, "") for finding in report.findings), *((finding, "yes") for finding in report.known)]
    for finding, known in found:
        place, built = report.edited(finding), report.built(finding)
        rows.append(
            tuple(
                shown(str(value))
                for value in (
                    finding.severity,
                    finding.code,
                    finding.name,
                    finding.site,
                    finding.page,
                    place.file,
                    place.line or "",
                    place.column or "",
                    built.file if built else "",
                    (built.line or "") if built else "",
                    reader.say(finding.message),
                    reader.say(finding.hint),
                    finding.owner,
                    finding.subject,
                    known,
                    finding.fingerprint,
                )
            )
        )
    return table(HEAD, rows)
