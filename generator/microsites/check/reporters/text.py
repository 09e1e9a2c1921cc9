"""For people: site by site, the same fault of many pages once, and how much of each site is instrumented."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from microsites.check.coverage import SiteSummary
from microsites.check.findings import SEVERITIES, Finding
from microsites.check.runner import Report

_INDENT = "  "


def render(report: Report) -> str:
    """Return the report as text."""
    lines: list[str] = []
    by_site: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_site.setdefault(finding.site, []).append(finding)
    labels = [_name(site) for site in report.sites]
    width = max(map(_width, labels), default=0)
    for label, site in zip(labels, report.sites, strict=True):
        lines.append(f"{label}{' ' * (width - _width(label))}  {_coverage(site)}")
        lines += _unjudged(site)
        lines += _groups(by_site.pop(site.site, []))
    for findings in by_site.values():
        lines += ["settings", *_groups(findings)]
    if report.unjudged:
        lines.append(f"not judged, as they have no manifest: {', '.join(report.unjudged)}")
    if lines and lines[-1]:
        lines.append("")
    lines.append(_totals(report))
    return "\n".join(lines) + "\n"


def _name(site: SiteSummary) -> str:
    name = f"{site.site}（{site.title}）" if site.title else site.site
    return f"{name} · {site.environment}" if site.environment else name


def _coverage(site: SiteSummary) -> str:
    parts = [f"pages {site.pages} instrumented" if site.pages else f"{site.pages_found} pages, no provider expected"]
    if site.pages and site.pages.unknown:
        parts[0] += f", {site.pages.unknown} unknown (behind a tag manager)"
    if site.elements and site.elements.expected:
        parts.append(f"elements {site.elements}")
    if site.goals and site.goals.expected:
        parts.append(f"goals {site.goals} reachable")
    return " · ".join(parts)


def _unjudged(site: SiteSummary) -> Iterator[str]:
    if site.unjudged:
        yield f"{_INDENT}not judged: links to {', '.join(site.unjudged)} (not built here)"


def _groups(findings: list[Finding]) -> Iterator[str]:
    """Yield one entry for each location, code, subject and message, however many pages it concerns."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        # Without a line of content to point to, the same menu on forty pages is still the same menu.
        owner = None if finding.location == finding.related else finding.location
        groups.setdefault((owner, finding.code, finding.subject, finding.message), []).append(finding)
    place = None
    for group in groups.values():
        first = group[0]
        if first.location != place:
            place = first.location
            yield ""
            yield f"{_INDENT}{first.location}"
        yield f"{_INDENT * 2}{first.severity:<7}  {first.code:<7}  {first.message}  [{first.name}]"
        indent = f"{_INDENT * 2}{'':<7}  {'':<7}  "
        if first.hint:
            yield f"{indent}→ {first.hint}"
        if first.related and first.related != first.location:
            yield f"{indent}in {first.related}{_others(group)}"
        elif len(group) > 1:
            yield f"{indent}{_others(group).removeprefix(' and ')}"
    if groups:
        yield ""


def _others(group: list[Finding]) -> str:
    more = len({finding.page for finding in group}) - 1
    return "" if more < 1 else f" and on {more} more page{'s' if more > 1 else ''}"


def _totals(report: Report) -> str:
    counts = ", ".join(_plural(report.count(severity), severity) for severity in SEVERITIES)
    pages = sum(site.pages_found for site in report.sites)
    accepted = f"; {report.suppressed} suppressed" if report.suppressed else ""
    return f"{counts} on {_plural(pages, 'page')} of {_plural(len(report.sites), 'site')}{accepted}"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _width(text: str) -> int:
    """Columns on a terminal: kanji and kana take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
