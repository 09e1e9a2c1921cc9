"""What the overview and the switcher say of a site."""

from __future__ import annotations

from microsites.content.model import Site
from microsites.pages.typography import plain
from microsites.serve.messages import GoalFacts, PageFacts, SiteFacts


def facts_of(site: Site) -> SiteFacts:
    """The facts of ``site``, its home page first."""
    settings = site.settings
    pages = sorted(site.pages, key=lambda page: page.address)
    return SiteFacts(
        site.id,
        plain(settings.title),
        plain(settings.purpose),
        plain(settings.audience),
        settings.owner,
        settings.brand.color,
        settings.measured,
        tuple(GoalFacts(plain(goal.name), plain(goal.definition), goal.event) for goal in settings.goals),
        tuple(PageFacts(plain(page.title), page.address) for page in pages),
    )
