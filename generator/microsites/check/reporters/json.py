"""For programs: ``{"summary": {…}, "findings": [{…}]}``."""

from __future__ import annotations

import json
from typing import Any

from microsites.check.coverage import Share, SiteSummary
from microsites.check.external.outcome import Outside
from microsites.check.findings import Finding, Location
from microsites.check.report import Report
from microsites.i18n.catalogue import Catalogue


def render(report: Report, reader: Catalogue) -> str:
    """Return the report as JSON.  A line or column that is not known is null."""
    document = {
        "summary": _summary(report, reader),
        "findings": [_finding(finding, reader) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _summary(report: Report, reader: Catalogue) -> dict[str, Any]:
    return {
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notes": report.count("note"),
        "suppressed": report.suppressed,
        "known": len(report.known),
        "gone": len(report.gone),
        "sites": [_site(site) for site in report.sites],
        "unjudged": list(report.unjudged),
        **({"outside": _outside(report.outside, reader)} if report.outside else {}),
    }


def _outside(outside: Outside, reader: Catalogue) -> dict[str, Any]:
    """Only where outside addresses were asked: no number must look like a zero that nobody counted."""
    return {
        "addresses": {state.replace(" ", "_"): count for state, count in outside.states.items()},
        "requests": outside.requests,
        "fail_after": outside.fail_after,
        "failing_since": {url: day.isoformat() for url, day in sorted(outside.failing.since.items())},
        "notes": [reader.say(note) for note in outside.notes],
    }


def _site(site: SiteSummary) -> dict[str, Any]:
    return {
        "site": site.site,
        "environment": site.environment or None,
        "pages_found": site.pages_found,
        "pages": _pages(site.pages),
        "elements": _share(site.elements, "instrumented"),
        "goals": _share(site.goals, "reachable"),
        "unjudged_sisters": list(site.unjudged),
    }


def _pages(share: Share | None) -> dict[str, int] | None:
    """What is missing and what is unknown are two numbers: a tag manager hides tags that may well be there."""
    if share is None:
        return None
    return {
        "instrumented": share.done,
        "missing": share.missing,
        "unknown": share.unknown,
        "expected": share.expected,
    }


def _share(share: Share | None, what: str) -> dict[str, int] | None:
    return {what: share.done, "expected": share.expected} if share else None


def _finding(finding: Finding, reader: Catalogue) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": reader.say(finding.message),
        "site": finding.site,
        "page": finding.page,
        **_place(finding.location),
        "related": _place(finding.related) if finding.related else None,
        "subject": finding.subject,
        "hint": reader.say(finding.hint),
        "owner": finding.owner or None,
        "fingerprint": finding.fingerprint,
    }


def _place(location: Location) -> dict[str, Any]:
    return {"file": location.file, "line": location.line or None, "column": location.column or None}
