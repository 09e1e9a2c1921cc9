"""Structured data lacks what search engines require of it.

What it does
    Holds the items of ``<script type="application/ld+json">`` against what Google Search Central lists as required:
    for Event (name, startDate, location with an address), BreadcrumbList (position, name and item of every step, except
    item of the last), JobPosting, LocalBusiness, Product, Recipe and VideoObject.  Article and Organization require
    nothing; FAQPage has not been shown since May 2026; other types are not judged.
Why it matters
    Without one of these the item is not shown: the event stands in search results without its date, the work was for
    nothing.
How to fix
    Add what is named.  The generator writes all of it; a template of your own must, too.
An example
    ``{"@type": "Event", "name": "いちご祭り", "startDate": "2027-02-11"}`` does not say where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from microsites.check.findings import Observation, Severity, Spot
from microsites.check.pages import PageUnderCheck
from microsites.check.structured import KIND, as_list, types
from microsites.i18n.lists import listed
from microsites.i18n.message import _

CODE = "SEO012"
NAME = "incomplete-structured-data"
SEVERITY: Severity = "warning"
MESSAGE = "{type} in structured data lacks {missing}"
HINT = "add what search engines require: developers.google.com/search/docs/appearance/structured-data"

_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Event": ("name", "startDate", "location"),
    "BreadcrumbList": ("itemListElement",),
    "JobPosting": ("title", "description", "datePosted", "hiringOrganization"),
    "LocalBusiness": ("name", "address"),
    "Product": ("name",),
    "Recipe": ("name", "image"),
    "VideoObject": ("name", "thumbnailUrl", "uploadDate"),
}
"""Google Search Central, the tables "Required properties" of the documents:

- event: location, location.address, name, startDate
- breadcrumb: itemListElement; of each ListItem item, name and position (item not of the last)
- job-posting: datePosted, description, hiringOrganization, jobLocation, title
- local-business: address, name
- product-snippet: name, and one of review, aggregateRating and offers
- recipe: image, name
- video: name, thumbnailUrl, uploadDate
- article, organization: "There are no required properties"
- faqpage: "As of May 7, 2026, FAQ rich results are no longer appearing in Google Search"; the document is gone since

Read in copies of 2026 that others keep of these documents, not on the site itself.
"""

_ONE_OF = ("review", "aggregateRating", "offers")
"""Of a Product."""

_EVENTS = frozenset(
    {
        "BusinessEvent", "ChildrensEvent", "ComedyEvent", "DanceEvent", "EducationEvent", "ExhibitionEvent", "Festival",
        "FoodEvent", "LiteraryEvent", "MusicEvent", "SaleEvent", "ScreeningEvent", "SocialEvent", "SportsEvent",
        "TheaterEvent", "VisualArtsEvent",
    }
)  # fmt: skip
"""Kinds of Event (schema.org)."""


def check_page(page: PageUnderCheck) -> Iterator[Observation]:
    """Yield items that no search engine will show."""
    for block in page.document.structured:
        for item in block.items:
            for kind in _kinds(item):
                missing = list(_missing(kind, item))
                if missing:
                    data = {"type": kind, "missing": listed(dict.fromkeys(missing))}
                    spot = Spot("script", "type", KIND, block.number)
                    yield Observation(f"{kind}:{_name(item)}", page.path, data, spot)


def _kinds(item: Mapping[str, Any]) -> Iterator[str]:
    named = types(item)
    if not named.isdisjoint(_EVENTS):
        yield "Event"
    yield from (kind for kind in _REQUIRED if kind in named)


def _name(item: Mapping[str, Any]) -> str:
    name = item.get("name") or item.get("title") or ""
    return name if isinstance(name, str) else ""


def _missing(kind: str, item: Mapping[str, Any]) -> Iterator[str]:
    yield from (name for name in _REQUIRED[kind] if _is_empty(item.get(name)))
    if kind == "Event":
        for place in as_list(item.get("location")):
            if isinstance(place, dict) and "Place" in types(place) and _is_empty(place.get("address")):
                yield "location.address"
    elif kind == "BreadcrumbList":
        yield from _missing_in_steps(as_list(item.get("itemListElement")))
    elif kind == "Product" and all(_is_empty(item.get(name)) for name in _ONE_OF):
        yield _("one of {names}", names=", ".join(_ONE_OF))
    elif kind == "JobPosting" and _is_empty(item.get("jobLocation")) and item.get("jobLocationType") != "TELECOMMUTE":
        yield "jobLocation"


def _missing_in_steps(steps: list[Any]) -> Iterator[str]:
    for number, step in enumerate(steps, 1):
        if not isinstance(step, dict):
            continue
        target = step.get("item")
        if _is_empty(step.get("position")):
            yield "itemListElement.position"
        if _is_empty(step.get("name")) and not (isinstance(target, dict) and target.get("name")):
            yield "itemListElement.name"
        if _is_empty(target) and number < len(steps):
            yield "itemListElement.item"


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})
