"""Which IDs a site carries in an environment, and where in the portfolio each ID belongs."""

from __future__ import annotations

from collections.abc import Mapping

from microsites.content.files import EnvironmentName
from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.manifest import ExpectedProvider, KnownId

PUBLISHED: tuple[EnvironmentName, ...] = ("preview", "production")


def _shared(portfolio: Portfolio, environment: EnvironmentName) -> Mapping[str, str]:
    settings = portfolio.settings.environments.get(environment)
    return settings.ids if settings else {}


def _own(site: Site, environment: EnvironmentName) -> Mapping[str, str]:
    settings = site.settings.environments.get(environment)
    return settings.ids if settings else {}


def expected_providers(portfolio: Portfolio, site: Site, environment: BuildEnvironment) -> tuple[ExpectedProvider, ...]:
    """The providers and IDs that every page of ``site`` carries: shared ones first, then the site's own.

    None in ``local``, and none on a site that is not measured.
    """
    if environment == "local" or not site.settings.measured:
        return ()
    shared, own = _shared(portfolio, environment), _own(site, environment)
    return tuple(
        ExpectedProvider(
            provider=name,
            ids=tuple(dict.fromkeys(ids[name] for ids in (shared, own) if name in ids)),
        )
        for name in dict.fromkeys((*shared, *own))
    )


def known_ids(portfolio: Portfolio) -> tuple[KnownId, ...]:
    """Every ID of every site and environment of the portfolio."""
    return tuple(
        KnownId(provider=provider.provider, id=id_, site=site.id, environment=environment)
        for site in portfolio.sites
        for environment in PUBLISHED
        for provider in expected_providers(portfolio, site, environment)
        for id_ in provider.ids
    )
