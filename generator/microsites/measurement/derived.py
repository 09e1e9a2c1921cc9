"""Settings of a provider's administration whose value follows from goals, parameters and sister sites."""

from __future__ import annotations

from microsites.content.model import BuildEnvironment, Plan, Portfolio
from microsites.measurement.identifiers import linked_hosts
from microsites.measurement.providers import AdminSetting, Provider

RUNTIME_PARAMETERS = ("track_id", "goal")
"""What ``runtime.js`` adds to the parameters of every event."""


def derived_value(
    setting: AdminSetting,
    provider: Provider,
    portfolio: Portfolio,
    plan: Plan,
    environment: BuildEnvironment = "production",
) -> tuple[str, ...] | None:
    """What ``setting`` has to be, in the plan's order; None where nothing but a declaration says so."""
    match setting.derived:
        case "key_events":
            goals = {goal.event for site in portfolio.sites for goal in site.settings.goals}
            return tuple(
                event.names.get(provider.name, event.name) for event in plan.settings.events if event.name in goals
            )
        case "custom_dimensions":
            own = (
                parameter.name
                for event in plan.settings.events
                if event.status == "live"
                for parameter in event.parameters
                if not parameter.personal
            )
            return tuple(dict.fromkeys((*RUNTIME_PARAMETERS, *own)))
        case "cross_domain":
            return linked_hosts(portfolio, environment)
        case None:
            return None
