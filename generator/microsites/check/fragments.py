"""The parts of pages that links lead to, and which of them are not there.

A site of some thousand pages has a hundred thousand links to parts of pages.  Each is kept as one short text, so that
all of them are held at once against all parts that there are; only what is missing then is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from microsites.check.addresses import Target
from microsites.check.library import Library
from microsites.check.reading import read_document
from microsites.check.tree import PAGE_SUFFIXES, Tree

if TYPE_CHECKING:
    from microsites.check.facts import PageFacts


class Part(NamedTuple):
    """A part of a page."""

    site: str
    file: str
    """The page, in that site."""
    fragment: str
    """As it stands in the link."""


class Names:
    """Some names in one text: a set would take ten times the memory, and sites have many pages."""

    __slots__ = ("_text",)

    def __init__(self, names: Iterable[str] | str = ()) -> None:
        """``names``: also as :meth:`joined` gives them."""
        self._text = names if isinstance(names, str) else "\0".join(names)

    def joined(self) -> str:
        """All in one text."""
        return self._text

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.split("\0") if self._text else ())


def part_of(number: int, fragment: str) -> str:
    """A part of a page as a link of its own site needs it, in one text; ``number``: the page's, in its site."""
    return f"{number}#{fragment}"


def short(own: str, target: Target, number: int) -> str:
    """A part of a page as a link of the site ``own`` needs it; ``number``: the page's, in its site."""
    part = part_of(number, target.fragment)
    return part if target.site == own else f"{target.site}/{part}"


def offered(number: int, names: Iterable[str]) -> Names:
    """The parts of a page that have these names, each as :func:`short` names it for links of its own site."""
    return Names([part_of(number, name) for name in sorted(names)])


class Parts:
    """Knows which parts the pages have: those of the judged sites, and of a sister's page when it is asked for."""

    def __init__(self, trees: Mapping[str, Tree], pages: Mapping[str, Mapping[str, PageFacts]]) -> None:
        """``pages``: of the judged sites."""
        self._trees = trees
        self._pages = pages
        self._read: dict[tuple[str, str], frozenset[str] | None] = {}

    def missing(self, site: str) -> Mapping[str, Part]:
        """The parts that links of ``site`` need and that are not there, by their short text."""
        pages = self._pages[site].values()
        there: set[str] = set().union(*[page.offers for page in pages])
        # Page by page: all that is needed, at once, would take as much room as all that is there.
        lacking: set[str] = set().union(*[set(page.needs) - there for page in pages])
        parts = {text: self._part(site, text) for text in sorted(lacking)}
        return {text: part for text, part in parts.items() if self._is_missing(part)}

    def _part(self, own: str, text: str) -> Part:
        page, _, fragment = text.partition("#")
        site, _, number = page.rpartition("/")
        return Part(site or own, self._trees[site or own].pages()[int(number)], fragment)

    def _is_missing(self, part: Part) -> bool:
        """Whether a browser finds nothing behind ``#`` (WHATWG HTML, 7.4.6.3): as it stands there, decoded, or the top.

        Of a page that cannot be read nothing is said.
        """
        there, plain = self.of(part.site, part.file), unquote(part.fragment)
        return there is not None and part.fragment not in there and plain not in there and plain.lower() != "top"

    def of(self, site: str, path: str) -> frozenset[str] | None:
        """The names of a page's parts; None if it is not a readable page."""
        key = (site, path)
        if key not in self._read:
            self._read[key] = self._find(site, path)
        return self._read[key]

    def _find(self, site: str, path: str) -> frozenset[str] | None:
        if site in self._pages:
            page = self._pages[site].get(path)
            return frozenset([text.partition("#")[2] for text in page.offers]) if page else None
        if not path.lower().endswith(PAGE_SUFFIXES):
            return None
        return read_document(path, Library(self._trees[site]).text(path)).anchors
