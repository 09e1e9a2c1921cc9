"""What content is held against: the plan's events and the providers, looked up once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from microsites.content.files import EnvironmentName, SharedEnvironment
from microsites.content.model import Plan, Portfolio
from microsites.content.plan import Event
from microsites.content.source import Source
from microsites.measurement.providers import Provider, Providers
from microsites.measurement.tags import Tags

Environments = Mapping[EnvironmentName, SharedEnvironment]


def declared_environments(portfolio: Portfolio) -> list[tuple[Source, Environments]]:
    """The environments of the portfolio and of every site, each with its file."""
    return [
        (portfolio.source, portfolio.settings.environments),
        *((site.source, site.settings.environments) for site in portfolio.sites),
    ]


@dataclass(frozen=True, slots=True)
class Scope:
    """A portfolio with its plan and the providers that it uses somewhere."""

    portfolio: Portfolio
    plan: Plan
    events: Mapping[str, Event]
    """By name; of an event that is defined twice, the first."""
    providers: Providers
    used: tuple[Provider, ...]
    """In the order of their names."""

    @classmethod
    def of(cls, portfolio: Portfolio, tags: Tags) -> Scope:
        """The scope of ``portfolio``."""
        names = {
            name
            for _, environments in declared_environments(portfolio)
            for settings in environments.values()
            for name in settings.ids
        }
        events: dict[str, Event] = {}
        for event in tags.plan.settings.events:
            events.setdefault(event.name, event)
        used = tuple(tags.providers[name] for name in sorted(names) if name in tags.providers)
        return cls(portfolio, tags.plan, events, tags.providers, used)
