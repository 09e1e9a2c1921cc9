"""Line and column in the HTML, for the pages that fail.

The native parser knows no positions.  BeautifulSoup on Python's own tokenizer does; it is slower, so it is imported
and run only when there is something to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microsites.check.findings import Spot

if TYPE_CHECKING:
    from bs4 import Tag

_INERT = ("template", "noscript")
_SHARED = ("header", "nav", "footer")


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
        from bs4 import BeautifulSoup
        from bs4.exceptions import ParserRejectedMarkup

        try:
            # The first of two attributes with one name counts in browsers and in the native parser.
            self._soup: BeautifulSoup | None = BeautifulSoup(
                html, "html.parser", on_duplicate_attribute="ignore", multi_valued_attributes=None
            )
        except (ParserRejectedMarkup, AssertionError):
            self._soup = None
        self._by_tag: dict[str, tuple[Tag, ...]] = {}

    def find(self, spot: Spot) -> Found | None:
        """Return where ``spot`` stands; None for a whole page and for what only error recovery makes."""
        if self._soup is None or not spot.tag:
            return None
        wanted = (tag for tag in self._tags(spot.tag) if _matches(tag, spot))
        for number, tag in enumerate(wanted):
            if number == spot.number and tag.sourceline is not None and tag.sourcepos is not None:
                return Found(tag.sourceline, tag.sourcepos + 1, tuple(_ids(tag)), _is_shared(tag))
        return None

    def _tags(self, name: str) -> tuple[Tag, ...]:
        if name not in self._by_tag and self._soup is not None:
            self._by_tag[name] = tuple(tag for tag in self._soup.find_all(name) if not _is_inert(tag))
        return self._by_tag.get(name, ())


def _matches(tag: Tag, spot: Spot) -> bool:
    return not spot.attribute or (tag.has_attr(spot.attribute) and (tag.get(spot.attribute) or "") == spot.value)


def _is_inert(tag: Tag) -> bool:
    return any(parent.name in _INERT for parent in tag.parents)


def _is_shared(tag: Tag) -> bool:
    around = {parent.name for parent in tag.parents}
    return not around.isdisjoint(_SHARED) and "main" not in around


def _ids(tag: Tag) -> Iterator[str]:
    for element in (tag, *tag.parents):
        identifier = element.get("id")
        if isinstance(identifier, str):
            yield identifier
