"""For people who were not there: one file that needs nothing else, to open, print or attach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from microsites.check.coverage import SiteSummary
from microsites.check.findings import SEVERITIES, Location, Severity
from microsites.check.report import Group, Report, grouped
from microsites.check.reporters import phrases
from microsites.i18n.catalogue import Catalogue
from microsites.i18n.message import _, ngettext
from microsites.shown import shown

if TYPE_CHECKING:
    from jinja2 import Template

MAX_GROUPS = 2000
"""More than anybody reads; the other formats hold all of them."""
MAX_PLACES = 50

_WORDS: Mapping[str, str] = {
    "passed": _("Passed"),
    "failed": _("Failed"),
    "instrumented": _(
        "A page is instrumented if its tags stand in the file. What browsers send and what reports receive is not in it."
    ),
    "figures": _("Figures by site"),
    "site": _("Site"),
    "environment": _("Built for"),
    "pages": _("Pages"),
    "elements": _("Calls to action"),
    "goals": _("Goals reachable"),
    "error": _("Errors"),
    "warning": _("Warnings"),
    "note": _("Notes"),
    "foreign": _("not built here"),
}


def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("microsites.check.reporters", "")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, finalize=_plain, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html")


def _plain(value: object) -> object:
    """A value as it is written: names of files may hold what a terminal obeys, or begin lines of their own."""
    return shown(str(value)) if type(value) is str or isinstance(value, Location) else value


def render(report: Report, reader: Catalogue) -> str:
    """Return the page."""
    groups = grouped(report.inside)
    counts = Counter((group.first.site, group.first.severity) for group in groups)
    by_site: dict[str, list[Group]] = {}
    for group in groups[:MAX_GROUPS]:
        by_site.setdefault(group.first.site, []).append(group)
    beyond = grouped(report.beyond)
    left_out = max(0, len(groups) - MAX_GROUPS) + max(0, len(beyond) - MAX_GROUPS)
    return (
        _template().render(
            report=report,
            language=reader.language,
            say=reader.say,
            word={name: reader.say(text) for name, text in _WORDS.items()},
            severities=SEVERITIES,
            severity_words=phrases.SEVERITY_WORDS,
            verdict=_verdict(report),
            title=_title(report),
            totals=[*map(reader.say, _totals(report))],
            sites=[_row(site, counts) for site in report.sites],
            by_site=by_site,
            beyond=beyond[:MAX_GROUPS],
            phrases=phrases,
            summary=_summary,
            places_left_out=_places_left_out,
            left_out=_left_out(left_out) if left_out else "",
            unknown=_unknown,
            ending=ngettext("microsites check: {count} rule.", "microsites check: {count} rules.", len(report.rules)),
            max_places=MAX_PLACES,
        )
        + "\n"
    )


def _verdict(report: Report) -> str:
    return "failed" if report.failed else "passed"


def _title(report: Report) -> str:
    folder = report.roots.built
    return (
        _("Failed · check of {folder}", folder=folder)
        if report.failed
        else _("Passed · check of {folder}", folder=folder)
    )


def _totals(report: Report) -> list[str]:
    threshold = phrases.SEVERITY_WORDS[report.fail_on]
    failing = _("“{severity}” or worse fails the check", severity=threshold)
    return [phrases.counts(report.count), *phrases.set_aside(report), failing]


def _unknown(count: int) -> str:
    return _("{count} unknown", count=count)


def _summary(group: Group) -> str:
    more = phrases.others(group)
    return _("In the built pages: here and {more}", more=more) if more else _("In the built pages")


def _places_left_out(count: int) -> str:
    return _("and {count} more", count=count)


def _left_out(count: int) -> str:
    return _("{count} more are in the other formats (--format csv).", count=count)


def _row(site: SiteSummary, counts: Counter[tuple[str, Severity]]) -> dict[str, object]:
    return {
        "site": site,
        "counts": [counts[site.site, severity] for severity in SEVERITIES],
    }
