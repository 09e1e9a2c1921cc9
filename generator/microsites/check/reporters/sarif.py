"""For code scanning: SARIF 2.1.0 (OASIS).

A finding's place is the line that a person edits; the place in the built file is a related location.  Paths are
relative to the folder in which the command ran, which is the repository's root in CI.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from microsites import __version__
from microsites.check.documentation import documentation_of
from microsites.check.findings import Finding, Location
from microsites.check.report import Report
from microsites.check.rules import RuleInfo
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import _

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "microsites/v1"


def render(report: Report, reader: Catalogue) -> str:
    """Return the log as JSON."""
    numbers = {rule.CODE: number for number, rule in enumerate(report.rules)}
    run = {
        "tool": {
            "driver": {
                "name": "microsites",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule, reader) for rule in report.rules],
            }
        },
        "language": reader.language,
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report, numbers, reader)),
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: RuleInfo, reader: Catalogue) -> dict[str, Any]:
    words = documentation_of(rule, reader.language)
    parts = [(reader.say(heading), text) for heading, text in words.parts]
    return {
        "id": rule.CODE,
        "name": "".join(word.capitalize() for word in rule.NAME.split("-")),
        "shortDescription": {"text": words.title},
        "fullDescription": {"text": words.what},
        "help": {
            "text": "\n\n".join(f"{heading}: {text}" for heading, text in parts),
            "markdown": "\n\n".join(f"**{heading}**\n\n{text}" for heading, text in parts),
        },
        "defaultConfiguration": {"level": rule.SEVERITY},
    }


def _results(report: Report, numbers: dict[str, int], reader: Catalogue) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield _result(report, finding, numbers, reader) | ({"baselineState": "new"} if report.baseline else {})
    for finding in report.known:
        yield _result(report, finding, numbers, reader) | {"baselineState": "unchanged"}


def _result(report: Report, finding: Finding, numbers: dict[str, int], reader: Catalogue) -> dict[str, Any]:
    hint = f"\n→ {reader.say(finding.hint)}" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": finding.severity,
        "message": {"text": reader.say(finding.message) + hint},
        "locations": [_place(report.edited(finding))],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {
            "site": finding.site,
            "page": finding.page,
            "subject": finding.subject,
            **({"owner": finding.owner} if finding.owner else {}),
        },
    }
    built = report.built(finding)
    if built is not None and finding.base != "built":
        result["relatedLocations"] = [_place(built) | {"id": 0, "message": {"text": reader.say(_("the built page"))}}]
    return result


def _place(location: Location) -> dict[str, Any]:
    path = Path(location.file)
    uri = path.as_uri() if path.is_absolute() else quote(os.fsencode(location.file))
    # GitHub asks for a line of every result; what is wrong with a whole file is shown at its first.
    region = {"startLine": location.line or 1} | ({"startColumn": location.column} if location.column else {})
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
