"""A site's manifest: what its tree is expected to carry, computed from the model."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from microsites import __version__
from microsites.build.settings import SiteBuild
from microsites.content.aliases import alias_file
from microsites.content.model import Page, Portfolio, Site
from microsites.content.publishing import publishing_of
from microsites.manifest import Container, ExpectedAlias, ExpectedPage, Manifest, Sister, digest_of
from microsites.measurement.expectations import (
    automatic_events,
    expected_elements,
    expected_events,
    expected_goals,
    place,
)
from microsites.measurement.identifiers import PUBLISHED, expected_providers
from microsites.pages.links import LinkContext, PageLinks
from microsites.pages.provenance import expected_links, expected_menus, expected_sections
from microsites.pages.typography import plain
from microsites.resources import tags_directory


def _expected_page(page: Page, site: Site, context: LinkContext, now: datetime) -> ExpectedPage:
    return ExpectedPage(
        id=page.id,
        path=page.output,
        owner=page.owner,
        place=place(page.source, ()),
        elements=expected_elements(page, site, now),
        links=expected_links(page, PageLinks(context, page.address)),
        sections=expected_sections(page),
        review_by=page.review_by,
        aliases=tuple(
            ExpectedAlias(address=alias, path=alias_file(alias), place=place(page.source, (*page.aliases_path, number)))
            for number, alias in enumerate(page.aliases)
        ),
    )


def _own_providers(
    portfolio: Portfolio, site: Site, build: SiteBuild, containers: tuple[Container, ...]
) -> tuple[dict[str, Any], ...]:
    """The providers that came with the portfolio and that the site uses in any environment, or its containers hold.

    With them the checker knows the tags of the portfolio's own providers without its folder of tags.
    """
    tags = build.tags
    carried = (
        expected.provider
        for environment in PUBLISHED
        for expected in expected_providers(portfolio, site, environment, tags.providers)
    )
    used = dict.fromkeys((*carried, *(name for container in containers for name, _ in container.ids)))
    return tuple(
        tags.providers[name].model_dump(mode="json", exclude_defaults=True)
        for name in used
        if not tags.folders[name].is_relative_to(tags_directory())
    )


def manifest_of(
    portfolio: Portfolio, site: Site, build: SiteBuild, tree: Path, containers: tuple[Container, ...], policy: str
) -> Manifest:
    """The manifest of ``site``, whose finished tree lies in ``tree`` and whose pages carry ``policy``."""
    context = LinkContext.of(portfolio, site.id, build.environment)
    return Manifest(
        generator=__version__,
        site=site.id,
        title=plain(site.settings.title),
        owner=site.settings.owner,
        environment=build.environment,
        url=site.url(build.environment),
        clock=build.clock.isoformat(timespec="minutes"),
        true_until=build.true_until[site.id].isoformat(timespec="minutes"),
        digest=digest_of(tree),
        theme=site.settings.theme,
        place=place(site.source, ()),
        providers=expected_providers(portfolio, site, build.environment, build.tags.providers),
        known_ids=build.known_ids,
        sisters=tuple(
            Sister(site=sister.id, url=sister.url(build.environment))
            for sister in portfolio.sites
            if sister.id != site.id
        ),
        goals=expected_goals(site),
        events=expected_events(build.tags.plan),
        automatic_events=automatic_events(portfolio, site),
        own_providers=_own_providers(portfolio, site, build, containers),
        containers=containers,
        disclosure=next((page.output for page in site.pages if page.generated == "disclosure"), None),
        policy=policy,
        listed=build.environment == "production" and site.settings.measured,
        publish=publishing_of(portfolio.settings.publish, site.settings.publish),
        pages=tuple(_expected_page(page, site, context, build.now) for page in site.pages),
        menus=expected_menus(portfolio, site, PageLinks(context, "")),
        checks=build.checks,
    )
