"""JSON-LD of every page: the vocabulary of schema.org, and what a search engine requires before it shows something."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hosted import PROMOTION, HostedSite
from programs import program

REQUIRED = {
    "BreadcrumbList": (("itemListElement",),),
    "Event": (("name",), ("startDate",), ("location",)),
    "Organization": (("name",), ("url",)),
    "GovernmentOrganization": (("name",), ("url",)),
    "JobPosting": (("title",), ("description",), ("datePosted",), ("hiringOrganization",), ("jobLocation",)),
}
"""What Google's documentation requires of a type, each as a choice of properties, one of which must be there.
Organization requires nothing; a name and an address are what it needs to know one."""


def documents(html: bytes) -> list[Any]:
    """Every JSON-LD document of a page.  Raises ValueError if one is no JSON."""
    found = BeautifulSoup(html, "html.parser").select('script[type="application/ld+json"]')
    return [json.loads(script.string or "") for script in found]


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a document that has a type."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from things(each)


def types(thing: dict[str, Any]) -> list[str]:
    """The types of a thing."""
    return [thing["@type"]] if isinstance(thing["@type"], str) else thing["@type"]


def missing(document: Any) -> Iterator[str]:
    """What a search engine would miss."""
    for thing in things(document):
        # A reference by ``@id`` to something that is described elsewhere is no description.
        if set(thing) <= {"@type", "@id"}:
            continue
        for kind in types(thing):
            for choice in REQUIRED.get(kind, ()):
                if not any(thing.get(name) for name in choice):
                    yield f"{kind} without {' or '.join(choice)}"
            if kind == "BreadcrumbList":
                yield from _breadcrumb_faults(thing)


def _breadcrumb_faults(thing: dict[str, Any]) -> Iterator[str]:
    items = thing.get("itemListElement", [])
    if len(items) < 2:
        yield "a breadcrumb of fewer than two steps"
    if [item.get("position") for item in items] != list(range(1, len(items) + 1)):
        yield "positions of a breadcrumb are not 1, 2, 3 …"
    for item in items[:-1]:
        if not (item.get("name") and item.get("item")):
            yield "a step of a breadcrumb without name or address"


def complaints(tools: Path, named: dict[str, Any]) -> dict[str, list[str]]:
    """What the vocabulary of schema.org does not know, by the name of the document."""
    script = tools.parent / "vocabulary.mjs"
    given = json.dumps(named, ensure_ascii=False).encode()
    done = subprocess.run([program("node"), str(script)], input=given, capture_output=True, check=True, timeout=300)
    return json.loads(done.stdout)


def _without_identical(named: dict[str, Any]) -> dict[str, Any]:
    """Of documents that say the same, the first: the compiler takes its time."""
    seen: dict[str, str] = {}
    for name, document in named.items():
        seen.setdefault(json.dumps(document, sort_keys=True), name)
    return {name: named[name] for name in seen.values()}


def test_every_page_keeps_to_the_vocabulary(hosted: dict[str, HostedSite], tools: Path) -> None:
    named = {
        f"{site}/{page} ({number})": document
        for site in PROMOTION
        for page in hosted[site].pages
        for number, document in enumerate(documents((hosted[site].tree / page).read_bytes()), 1)
    }
    kinds = {kind for document in named.values() for thing in things(document) for kind in types(thing)}
    print(f"{len(named)} documents; types: {', '.join(sorted(kinds))}")
    assert "BreadcrumbList" in kinds
    assert complaints(tools, _without_identical(named)) == {}
    assert {name: found for name, document in named.items() if (found := list(missing(document)))} == {}


@pytest.mark.parametrize("site", PROMOTION)
def test_addresses_are_of_this_site_or_elsewhere_but_never_relative(hosted: dict[str, HostedSite], site: str) -> None:
    relative = [
        (page, thing[name])
        for page in hosted[site].pages
        for document in documents((hosted[site].tree / page).read_bytes())
        for thing in things(document)
        for name in ("@id", "url", "item", "image", "logo", "contentUrl", "sameAs")
        if isinstance(thing.get(name), str) and not thing[name].startswith("https://")
    ]
    assert relative == []


BROKEN = {
    "an unknown property": ({"@type": "Event", "naem": "x"}, "naem"),
    "an unknown type": ({"@type": "Evnt", "name": "x"}, "Evnt"),
    "a property of another type": ({"@type": "Person", "itemListElement": []}, "itemListElement"),
    "a value of the wrong type": ({"@type": "Event", "location": {"@type": "Person", "name": "x"}}, "Person"),
    "an unknown property deep inside": (
        {"@type": "Event", "location": {"@type": "Place", "address": {"@type": "PostalAddress", "town": "x"}}},
        "town",
    ),
}


def test_vocabulary_finds_what_is_broken(tools: Path) -> None:
    context = {"@context": "https://schema.org"}
    found = complaints(
        tools,
        {name: {**context, **document} for name, (document, _) in BROKEN.items()}
        | {
            "right": {
                **context,
                "@graph": [
                    {"@type": "GovernmentOrganization", "@id": "https://a.example.jp/#town", "name": "花守市"},
                    {
                        "@type": "Event",
                        "name": "x",
                        "startDate": "2027-01-09T18:00:00+09:00",
                        "eventStatus": "https://schema.org/EventScheduled",
                        "location": {"@type": "Place", "name": "y", "address": "z"},
                        "organizer": {"@id": "https://a.example.jp/#town"},
                    },
                ],
            },
        },
    )
    assert set(found) == set(BROKEN)
    for name, (_, word) in BROKEN.items():
        assert any(word in sentence for sentence in found[name]), found[name]


def test_what_a_search_engine_requires() -> None:
    event = {"@type": "Event", "name": "x", "startDate": "2027-01-09"}
    assert list(missing(event)) == ["Event without location"]
    assert list(missing({"subjectOf": {"@type": "Event", "@id": "https://a.example.jp/#x"}})) == []
    crumbs = [{"@type": "ListItem", "position": 2, "name": "x"}, {"@type": "ListItem", "position": 2, "name": "y"}]
    assert list(missing({"@type": "BreadcrumbList", "itemListElement": crumbs})) == [
        "positions of a breadcrumb are not 1, 2, 3 …",
        "a step of a breadcrumb without name or address",
    ]
