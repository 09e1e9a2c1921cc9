"""What the rules see in all sites: every file once by itself, then each site as a whole, then the portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microsites.check.external.outcome import Outside
from microsites.check.external.uses import OutsideUse
from microsites.check.facts import Anchors, Judged, Seen, WholeSite
from microsites.check.judging import Judge
from microsites.check.library import Library
from microsites.check.reading import read_document
from microsites.check.rules import OUTSIDE_RULES, PORTFOLIO_RULES, SITE_RULES
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import PAGE_SUFFIXES, Tree
from microsites.check.workers import judge_files

if TYPE_CHECKING:
    from microsites.check.store import Store


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of a check, before anybody decided how bad it is."""

    sites: tuple[WholeSite, ...]
    observations: Mapping[str, tuple[Seen, ...]]
    """By site; the same fault on the same line of the content is one observation."""
    outside: tuple[OutsideUse, ...] = ()
    """What all sites refer to outside, if a rule about that is to run."""


def observe(
    sites: tuple[SiteUnderCheck, ...], rules: frozenset[str], jobs: int, store: Store | None = None
) -> Observed:
    """Run the rules with these codes, in up to ``jobs`` processes; what ``store`` remembers is not read again."""
    judge = judge_files if store is None else store.judge
    judged = {site.name: judge(site, rules, jobs) for site in sites}
    anchors = _Anchors(sites, judged)
    whole = tuple(_whole(site, judged[site.name], anchors) for site in sites)
    seen = {site.name: [each for file in judged[site.name] for each in file.observations] for site in sites}
    for site in whole:
        for rule in SITE_RULES:
            if rule.CODE in rules:
                seen[site.name] += ((rule.CODE, observation) for observation in rule.check_site(site))
    for across in PORTFOLIO_RULES:
        if across.CODE in rules:
            for name, observation in across.check_sites(whole):
                seen[name].append((across.CODE, observation))
    outside = tuple(use for files in judged.values() for file in files for use in file.outside)
    return Observed(whole, {name: _distinct(found) for name, found in seen.items()}, outside)


def observe_outside(outside: Outside, site: str, rules: frozenset[str]) -> tuple[Seen, ...]:
    """Run the rules with these codes on what ``site`` refers to outside."""
    return _distinct(
        (rule.CODE, observation)
        for rule in OUTSIDE_RULES
        if rule.CODE in rules
        for observation in rule.check_outside(outside.of(site))
    )


def _whole(site: SiteUnderCheck, judged: tuple[Judged, ...], anchors: _Anchors) -> WholeSite:
    return WholeSite(
        under_check=site,
        pages={file.facts.path: file.facts for file in judged if file.facts},
        unreadable=(*site.tree.unreadable, *(each for file in judged for each in file.unreadable)),
        links_that_need=Judge(site, frozenset()).links_that_need,
        anchors=anchors.find,
    )


class _Anchors:
    """The anchors of every page: those of the judged sites are known, a sister's page is read when it is asked for."""

    def __init__(self, sites: Iterable[SiteUnderCheck], judged: Mapping[str, tuple[Judged, ...]]) -> None:
        self._known: dict[tuple[str, str], Anchors | None] = {
            (name, file.facts.path): file.facts.anchors
            for name, files in judged.items()
            for file in files
            if file.facts
        }
        self._judged = judged.keys()
        self._trees: dict[str, Tree] = {name: tree for site in sites for name, tree in site.neighbours.items()}

    def find(self, site: str, path: str) -> Anchors | None:
        """The anchors of a page; None if it is not a readable page."""
        key = (site, path)
        if key not in self._known:
            self._known[key] = None
            if site not in self._judged and path.lower().endswith(PAGE_SUFFIXES):
                self._known[key] = Anchors(read_document(path, Library(self._trees[site]).text(path)).anchors)
        return self._known[key]


def _distinct(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    firsts: dict[tuple[object, ...], Seen] = {}
    for code, observation in seen:
        firsts.setdefault((code, observation.page, observation.subject, observation.place), (code, observation))
    return tuple(firsts.values())
