"""For people who were not there: one file that needs nothing else, to open, print or attach."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from microsites.check.coverage import SiteSummary
from microsites.check.findings import SEVERITIES, Location, Severity
from microsites.check.report import Group, Report, grouped
from microsites.check.reporters.text import others, outside_totals
from microsites.shown import shown

if TYPE_CHECKING:
    from jinja2 import Template

MAX_GROUPS = 2000
"""More than anybody reads; the other formats hold all of them."""
MAX_PLACES = 50


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


def render(report: Report) -> str:
    """Return the page."""
    groups = grouped(report.inside)
    counts = Counter((group.first.site, group.first.severity) for group in groups)
    by_site: dict[str, list[Group]] = {}
    for group in groups[:MAX_GROUPS]:
        by_site.setdefault(group.first.site, []).append(group)
    beyond = grouped(report.beyond)
    sites = [_row(site, counts) for site in report.sites]
    return (
        _template().render(
            report=report,
            severities=SEVERITIES,
            sites=sites,
            by_site=by_site,
            beyond=beyond[:MAX_GROUPS],
            outside_totals=outside_totals,
            left_out=max(0, len(groups) - MAX_GROUPS) + max(0, len(beyond) - MAX_GROUPS),
            others=others,
            max_places=MAX_PLACES,
        )
        + "\n"
    )


def _row(site: SiteSummary, counts: Counter[tuple[str, Severity]]) -> dict[str, object]:
    return {
        "site": site,
        "counts": [counts[site.site, severity] for severity in SEVERITIES],
    }
