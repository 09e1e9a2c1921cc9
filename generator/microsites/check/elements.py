"""Tracked elements of pages, beside what the manifest expects of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from microsites.check.documents import Tracked
from microsites.check.findings import Spot
from microsites.check.json_text import read_json
from microsites.check.pages import PageUnderCheck
from microsites.check.site import SiteUnderCheck
from microsites.manifest import ExpectedElement, ExpectedPage, ExpectedProvider
from microsites.measurement.providers import Provider


def tracked(page: PageUnderCheck) -> Iterator[tuple[Tracked, ExpectedElement | None]]:
    """Yield element and expectation, in the order of the document."""
    return with_expectations(page.document.tracked, page.expected)


def with_expectations(
    elements: Iterable[Tracked], page: ExpectedPage | None
) -> Iterator[tuple[Tracked, ExpectedElement | None]]:
    """Yield each element with what ``page`` expects of it."""
    expected = {element.track_id: element for element in page.elements} if page else {}
    for element in elements:
        yield element, expected.get(element.track_id or "")


def spot_of(element: Tracked) -> Spot:
    """Where the element stands."""
    value = element.event if element.attribute == "data-track" else element.track_id
    return Spot(element.tag, element.attribute, value or "", element.number)


def params_of(element: Tracked) -> object:
    """``data-track-params`` as JSON; an empty object if there are none, None if they cannot be read."""
    if not element.params:
        return {}
    try:
        return read_json(element.params)
    except (ValueError, RecursionError):
        return None


def planned(page: PageUnderCheck) -> Iterator[tuple[Tracked, ExpectedElement | None, Mapping[str, str]]]:
    """Elements that agree with their content: element, expectation and parameters.

    Where an element's event or parameters differ from what is expected, another rule says so.
    """
    for element, expected in tracked(page):
        params = params_of(element)
        if isinstance(params, dict) and (
            expected is None or (params == expected.params and element.event == expected.event)
        ):
            yield element, expected, {str(name): str(value) for name, value in params.items()}


def sent_to(site: SiteUnderCheck, event: str) -> Iterator[tuple[Provider, ExpectedProvider, str]]:
    """The providers that get ``event`` of the plan, each with the name that it has there."""
    if event not in site.events:
        return
    for expected in site.expected_providers.values():
        provider = site.providers[expected.provider]
        if (name := provider.name_of(site.events[event])) is not None:
            yield provider, expected, name


def counted_names(site: SiteUnderCheck, expected: ExpectedProvider) -> Mapping[str, str]:
    """A provider's own names of what it is declared to count by itself, each with the title of the setting."""
    return {
        name: setting.title
        for setting in site.providers[expected.provider].settings
        if not set(setting.counts).isdisjoint(expected.counts)
        for name in setting.counted_as
    }
