"""What changed in what is measured: the comparison of ``plan --against``, with the model of then in the manifest's place."""

from __future__ import annotations

from datetime import datetime

from microsites import __version__
from microsites.content.model import Portfolio, Site
from microsites.manifest import CheckSettings, ExpectedPage, Manifest
from microsites.measurement.expectations import (
    automatic_events,
    expected_elements,
    expected_events,
    expected_goals,
    place,
)
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.reports.changes import Change
from microsites.measurement.reports.comparison import compare
from microsites.measurement.tags import Tags


def _manifest(portfolio: Portfolio, site: Site, tags: Tags, now: datetime) -> Manifest:
    """What a build for production would have expected of the pages; no page is rendered for it."""
    return Manifest(
        generator=__version__,
        site=site.id,
        title=site.settings.title,
        owner=site.settings.owner,
        environment="production",
        url=site.url("production"),
        clock=now.isoformat(timespec="minutes"),
        digest="",
        theme=site.settings.theme,
        place=place(site.source, ()),
        providers=expected_providers(portfolio, site, "production", tags.providers),
        known_ids=(),
        sisters=(),
        goals=expected_goals(site),
        events=expected_events(tags.plan),
        automatic_events=automatic_events(portfolio, site),
        pages=tuple(
            ExpectedPage(
                id=page.id,
                path=page.output,
                owner=page.owner,
                place=place(page.source, ()),
                elements=expected_elements(page, site, now),
                links=(),
                sections=(),
            )
            for page in site.pages
        ),
        checks=CheckSettings(),
    )


def measured_changes(
    before: tuple[Portfolio, Tags], after: tuple[Portfolio, Tags], now: datetime
) -> tuple[Change, ...]:
    """What changed, both seen at ``now``: a call that has closed since is no change.

    IDs are left out: they are told where they are written, and not once for every site.
    """
    portfolio, tags = before
    manifests = tuple(_manifest(portfolio, site, tags, now) for site in portfolio.sites)
    changes = compare(after[0], after[0].sites, after[1], manifests, whole=True)
    return tuple(each for each in changes if each.thing != "provider" or not each.what.startswith("IDs in"))
