"""Which IDs a site carries in an environment, and where in the portfolio each ID belongs."""

from __future__ import annotations

from urllib.parse import urlsplit

from microsites.content.files import EnvironmentName, SharedEnvironment
from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.content.source import Source
from microsites.manifest import ExpectedProvider, KnownId, Place
from microsites.measurement.consent import treatment
from microsites.measurement.expectations import place
from microsites.measurement.providers import Provider, Providers

PUBLISHED: tuple[EnvironmentName, ...] = ("preview", "production")


_Declared = tuple[Source, SharedEnvironment]
"""What a file says of an environment."""


def _declared(portfolio: Portfolio, site: Site, environment: EnvironmentName) -> tuple[_Declared, ...]:
    """What the portfolio and the site say of an environment: shared first."""
    shared, own = portfolio.settings.environments.get(environment), site.settings.environments.get(environment)
    both = ((portfolio.source, shared), (site.source, own))
    return tuple((source, settings) for source, settings in both if settings is not None)


def _options(provider: Provider, declared: tuple[_Declared, ...]) -> dict[str, str | bool]:
    """The provider's options: its defaults, the portfolio's, the site's."""
    options = {option.name: option.default for option in provider.options if option.default is not None}
    for _, settings in declared:
        options.update(settings.options.get(provider.name, {}))
    return options


def linked_hosts(portfolio: Portfolio, environment: BuildEnvironment) -> tuple[str, ...]:
    """The hosts of all measured sites, by name: the same on every site, so never one-sided.

    Empty where a visit cannot be kept together: every site has an ID of its own, or there is only one host.
    """
    if portfolio.settings.stream == "site":
        return ()
    urls = (site.url(environment) for site in portfolio.sites if site.settings.measured)
    hosts = tuple(sorted({urlsplit(url).netloc for url in urls if url is not None}))
    return hosts if len(hosts) > 1 else ()


def expected_providers(
    portfolio: Portfolio, site: Site, environment: BuildEnvironment, providers: Providers
) -> tuple[ExpectedProvider, ...]:
    """The providers and IDs that every page of ``site`` carries: shared ones first, then the site's own.

    None in ``local``, and none on a site that is not measured.
    """
    if environment == "local" or not site.settings.measured:
        return ()
    declared = _declared(portfolio, site, environment)
    measuring = portfolio.settings.measuring
    hosts = linked_hosts(portfolio, environment)
    expected = []
    for name in dict.fromkeys(name for _, settings in declared for name in settings.ids):
        provider = providers[name]
        shared = name in portfolio.settings.environments.get(environment, SharedEnvironment()).ids
        told = measuring.settings.get(name, {})
        places: dict[str, Place] = {}
        for source, settings in declared:
            if name in settings.ids:
                places.setdefault(settings.ids[name], place(source, ("environments", environment, "ids", name)))
        expected.append(
            ExpectedProvider(
                provider=name,
                ids=tuple(places),
                places=places,
                options=_options(provider, declared),
                category=provider.category,
                treatment=treatment(provider, measuring.consent.mode(provider.category)),
                linked_hosts=hosts if provider.cross_domain and shared else (),
                counts=tuple(
                    each for setting in provider.settings if told.get(setting.name) is True for each in setting.counts
                ),
            )
        )
    return tuple(expected)


def known_ids(portfolio: Portfolio, providers: Providers) -> tuple[KnownId, ...]:
    """Every ID of every site and environment of the portfolio."""
    return tuple(
        KnownId(provider=provider.provider, id=id_, site=site.id, environment=environment)
        for site in portfolio.sites
        for environment in PUBLISHED
        for provider in expected_providers(portfolio, site, environment, providers)
        for id_ in provider.ids
    )
