"""For people: site by site, the same fault of many pages once, and how much of each site is instrumented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from microsites.check.coverage import SiteSummary
from microsites.check.findings import Finding, Severity
from microsites.check.quoting import quoted
from microsites.check.report import Group, Report, grouped
from microsites.check.reporters import phrases
from microsites.columns import filled_up, width
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import _
from microsites.shown import shown

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


def render(report: Report, reader: Catalogue) -> str:
    """Return the report as text."""
    return painted(report, _Plain(), reader)


def painted(report: Report, paint: Paint, reader: Catalogue) -> str:
    """Return the report as text in which ``paint`` marks some parts."""
    return "\n".join(_Writer(report, paint, reader).lines()) + "\n"


class _Writer:
    def __init__(self, report: Report, paint: Paint, reader: Catalogue) -> None:
        self._report = report
        self._paint = paint
        self._say = reader.say
        self._severities = {severity: self._say(word) for severity, word in phrases.SEVERITY_WORDS.items()}
        self._width = max(map(width, self._severities.values()))

    def lines(self) -> list[str]:
        report, say = self._report, self._say
        lines: list[str] = []
        by_site: dict[str, list[Finding]] = {}
        for finding in report.inside:
            by_site.setdefault(finding.site, []).append(finding)
        labels = [_name(site) for site in report.sites]
        widest = max(map(width, labels), default=0)
        for label, site in zip(labels, report.sites, strict=True):
            lines.append(f"{filled_up(label, widest)}  {' · '.join(map(say, phrases.coverage(site)))}")
            if site.unjudged:
                lines.append(f"{_INDENT}{say(phrases.not_judged(site))}")
            lines += self._groups(by_site.pop(site.site, []))
        for findings in by_site.values():
            lines += [say(phrases.SETTINGS), *self._groups(findings)]
        if report.unjudged:
            lines.append(say(phrases.without_manifest(report)))
        if lines and lines[-1]:
            lines.append("")
        if report.outside is not None:
            lines += [say(phrases.OUTSIDE), *self._groups(list(report.beyond))]
            lines += [*(shown(say(note)) for note in report.outside.notes)]
            lines += [say(phrases.outside_totals(report.outside)), ""]
        return [*lines, say(phrases.totals(report))]

    def _groups(self, findings: list[Finding]) -> Iterator[str]:
        """Yield one entry for each group."""
        place = None
        for group in grouped(findings):
            if group.first.location != place:
                place = group.first.location
                yield ""
                yield f"{_INDENT}{self._paint.place(group.first)}"
                yield from self._line(group.first)
            yield from self._group(group)
        if findings:
            yield ""

    def _line(self, finding: Finding) -> Iterator[str]:
        if (found := quoted(self._report, finding)) is not None:
            number = str(finding.location.line)
            for before, text in zip((number, " " * len(number)), found, strict=True):
                yield f"{_INDENT * 2}{self._paint.faint(f'{before} | {text}')}"

    def _group(self, group: Group) -> Iterator[str]:
        first, say = group.first, self._say
        severity = self._paint.severity(first.severity, filled_up(self._severities[first.severity], self._width))
        name = self._paint.faint(f"[{first.name}]")
        yield f"{_INDENT * 2}{severity}  {first.code:<7}  {shown(say(first.message))}  {name}"
        indent = f"{_INDENT * 2}{' ' * self._width}  {'':<7}  "
        if first.hint:
            yield f"{indent}→ {shown(say(first.hint))}"
        if details := [shown(say(detail)) for detail in (_where(group), phrases.answering(first)) if detail]:
            yield indent + " · ".join(details)


def _where(group: Group) -> str:
    """The built place of a finding, and how many there are besides."""
    first, more = group.first, phrases.others(group)
    if not first.related or first.related == first.location:
        return more
    built = str(first.related)
    return _("in {place} and {more}", place=built, more=more) if more else _("in {place}", place=built)


def _name(site: SiteSummary) -> str:
    name = shown(f"{site.site}（{site.title}）" if site.title else site.site)
    return f"{name} · {site.environment}" if site.environment else name
