"""What several formats say of a report, as messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from microsites.check.coverage import SiteSummary
from microsites.check.external.outcome import Outside
from microsites.check.external.verdicts import State
from microsites.check.findings import Finding, Severity
from microsites.check.report import Group, Report
from microsites.i18n.lists import listed, sentences
from microsites.i18n.message import Message, _, ngettext
from microsites.shown import shown

MAX_NAMED = 3
"""Pages that are named of those that show the same fault; all of them stand in the formats for programs."""

SEVERITY_WORDS: Mapping[Severity, Message] = {"error": _("error"), "warning": _("warning"), "note": _("note")}

SETTINGS = _("settings")
"""What findings are about that belong to no site."""

OUTSIDE = _("outside links")

_STATES: Mapping[State, str] = {
    "ok": _("{count} ok"),
    "moved": _("{count} moved"),
    "unverified": _("{count} unverified"),
    "broken": _("{count} broken"),
    "not asked": _("{count} not asked"),
}


def coverage(site: SiteSummary) -> Iterator[str]:
    """How much of a site is instrumented, figure by figure."""
    if site.pages is None:
        yield _("{count} pages, no provider expected", count=site.pages_found)
    elif site.pages.unknown:
        yield _(
            "pages {share} instrumented, {unknown} unknown (behind a tag manager)",
            share=str(site.pages),
            unknown=site.pages.unknown,
        )
    else:
        yield _("pages {share} instrumented", share=str(site.pages))
    if site.elements and site.elements.expected:
        yield _("elements {share}", share=str(site.elements))
    if site.goals and site.goals.expected:
        yield _("goals {share} reachable", share=str(site.goals))


def not_judged(site: SiteSummary) -> str:
    """The sister sites to which links lead and that do not lie here."""
    return _("not judged: links to {sites} (not built here)", sites=shown(", ".join(site.unjudged)))


def without_manifest(report: Report) -> str:
    """The folders that were left out."""
    return _("not judged, as they have no manifest: {folders}", folders=shown(", ".join(report.unjudged)))


def others(group: Group) -> str:
    """On which more pages the fault shows, the first of them by name; empty if it is one."""
    pages = [page for page in dict.fromkeys(finding.page for finding in group.findings) if page != group.first.page]
    if not pages:
        return ""
    named = ", ".join(shown(page) for page in pages[:MAX_NAMED]) + (", …" if len(pages) > MAX_NAMED else "")
    return ngettext("on {count} more page: {pages}", "on {count} more pages: {pages}", len(pages), pages=named)


def counts(number: Callable[[Severity], int]) -> str:
    """How many there are of each severity."""
    return _(
        "{errors}, {warnings}, {notes}",
        errors=ngettext("{count} error", "{count} errors", number("error")),
        warnings=ngettext("{count} warning", "{count} warnings", number("warning")),
        notes=ngettext("{count} note", "{count} notes", number("note")),
    )


def extent(report: Report) -> str:
    """How much was looked at."""
    return _(
        "{pages} of {sites}",
        pages=ngettext("{count} page", "{count} pages", sum(site.pages_found for site in report.sites)),
        sites=ngettext("{count} site", "{count} sites", len(report.sites)),
    )


def set_aside(report: Report) -> Iterator[str]:
    """Findings that somebody decided about before."""
    if report.suppressed:
        yield _("{count} suppressed", count=report.suppressed)
    if report.known:
        yield _("{count} known", count=len(report.known))
    if report.gone:
        yield _("{count} of the baseline gone (--update-baseline forgets them)", count=len(report.gone))


def answering(finding: Finding) -> str:
    """Who answers for it; empty if nobody is known to."""
    return _("answers for it: {owner}", owner=finding.owner) if finding.owner else ""


def totals(report: Report) -> str:
    """The last line."""
    said = _("{counts} on {extent}", counts=counts(report.count), extent=extent(report))
    return sentences((said, *set_aside(report)))


def outside_totals(outside: Outside) -> str:
    """The last line about outside links."""
    asked = sum(outside.states.values()) - outside.states["not asked"]
    states = [
        Message(_STATES[state], {"count": count})
        for state, count in outside.states.items()
        if count or state != "not asked"
    ]
    said = _(
        "{addresses} asked with {requests}: {states}",
        addresses=ngettext("{count} address", "{count} addresses", asked),
        requests=ngettext("{count} request", "{count} requests", outside.requests),
        states=listed(states),
    )
    if outside.oldest:
        return _("{totals} (the longest since {day})", totals=said, day=str(outside.oldest))
    return said
