"""Tracked elements of pages, beside what the manifest expects of them."""

from __future__ import annotations

from collections.abc import Iterator

from microsites.check.documents import Tracked
from microsites.check.findings import Spot
from microsites.check.site import SiteUnderCheck
from microsites.manifest import ExpectedElement


def tracked(site: SiteUnderCheck) -> Iterator[tuple[str, Tracked, ExpectedElement | None]]:
    """Yield page, element and expectation, in the order of the documents."""
    for path, document in site.documents.items():
        page = site.expected_pages.get(path)
        expected = {element.track_id: element for element in page.elements} if page else {}
        for element in document.tracked:
            yield path, element, expected.get(element.track_id or "")


def spot_of(path: str, element: Tracked) -> Spot:
    """Where the element stands."""
    value = element.event if element.attribute == "data-track" else element.track_id
    return Spot(path, element.tag, element.attribute, value or "", element.number)
