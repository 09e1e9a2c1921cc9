"""What of a site would be measured, for the panel: from the manifest, the plan and the providers, never from the page."""

from __future__ import annotations

from collections.abc import Iterable

from microsites.content.model import Portfolio, Site
from microsites.content.plan import Event
from microsites.manifest import ExpectedPage, ExpectedProvider, Manifest
from microsites.measurement.identifiers import PUBLISHED, expected_providers
from microsites.measurement.providers import Provider
from microsites.measurement.tags import Tags
from microsites.serve.messages import ElementFacts, EventFacts, MeasuredPage, Measurement, Sent


def _published(portfolio: Portfolio, site: Site, tags: Tags) -> tuple[str | None, tuple[ExpectedProvider, ...]]:
    """The environment that counts and its providers: production where it has any, else the preview's."""
    for environment in reversed(PUBLISHED):
        if providers := expected_providers(portfolio, site, environment, tags.providers):
            return environment, providers
    return None, ()


def _planned(event: Event, providers: Iterable[Provider]) -> EventFacts:
    retired = event.status == "retired"
    sent = tuple(Sent(provider.title, None if retired else provider.name_of(event)) for provider in providers)
    return EventFacts(event.definition.ja, sent)


def _automatic(name: str, expected: Iterable[ExpectedProvider], tags: Tags) -> EventFacts:
    """An event that is in no plan: under its own name, for every provider that takes all events and does not count it."""
    sent = []
    for each in expected:
        provider = tags.providers[each.provider]
        own = name in each.counts
        sent.append(Sent(provider.title, name if provider.sends == "all" and not own else None, own))
    return EventFacts("", tuple(sent))


def _page(page: ExpectedPage) -> MeasuredPage:
    elements = {
        element.track_id: ElementFacts(
            element.event, element.goal, element.place.file, element.place.line, element.place.column
        )
        for element in page.elements
    }
    return MeasuredPage(page.owner, page.place.file, elements)


def measurement_of(portfolio: Portfolio, site: Site, tags: Tags, manifest: Manifest) -> Measurement:
    """What the panel says of ``site``, whose local build has ``manifest``."""
    environment, expected = _published(portfolio, site, tags)
    providers = [tags.providers[each.provider] for each in expected]
    automatic = (*manifest.automatic_events, "site_switch")
    events = {name: _automatic(name, expected, tags) for name in automatic}
    events |= {event.name: _planned(event, providers) for event in tags.plan.settings.events}
    return Measurement(
        environment,
        tuple(Sent(provider.title, None, own=True) for provider in providers),
        {goal.id: goal.name for goal in manifest.goals},
        events,
        {page.path: _page(page) for page in manifest.pages},
    )
