"""For test reports of CI servers: a suite a site, a case a rule; a rule whose findings fail the check is a failed case.

There is no standard; this is what the schemas of Jenkins' xUnit plugin and of Apache Ant have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from microsites.check.findings import Finding
from microsites.check.report import Report
from microsites.check.reporters.phrases import SEVERITY_WORDS, answering
from microsites.check.rules import RuleInfo
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import _
from microsites.shown import shown

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (2.2)."""

_SETTINGS = "settings"
"""Suite of what belongs to no site."""


def render(report: Report, reader: Catalogue) -> str:
    """Return the document."""
    root = Element("testsuites", name="microsites check")
    names = [site.site for site in report.sites]
    if any(finding.site not in names for finding in report.findings):
        names.append("")
    for name in names:
        _suite(root, name, report, reader)
    for count in ("tests", "failures"):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, site: str, report: Report, reader: Catalogue) -> None:
    suite = SubElement(root, "testsuite", name=_text(shown(site) or _SETTINGS))
    by_code: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.site == site:
            by_code.setdefault(finding.code, []).append(finding)
    rules = report.rules if site else tuple(rule for rule in report.rules if rule.CODE in by_code)
    for rule in rules:
        _case(suite, site, rule, by_code.get(rule.CODE, []), report, reader)
    suite.set("tests", str(len(rules)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", "0")


def _case(
    suite: Element, site: str, rule: RuleInfo, findings: list[Finding], report: Report, reader: Catalogue
) -> None:
    case = SubElement(
        suite, "testcase", classname=_text(shown(site) or _SETTINGS), name=f"{rule.CODE} {rule.NAME}", time="0"
    )
    failing = [finding for finding in findings if report.is_failure(finding)]
    if failing:
        said: str = failing[0].message
        if len(failing) > 1:
            said = _("{count} findings: {first}", count=len(failing), first=said)
        failure = SubElement(case, "failure", message=_text(shown(reader.say(said))), type=failing[0].severity)
        failure.text = _text("\n".join(_lines(failing, report, reader)))
    below = [finding for finding in findings if not report.is_failure(finding)]
    if below:
        SubElement(case, "system-out").text = _text("\n".join(_lines(below, report, reader)))


def _lines(findings: Iterable[Finding], report: Report, reader: Catalogue) -> Iterator[str]:
    for finding in findings:
        built = report.built(finding)
        edited = report.edited(finding)
        said: str = finding.message
        if built and built != edited:
            said = _("{message} (in {place})", message=said, place=str(built))
        if finding.owner:
            said = _("{message} ({detail})", message=said, detail=answering(finding))
        yield shown(f"{edited}: {reader.say(SEVERITY_WORDS[finding.severity])}: {reader.say(said)}")


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
