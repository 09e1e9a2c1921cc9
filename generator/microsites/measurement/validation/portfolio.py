"""Holds content against the tracking plan and the providers: names, goals, values, IDs, links, containers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsites.content.model import Portfolio, Site
from microsites.errors import Problem
from microsites.measurement.tags import Tags
from microsites.measurement.validation.actions import action_problems
from microsites.measurement.validation.containers import container_problems
from microsites.measurement.validation.goals import goal_problems, proposed_problems
from microsites.measurement.validation.handover import account_problems
from microsites.measurement.validation.identifiers import identifier_problems
from microsites.measurement.validation.links import link_problems
from microsites.measurement.validation.plan import plan_problems
from microsites.measurement.validation.scope import Scope
from microsites.measurement.validation.settings import measuring_problems
from microsites.measurement.validation.topology import topology_problems


def measurement_problems(portfolio: Portfolio, tags: Tags) -> Iterator[Problem]:
    """Everything in the content that contradicts the plan, the providers or itself."""
    scope = Scope.of(portfolio, tags)
    yield from plan_problems(scope)
    misnamed = list(identifier_problems(scope))
    yield from misnamed
    yield from topology_problems(scope)
    yield from measuring_problems(scope)
    yield from account_problems(scope)
    faults = [
        problem
        for site in portfolio.sites
        for problem in (
            *goal_problems(scope, site),
            *(fault for page in site.pages for fault in action_problems(scope, site, page)),
        )
    ]
    yield from faults
    yield from link_problems(portfolio)
    # Whether a container fits can be told once it is known which events are fired and which IDs are right.
    if not misnamed and not faults:
        yield from container_problems(scope, tags.containers)


def unpublishable(portfolio: Portfolio, tags: Tags, sites: Iterable[Site]) -> Iterator[Problem]:
    """What ``sites`` may try in a preview and must not publish."""
    yield from proposed_problems(Scope.of(portfolio, tags), sites)
