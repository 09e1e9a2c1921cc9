"""One pass over a file: it is read, parsed, judged by every rule that looks at files, and forgotten."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from urllib.parse import unquote

from microsites.check.detect import Detector
from microsites.check.documents import Document, DocumentReader
from microsites.check.encoding import Decoded
from microsites.check.facts import Anchors, Demand, Judged, PageFacts
from microsites.check.findings import Observation
from microsites.check.library import Library
from microsites.check.links import Link, Linker
from microsites.check.pages import FileUnderCheck, PageUnderCheck
from microsites.check.parser import parse
from microsites.check.rules import FILE_RULES, PAGE_RULES, RuleInfo
from microsites.check.sequence import CommandReader
from microsites.check.site import SiteUnderCheck
from microsites.check.stylesheets import references
from microsites.check.tree import PAGE_SUFFIXES, Unreadable
from microsites.check.uses import FOLLOWED, Use

_TAKES_ALONG = FOLLOWED | {"iframe", "meta"}
"""What takes a visitor on, with or without a click.  ``<link>`` does not."""


class Judge:
    """Judges the files of one site."""

    def __init__(self, site: SiteUnderCheck, rules: frozenset[str]) -> None:
        """``rules``: the codes of those that are to run."""
        self._site = site
        self._library = Library(site.tree)
        self._linker = Linker(site.name, site.addresses, {**site.neighbours, site.name: site.tree})
        self._reader = DocumentReader()
        self._detector = Detector(site.providers)
        self._commands = CommandReader()
        self._file_rules = tuple(rule for rule in FILE_RULES if rule.CODE in rules)
        self._page_rules = tuple(rule for rule in PAGE_RULES if rule.CODE in rules)

    def judge(self, path: str) -> Judged:
        """Judge a page or a stylesheet."""
        source = self._library.read(path)
        if isinstance(source, Unreadable):
            return Judged(None, unreadable=(source,))
        if not path.lower().endswith(PAGE_SUFFIXES):
            uses = tuple(references(source.text))
            links = self._linker.links(path, uses)
            return Judged(None, tuple(self._of_file(FileUnderCheck(self._site, path, uses, links))))
        page = self._page(path, source)
        observations = (*self._of_file(page), *self._of_page(page))
        return Judged(_facts(page), observations)

    def _page(self, path: str, source: Decoded) -> PageUnderCheck:
        root = parse(source.text)
        document = self._reader.read(path, source, root)
        links = self._linker.links(path, document.uses, document.base)
        scripts = self._local_scripts(links) if document.scripts else {}
        return PageUnderCheck(
            site=self._site,
            path=path,
            uses=document.uses,
            links=links,
            document=document,
            root=root,
            detections=self._detector.detect(document, scripts),
            commands=() if document.redirect else self._commands.commands_of(document, scripts),
        )

    def _local_scripts(self, links: tuple[Link, ...]) -> dict[str, str]:
        return {
            use.value: text
            for use, to in links
            if isinstance(use, Use) and use.tag == "script" and to.file and to.target.site == self._site.name
            if (text := self._library.script(to.file))
        }

    def _of_file(self, file: FileUnderCheck) -> Iterator[tuple[str, Observation]]:
        for rule in self._file_rules:
            yield from _named(rule, rule.check_file(file))

    def _of_page(self, page: PageUnderCheck) -> Iterator[tuple[str, Observation]]:
        for rule in self._page_rules:
            yield from _named(rule, rule.check_page(page))


def _named(rule: RuleInfo, observations: Iterator[Observation]) -> Iterator[tuple[str, Observation]]:
    return ((rule.CODE, observation) for observation in observations)


def _facts(page: PageUnderCheck) -> PageFacts:
    document, site = page.document, page.site
    numbers = site.tree.page_numbers
    leads_to: dict[int, None] = {}
    lost: set[str] = set()
    sisters: set[str] = set()
    demands: dict[tuple[object, ...], Demand] = {}
    for use, to in page.links:
        target = to.target
        if target.site != site.name:
            sisters.add(target.site)
        elif to.file is None:
            lost.add(target.path.rstrip("/"))
        elif to.file in numbers and isinstance(use, Use) and use.tag in _TAKES_ALONG:
            leads_to[numbers[to.file]] = None
        if target.fragment and (demand := _demand(page, (use, to))):
            demands.setdefault((target, demand.places), demand)
    return PageFacts(
        path=page.path,
        redirect=document.redirect,
        title=document.title or "",
        description=document.description or "",
        verdict=page.tags.verdict if page.stays else None,
        alive=frozenset(trace.provider for trace in page.detections if trace.state != "commented"),
        traced=frozenset(trace.provider for trace in page.detections),
        leads_to=array("I", leads_to),
        lost=frozenset(lost),
        sisters=frozenset(sisters),
        anchors=Anchors(document.anchors),
        demands=tuple(demands.values()),
        tracked=document.tracked,
        disclosed=document.disclosed,
    )


def _demand(page: PageUnderCheck, link: Link) -> Demand | None:
    use, to = link
    if to.file is None or not isinstance(use, Use) or use.kind != "page":
        return None
    if unquote(to.target.fragment).lower() == "top":
        return None
    if to.file == page.path and to.target.site == page.site.name and has(page.document, to.target.fragment):
        return None
    return Demand(to.target, to.file, page.spot(use), page.places_of(use, to.target))


def has(document: Document, fragment: str) -> bool:
    """Whether a page has what stands behind ``#``, as it stands there or decoded (WHATWG HTML, 7.4.6.3)."""
    return fragment in document.anchors or unquote(fragment) in document.anchors
