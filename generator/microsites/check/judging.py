"""One pass over a file: it is read, parsed, judged by every rule that looks at files, and forgotten."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from microsites.check.addresses import Target, fragment_of
from microsites.check.detect import MAX_TRACES
from microsites.check.encoding import Decoded
from microsites.check.external.uses import OutsideUse, outside_uses
from microsites.check.facts import Judged, NeedyLink, PageFacts, Seen
from microsites.check.findings import MAX_OF_A_KIND, Observation
from microsites.check.fragments import Names, offered, short
from microsites.check.library import Library
from microsites.check.links import Link, Linker, Links
from microsites.check.measured import MAX_KEPT, Measured, MeasuringReader
from microsites.check.memory import Memory
from microsites.check.pages import FileUnderCheck, PageUnderCheck
from microsites.check.parser import Marked, parse
from microsites.check.photos import NO_PHOTOS, Photos, read_photos
from microsites.check.reading import DocumentReader
from microsites.check.references import DamagedFileError, Reference, reader_of
from microsites.check.rules import (
    FILE_RULES,
    MEASURING_RULES,
    OUTSIDE_RULES,
    PAGE_RULES,
    heavy_picture,
    unsized_picture,
)
from microsites.check.searching import CARD, is_copy, is_kept_out, is_listed
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import PAGE_SUFFIXES, Unreadable
from microsites.check.uses import TAKES_ALONG, Use
from microsites.i18n.message import _


class Judge:
    """Judges the files of one site."""

    def __init__(self, site: SiteUnderCheck, rules: frozenset[str]) -> None:
        """``rules``: the codes of those that are to run."""
        self._site = site
        self._library = Library(site.tree)
        self._linker = Linker(site.name, site.addresses, {**site.neighbours, site.name: site.tree})
        self._reader = DocumentReader()
        self._measuring = MeasuringReader(site)
        self._judged = Memory[Measured, list[Seen]](MAX_KEPT)
        self._file_rules = tuple(rule for rule in FILE_RULES if rule.CODE in rules)
        self._measuring_rules = tuple(rule for rule in MEASURING_RULES if rule.CODE in rules)
        self._page_rules = tuple(rule for rule in PAGE_RULES if rule.CODE in rules)
        self._asks_for_photos = any(rule.CODE in rules for rule in (unsized_picture, heavy_picture))
        self._asks_outside = any(rule.CODE in rules for rule in OUTSIDE_RULES)

    def judge(self, path: str) -> Judged:
        """Judge a page, or another file with addresses."""
        source = self._library.read(path)
        if isinstance(source, Unreadable):
            return Judged(None, unreadable=(source,))
        try:
            return self._judge(path, source)
        except (MemoryError, RecursionError):
            return Judged(None, unreadable=(Unreadable(path, _("needs more memory than there is")),))

    def _judge(self, path: str, source: Decoded) -> Judged:
        if not path.lower().endswith(PAGE_SUFFIXES):
            return self._judge_other(path, source)
        page = self._page(path, source)
        seen, left_out = _bounded(path, (*self._of_file(page), *self._of_page(page)))
        if len(page.measured.detections) >= MAX_TRACES:
            left_out += (
                Unreadable(
                    path, _("has {most} traces of providers or more; only those are judged", most=f"{MAX_TRACES:,}")
                ),
            )
        return Judged(
            _facts(page, read_photos(page) if self._asks_for_photos else NO_PHOTOS),
            (*seen, *self._of_measured(page)),
            left_out,
            self._outside(page),
        )

    def links_that_need(self, path: str, wanted: Collection[str]) -> Iterator[NeedyLink]:
        """The links of a page that need one of the parts ``wanted``.  The page is read once for all of them."""
        source = self._library.read(path)
        if not isinstance(source, Unreadable):
            page = self._page(path, source)
            document = page.document
            hyperlinks = self._linker.hyperlinks(path, document.hyperlinks, document.base)
            for part, use, target in (*((to.part, use, to.target) for use, to in hyperlinks), *_needed_by_others(page)):
                if part in wanted:
                    yield NeedyLink(part, page.spot(use), page.places_of(use, target))

    def _judge_other(self, path: str, source: Decoded) -> Judged:
        uses: list[Reference] = []
        damage: tuple[Unreadable, ...] = ()
        read = reader_of(path)
        try:
            uses.extend(read(source.text) if read else ())
        except DamagedFileError as error:
            damage = (Unreadable(path, error.args[0]),)
        file = FileUnderCheck(self._site, path, self._linker.links(path, (), uses))
        seen, left_out = _bounded(path, self._of_file(file))
        return Judged(None, seen, (*damage, *left_out), self._outside(file))

    def _page(self, path: str, source: Decoded) -> PageUnderCheck:
        root = parse(source.text)
        marked = Marked(root)
        document = self._reader.read(path, source, root, marked)
        links = self._linker.links(path, document.hyperlinks, document.others, document.base)
        scripts = self._local_scripts(links.others) if document.scripts else {}
        measured = self._measuring.read(document, scripts)
        return PageUnderCheck(self._site, path, links, document, root, marked, measured)

    def _local_scripts(self, links: tuple[Link, ...]) -> dict[str, str]:
        return {
            use.value: text
            for use, to in links
            if use.tag == "script" and to.file and to.target.site == self._site.name
            if (text := self._library.script(to.file))
        }

    def _outside(self, file: FileUnderCheck) -> tuple[OutsideUse, ...]:
        return tuple(outside_uses(file)) if self._asks_outside else ()

    def _of_file(self, file: FileUnderCheck) -> list[tuple[str, Iterator[Observation]]]:
        return [(rule.CODE, rule.check_file(file)) for rule in self._file_rules]

    def _of_page(self, page: PageUnderCheck) -> list[tuple[str, Iterator[Observation]]]:
        return [(rule.CODE, rule.check_page(page)) for rule in self._page_rules]

    def _of_measured(self, page: PageUnderCheck) -> list[Seen]:
        if not page.stays:
            return []
        measured = page.measured
        if measured not in self._judged:
            self._judged[measured] = [
                (rule.CODE, seen) for rule in self._measuring_rules for seen in rule.check_measured(measured)
            ]
        return [(code, replace(seen, page=page.path)) for code, seen in self._judged[measured]]


def _bounded(
    path: str, found: Iterable[tuple[str, Iterator[Observation]]]
) -> tuple[tuple[Seen, ...], tuple[Unreadable, ...]]:
    """What each rule saw in a file, each fault once; and for which rules that is not all."""
    seen: list[Seen] = []
    left_out: list[Unreadable] = []
    for code, observations in found:
        first = next(observations, None)
        if first is None:  # as nearly always
            continue
        each, left = _distinct(chain((first,), observations))
        seen += [(code, one) for one in each]
        if left:
            left_out.append(Unreadable(path, _left_out(code)))
    return tuple(seen), tuple(left_out)


def _left_out(code: str) -> str:
    return _("has more than {most} findings of {code}, which are left out", most=f"{MAX_OF_A_KIND:,}", code=code)


def _distinct(observations: Iterator[Observation]) -> tuple[Collection[Observation], bool]:
    """Each fault once; and whether there are more than anybody reads."""
    firsts: dict[tuple[object, ...], Observation] = {}
    for each in observations:
        if len(firsts) >= MAX_OF_A_KIND:
            return firsts.values(), True
        firsts.setdefault((each.page, each.subject, each.place), each)
    return firsts.values(), False


def _facts(page: PageUnderCheck, photos: Photos) -> PageFacts:
    document, measured, name = page.document, page.measured, page.site.name
    return PageFacts(
        path=page.path,
        redirect=document.redirect,
        title=document.title or "",
        description=document.description or "",
        listed=is_listed(page) and not is_copy(page),
        noindex=is_kept_out(document),
        card=tuple([name for name in CARD if document.metas.get(name)]),
        verdict=measured.tags.verdict if page.stays else None,
        alive=measured.alive,
        traced=measured.traced,
        sends_to=_sends_to(page) if document.redirect else -1,
        leads_to=array("I", sorted(_onward(page.links))),
        lost=frozenset([to.target.path.rstrip("/") for _, to in page.lost if to.target.site == name]),
        from_root=page.links.rooted,
        sisters=frozenset([to.target.site for _, to in page.links.notable]) - {name},
        offers=offered(page.site.tree.page_numbers[page.path], document.anchors),
        needs=Names(dict.fromkeys([*page.links.parts, *(needed for needed, _, _ in _needed_by_others(page))])),
        tracked=document.tracked,
        disclosed=document.disclosed,
        photos=array("I", photos.loaded),
        unsized=photos.unsized,
    )


def _onward(links: Links) -> set[int]:
    """The pages of the site that a visitor can go on to."""
    return {*links.pages, *(to.page for use, to in links.others if use.tag in TAKES_ALONG and to.page >= 0)}


def _sends_to(page: PageUnderCheck) -> int:
    return next((to.page for use, to in page.links.others if use.tag == "meta" and use.kind == "page"), -1)


def _needed_by_others(page: PageUnderCheck) -> Iterator[tuple[str, Use | Reference, Target]]:
    """The parts that something else than ``<a>`` leads to, and those of its own that the page has not."""
    own, anchors = page.site.name, page.document.anchors
    for use in page.links.here:
        fragment = fragment_of(use.value.strip())
        if fragment and fragment not in anchors and (use.kind == "page" or use.tag == "use"):
            target = Target(own, page.path, fragment)
            yield short(own, target, page.site.tree.page_numbers[page.path]), use, target
    for use, to in page.links.others:
        if to.part and use.kind == "page":
            yield to.part, use, to.target
