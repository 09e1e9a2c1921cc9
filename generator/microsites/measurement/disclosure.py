"""What visitors are told of a site's providers: what is sent, to whom, what for, and how to stop it."""

from __future__ import annotations

from dataclasses import dataclass

from microsites.content.measuring import Category
from microsites.content.model import BuildEnvironment, Portfolio, Site
from microsites.manifest import Treatment
from microsites.measurement.containers import expected_containers
from microsites.measurement.embeds import Embed, embeds_of
from microsites.measurement.hosts import containers_of, is_known
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.providers import Disclosure, Provider
from microsites.measurement.tags import Tags

MUNICIPALITY = "{municipality}"
"""Stands for the municipality's name in the texts of a provider."""


@dataclass(frozen=True, slots=True)
class Transmission:
    """One provider, as visitors are told of it."""

    provider: str
    title: str
    category: Category
    treatment: Treatment | None
    """None for what a tag manager loads: its own settings decide when."""
    texts: Disclosure
    loads: tuple[str, ...] = ()
    """Titles of what a tag manager loads, as the export of its container says."""
    known: bool = True
    """False for a tag manager that may load more than that."""
    loaded_by: str | None = None
    """Title of the tag manager that loads it."""


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """The page that says what a site sends to whom."""

    environment: BuildEnvironment
    """In ``local`` nothing is sent; what is described is ``production``."""
    transmissions: tuple[Transmission, ...]
    embeds: tuple[Embed, ...]
    """What pages fetch from elsewhere, each time a visitor asks for it."""
    query_parameters: tuple[str, ...]
    """What of a query string stays in the address."""


def disclosure(portfolio: Portfolio, site: Site, environment: BuildEnvironment, tags: Tags) -> DisclosureView:
    """What ``site`` sends in ``environment``, or will send in ``production`` while it is built for ``local``."""
    published = "production" if environment == "local" else environment
    providers = tags.providers
    expected = expected_providers(portfolio, site, published, providers)
    containers = expected_containers(expected, tags.containers, tags.plan)
    direct = {each.provider for each in expected}
    found: list[Transmission] = []
    for each in expected:
        provider = providers[each.provider]
        texts = _texts(provider, portfolio)
        held = containers_of(each, containers) if provider.opaque else ()
        names = dict.fromkeys(name for container in held for name, _ in container.ids)
        loads = tuple(providers[name].title for name in names)
        known = not provider.opaque or is_known(each, containers)
        found.append(Transmission(each.provider, provider.title, each.category, each.treatment, texts, loads, known))
        for name in names:
            if name not in direct:
                direct.add(name)
                inner = providers[name]
                found.append(
                    Transmission(
                        name, inner.title, inner.category, None, _texts(inner, portfolio), loaded_by=provider.title
                    )
                )
    return DisclosureView(environment, tuple(found), embeds_of(site), portfolio.settings.measuring.query_parameters)


def _texts(provider: Provider, portfolio: Portfolio) -> Disclosure:
    """The provider's texts with the municipality's name and its own purpose."""
    name = portfolio.settings.municipality.name
    given = provider.disclosure

    def filled(text: str) -> str:
        return text.replace(MUNICIPALITY, name)

    return given.model_copy(
        update={
            "recipient": filled(given.recipient),
            "service": filled(given.service),
            "sent": tuple(filled(item) for item in given.sent),
            "purpose": filled(portfolio.settings.measuring.purposes.get(provider.name, given.purpose)),
            "recipient_purpose": filled(given.recipient_purpose),
            "cookies": tuple(cookie.model_copy(update={"purpose": filled(cookie.purpose)}) for cookie in given.cookies),
        }
    )
