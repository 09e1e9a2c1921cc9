"""Line and column in the HTML, for the pages that fail.

BeautifulSoup on Python's own tokenizer reads them once more; it is slow, so it is imported and run only when there is
something to show.  A page that is larger than people write them would take it minutes and a gigabyte: there the native
parser's own positions have to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from microsites.check.findings import Spot
from microsites.check.parser import Node, Root, around, parse

if TYPE_CHECKING:
    from bs4 import Tag

LARGE = 500_000
"""Characters."""

MANY = 5000
"""Tags; where they are nested without end, each takes longer than the one before."""

_INERT = ("template", "noscript")
_SHARED = frozenset({"header", "nav", "footer"})

_MAX_AROUND = 200
"""Elements around an element that are looked at; people nest a few dozen."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where an element stands."""

    line: int
    column: int
    enclosing: tuple[str, ...]
    """``id`` of the element and of those around it, the nearest first."""
    shared: bool
    """In the header, menu or footer that every page of the site has."""


class Locator:
    """Finds elements of one page."""

    def __init__(self, html: str) -> None:
        self._page: _Page = _native(html) if len(html) > LARGE or html.count("<") > 2 * MANY else _slow(html)
        self._places: dict[tuple[str, str], Mapping[str, list[_Element]]] = {}

    def find(self, spot: Spot) -> Found | None:
        """Return where ``spot`` stands; None for a whole page and for what only error recovery makes."""
        if not spot.tag:
            return None
        places = self._places.get((spot.tag, spot.attribute))
        if places is None:
            places = self._places[spot.tag, spot.attribute] = self._by_value(spot.tag, spot.attribute)
        elements = places.get(spot.value if spot.attribute else "", ())
        place = elements[spot.number].place() if spot.number < len(elements) else None
        if place is None:
            return None
        names, ids = elements[spot.number].around()
        return Found(*place, ids, not names.isdisjoint(_SHARED) and "main" not in names)

    def _by_value(self, tag: str, attribute: str) -> Mapping[str, list[_Element]]:
        """The elements of one name, by the value of an attribute, or all of them if none is named."""
        found: dict[str, list[_Element]] = {}
        for element in self._page.elements(tag):
            value = element.value(attribute) if attribute else ""
            if value is not None:
                found.setdefault(value, []).append(element)
        return found


class _Element(Protocol):
    def value(self, attribute: str) -> str | None:
        """An attribute's value; None if it is not there."""

    def place(self) -> tuple[int, int] | None:
        """Line and column, from 1."""

    def around(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The names of the elements around it, and their ids and its own, the nearest first."""


class _Page(Protocol):
    def elements(self, tag: str) -> Iterable[_Element]:
        """The elements of one name, in the order of the document."""


class _Nothing:
    """A page that nobody can read."""

    def elements(self, _tag: str) -> Iterable[_Element]:
        return ()


def _slow(html: str) -> _Page:
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    try:
        # The first of two attributes with one name counts in browsers and in the native parser.
        soup = BeautifulSoup(html, "html.parser", on_duplicate_attribute="ignore", multi_valued_attributes=None)
    except (ParserRejectedMarkup, AssertionError):
        return _Nothing()
    return _Soup(soup)


class _Soup:
    def __init__(self, soup: Tag) -> None:
        self._soup = soup
        self._inert: set[int] = set()
        for outer in soup.find_all(_INERT):
            if id(outer) not in self._inert:
                self._inert.update(map(id, outer.descendants))

    def elements(self, tag: str) -> Iterator[_Element]:
        return (_SoupElement(each) for each in self._soup.find_all(tag) if id(each) not in self._inert)


@dataclass(frozen=True, slots=True)
class _SoupElement:
    tag: Tag

    def value(self, attribute: str) -> str | None:
        return str(self.tag.get(attribute) or "") if self.tag.has_attr(attribute) else None

    def place(self) -> tuple[int, int] | None:
        line, column = self.tag.sourceline, self.tag.sourcepos
        return None if line is None or column is None else (line, column + 1)

    def around(self) -> tuple[frozenset[str], tuple[str, ...]]:
        outer = list(islice(self.tag.parents, _MAX_AROUND))
        ids = (element.get("id") for element in (self.tag, *outer))
        return frozenset(element.name for element in outer), tuple(each for each in ids if isinstance(each, str))


def _native(html: str) -> _Page:
    return _Native(parse(html))


@dataclass(frozen=True, slots=True)
class _Native:
    root: Root

    def elements(self, tag: str) -> Iterator[_Element]:
        return (_NativeElement(each) for each in self.root.find_all(tag))


@dataclass(frozen=True, slots=True)
class _NativeElement:
    node: Node

    def value(self, attribute: str) -> str | None:
        return self.node.attr(attribute)

    def place(self) -> tuple[int, int] | None:
        position = self.node.position
        return None if position is None else (position[0], position[1] + 1)

    def around(self) -> tuple[frozenset[str], tuple[str, ...]]:
        outer = list(islice(around(self.node), _MAX_AROUND))
        ids = (element.attr("id") for element in (self.node, *outer))
        return frozenset(element.tag for element in outer), tuple(each for each in ids if each is not None)
