"""For the change that is checked: a comment on it, in Markdown, for an editor who never programmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from microsites.check.coverage import SiteSummary
from microsites.check.findings import SEVERITIES, Severity
from microsites.check.quoting import quoted
from microsites.check.report import Group, Report, grouped, is_outside
from microsites.check.reporters import phrases
from microsites.comment import Change, Comment, Entry, Section, markdown
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.lists import listed
from microsites.i18n.message import Message, _, ngettext

_SIGNS: dict[Severity, str] = {"error": "❌", "warning": "⚠️", "note": "💡"}


def render(report: Report, reader: Catalogue) -> str:
    """Return the comment on a change of which nothing is known."""
    return Commenter(Change()).render(report, reader)


class Commenter:
    """Comments on one change."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def render(self, report: Report, reader: Catalogue) -> str:
        """Return the comment."""
        groups = grouped(report.findings)
        failing = [group for group in groups if any(map(report.is_failure, group.findings))]
        others = [group for group in groups if group not in failing]
        counts = Counter(group.first.severity for group in groups)
        comment = Comment(
            sentence=_sentence(len(failing), len(others)),
            figures=(
                _("{counts} on {extent}", counts=phrases.counts(counts.__getitem__), extent=phrases.extent(report)),
                *phrases.set_aside(report),
            ),
            sections=tuple(_sections(report, failing)),
            folded=tuple(_sections(report, sorted(others, key=_worst_first))),
            facts=tuple(_facts(report)),
        )
        return markdown(comment, self._change, reader)


def _sentence(failing: int, others: int) -> Message:
    if failing:
        return ngettext("❌ {count} thing must be put right", "❌ {count} things must be put right", failing)
    if others:
        return _("✅ The check has passed; a few things may be looked at")
    return _("✅ The check has passed, and nothing is to be put right")


def _worst_first(group: Group) -> int:
    return SEVERITIES.index(group.first.severity)


def _sections(report: Report, groups: Iterable[Group]) -> Iterator[Section]:
    """By site, in the order of the report; then what others answer for."""
    titles = {site.site: site for site in report.sites}
    by_site: dict[tuple[bool, str], list[Entry]] = {}
    for group in groups:
        by_site.setdefault((is_outside(group.first), group.first.site), []).append(_entry(report, group))
    for (beyond, site), entries in sorted(by_site.items(), key=lambda item: item[0]):
        heading = _heading(titles[site]) if site in titles else phrases.SETTINGS
        yield Section(_("{site}: outside links", site=heading) if beyond else heading, tuple(entries))


def _heading(site: SiteSummary) -> str:
    return _("{site} ({title})", site=site.site, title=site.title) if site.title else _("{site}", site=site.site)


def _entry(report: Report, group: Group) -> Entry:
    finding = group.first
    place = report.edited(finding)
    built = report.built(finding)
    where = _("in {place}", place=str(built)) if built and built != place else ""
    return Entry(
        file=place.file,
        line=place.line,
        is_edited=finding.base != "built",
        sign=_SIGNS[finding.severity],
        message=finding.message,
        hint=finding.hint,
        code=finding.code,
        details=tuple(filter(None, (phrases.answering(finding), where, phrases.others(group)))),
        quoted=quoted(report, finding),
    )


def _facts(report: Report) -> Iterator[str]:
    for site in report.sites:
        facts = [*phrases.coverage(site), *([phrases.not_judged(site)] if site.unjudged else [])]
        yield _("{site}: {facts}", site=_heading(site), facts=listed(facts))
    if report.unjudged:
        yield phrases.without_manifest(report)
    if report.outside is not None:
        yield phrases.outside_totals(report.outside)
        yield from report.outside.notes
