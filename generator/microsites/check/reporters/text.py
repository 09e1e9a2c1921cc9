"""For people: site by site, the same fault of many pages once, and how much of each site is instrumented."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Protocol

from microsites.check.coverage import SiteSummary
from microsites.check.external.outcome import Outside
from microsites.check.findings import SEVERITIES, Finding, Severity
from microsites.check.report import Group, Report, grouped
from microsites.shown import shown

MAX_NAMED = 3
"""Pages that are named of those that show the same fault; all of them stand in the other formats."""

_INDENT = "  "


class Paint(Protocol):
    """How some parts of the text look."""

    def place(self, finding: Finding) -> str:
        """Where a person edits it."""

    def severity(self, severity: Severity, text: str) -> str:
        """The word for it, filled up with spaces."""

    def faint(self, text: str) -> str:
        """What is read last."""


class _Plain:
    """Nothing but characters."""

    def place(self, finding: Finding) -> str:
        return shown(str(finding.location))

    def severity(self, _severity: Severity, text: str) -> str:
        return text

    def faint(self, text: str) -> str:
        return text


def render(report: Report) -> str:
    """Return the report as text."""
    return painted(report, _Plain())


def painted(report: Report, paint: Paint) -> str:
    """Return the report as text in which ``paint`` marks some parts."""
    lines: list[str] = []
    by_site: dict[str, list[Finding]] = {}
    for finding in report.inside:
        by_site.setdefault(finding.site, []).append(finding)
    labels = [_name(site) for site in report.sites]
    width = max(map(_width, labels), default=0)
    for label, site in zip(labels, report.sites, strict=True):
        lines.append(f"{label}{' ' * (width - _width(label))}  {_coverage(site)}")
        lines += _unjudged(site)
        lines += _groups(by_site.pop(site.site, []), paint)
    for findings in by_site.values():
        lines += ["settings", *_groups(findings, paint)]
    if report.unjudged:
        lines.append(f"not judged, as they have no manifest: {shown(', '.join(report.unjudged))}")
    if lines and lines[-1]:
        lines.append("")
    if report.outside is not None:
        lines += ["outside links", *_groups(list(report.beyond), paint)]
        lines += [*(shown(note) for note in report.outside.notes), outside_totals(report.outside), ""]
    lines.append(totals(report))
    return "\n".join(lines) + "\n"


def _name(site: SiteSummary) -> str:
    name = shown(f"{site.site}（{site.title}）" if site.title else site.site)
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
        yield f"{_INDENT}not judged: links to {shown(', '.join(site.unjudged))} (not built here)"


def _groups(findings: list[Finding], paint: Paint) -> Iterator[str]:
    """Yield one entry for each group."""
    place = None
    for group in grouped(findings):
        first = group.first
        if first.location != place:
            place = first.location
            yield ""
            yield f"{_INDENT}{paint.place(first)}"
        severity = paint.severity(first.severity, f"{first.severity:<7}")
        yield f"{_INDENT * 2}{severity}  {first.code:<7}  {shown(first.message)}  {paint.faint(f'[{first.name}]')}"
        indent = f"{_INDENT * 2}{'':<7}  {'':<7}  "
        if first.hint:
            yield f"{indent}→ {shown(first.hint)}"
        more = others(group)
        if first.related and first.related != first.location:
            yield f"{indent}in {shown(str(first.related))}{f' and {more}' if more else ''}"
        elif more:
            yield f"{indent}{more}"
    if findings:
        yield ""


def others(group: Group) -> str:
    """On which more pages the fault shows, the first of them by name; empty if it is one."""
    pages = [page for page in dict.fromkeys(finding.page for finding in group.findings) if page != group.first.page]
    if not pages:
        return ""
    named = ", ".join(shown(page) for page in pages[:MAX_NAMED])
    return f"on {_plural(len(pages), 'more page')}: {named}{', …' if len(pages) > MAX_NAMED else ''}"


def totals(report: Report) -> str:
    """The last line."""
    counts = ", ".join(_plural(report.count(severity), severity) for severity in SEVERITIES)
    pages = sum(site.pages_found for site in report.sites)
    accepted = f"; {report.suppressed} suppressed" if report.suppressed else ""
    known = f"; {len(report.known)} known" if report.known else ""
    gone = f"; {len(report.gone)} of the baseline gone (--update-baseline forgets them)" if report.gone else ""
    return f"{counts} on {_plural(pages, 'page')} of {_plural(len(report.sites), 'site')}{accepted}{known}{gone}"


def outside_totals(outside: Outside) -> str:
    """The last line about outside links."""
    asked = sum(outside.states.values()) - outside.states["not asked"]
    counts = ", ".join(f"{count} {state}" for state, count in outside.states.items() if count or state != "not asked")
    since = f" (the longest since {outside.oldest})" if outside.oldest else ""
    return f"{_plural(asked, 'address')} asked with {_plural(outside.requests, 'request')}: {counts}{since}"


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}{'es' if word.endswith('s') else 's'}"


def _width(text: str) -> int:
    """Columns on a terminal: kanji and kana take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
