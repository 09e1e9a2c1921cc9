"""What nobody can see in HTML: the settings in each provider's administration, with the value that the plan expects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from microsites.content.files import EnvironmentName
from microsites.content.model import Portfolio, Site
from microsites.measurement.derived import derived_value
from microsites.measurement.identifiers import expected_providers
from microsites.measurement.providers import AdminSetting, Provider
from microsites.measurement.tags import Tags

Origin = Literal["declared", "derived", "undeclared"]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A setting to look up and tick."""

    setting: str
    title: str
    where: str
    origin: Origin
    """Where the expected value comes from: ``portfolio.yml``, the plan, or nowhere."""
    expected: bool | str | tuple[str, ...] | None
    """None if nobody has declared it."""
    advice: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A property, stream, site or tag at a provider: what has an ID and settings of its own."""

    provider: str
    title: str
    id: str
    sites: tuple[str, ...]
    opaque: bool
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """All accounts of one environment."""

    environment: EnvironmentName
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    portfolio: Portfolio
    environment: EnvironmentName
    tags: Tags


def _item(setting: AdminSetting, provider: Provider, check: _Scope, sites: tuple[Site, ...]) -> ChecklistItem:
    told = check.portfolio.settings.measuring.settings.get(provider.name, {})
    value: bool | str | tuple[str, ...] | None = told.get(setting.name)
    origin: Origin = "undeclared" if value is None else "declared"
    if value is None and setting.derived is not None:
        # A visit goes on across all sisters, while an account knows the goals of its own sites only.
        portfolio = check.portfolio if setting.derived == "cross_domain" else replace(check.portfolio, sites=sites)
        value = derived_value(setting, provider, portfolio, check.tags.plan, check.environment)
        origin = "derived"
    return ChecklistItem(setting.name, setting.title, setting.where, origin, value, setting.advice)


def checklist(portfolio: Portfolio, sites: Sequence[Site], environment: EnvironmentName, tags: Tags) -> Checklist:
    """What to look up for ``sites``: one list for each ID, since settings belong to it and to all sites that share it."""
    users: dict[tuple[str, str], tuple[Site, ...]] = {}
    for site in portfolio.sites:
        for each in expected_providers(portfolio, site, environment, tags.providers):
            for identifier in each.ids:
                users[each.provider, identifier] = (*users.get((each.provider, identifier), ()), site)
    wanted = {site.id for site in sites}
    scope = _Scope(portfolio, environment, tags)

    def accounts() -> Iterator[Account]:
        for (name, identifier), used in users.items():
            if not wanted.isdisjoint(site.id for site in used):
                provider = tags.providers[name]
                names = tuple(site.id for site in used)
                items = tuple(_item(setting, provider, scope, used) for setting in provider.settings)
                yield Account(name, provider.title, identifier, names, provider.opaque, items)

    return Checklist(environment, tuple(accounts()))
