"""What the rules see in all sites: every file once by itself, then each site as a whole, then the portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microsites.check.coverage import SiteSummary, summarise
from microsites.check.external.uses import OutsideUse
from microsites.check.facts import Judged, PageFacts, Seen, WholeSite
from microsites.check.fragments import Parts
from microsites.check.judging import Judge
from microsites.check.root import likely_root
from microsites.check.rules import OUTSIDE_RULES, PORTFOLIO_RULES, SITE_RULES
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import Tree
from microsites.check.workers import judge_files
from microsites.progress import Progress

if TYPE_CHECKING:
    from microsites.check.external.outcome import Outside


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of a check, before anybody decided how bad it is."""

    summaries: tuple[SiteSummary, ...]
    observations: Mapping[str, tuple[Seen, ...]]
    """By site; the same fault on the same line of the content is one observation."""
    outside: tuple[OutsideUse, ...] = ()
    """What all sites refer to outside, if a rule about that is to run."""
    likely_root: str | None = None
    """The folder that somebody probably meant to check instead."""


def observe(sites: tuple[SiteUnderCheck, ...], rules: frozenset[str], jobs: int, progress: Progress) -> Observed:
    """Run the rules with these codes, in up to ``jobs`` processes."""
    return observed(sites, rules, {site.name: judge_files(site, rules, jobs, progress) for site in sites})


def observed(
    sites: tuple[SiteUnderCheck, ...], rules: frozenset[str], judged: Mapping[str, tuple[Judged, ...]]
) -> Observed:
    """Run the rules about whole sites, after what came of their files."""
    pages = {name: {file.facts.path: file.facts for file in files if file.facts} for name, files in judged.items()}
    parts = Parts({**_neighbours(sites), **{site.name: site.tree for site in sites}}, pages)
    whole = tuple(_whole(site, pages[site.name], judged[site.name], parts) for site in sites)
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
    observations = {name: _distinct(found) for name, found in seen.items()}
    root = next(filter(None, map(likely_root, whole)), None)
    return Observed(tuple(map(summarise, whole)), observations, outside, root)


def observe_outside(outside: Outside, site: str, rules: frozenset[str]) -> tuple[Seen, ...]:
    """Run the rules with these codes on what ``site`` refers to outside."""
    return _distinct(
        (rule.CODE, observation)
        for rule in OUTSIDE_RULES
        if rule.CODE in rules
        for observation in rule.check_outside(outside.of(site))
    )


def _whole(site: SiteUnderCheck, pages: Mapping[str, PageFacts], judged: tuple[Judged, ...], parts: Parts) -> WholeSite:
    return WholeSite(
        under_check=site,
        pages=pages,
        unreadable=(*site.tree.unreadable, *(each for file in judged for each in file.unreadable)),
        links_that_need=Judge(site, frozenset()).links_that_need,
        parts=parts,
    )


def _neighbours(sites: Iterable[SiteUnderCheck]) -> dict[str, Tree]:
    return {name: tree for site in sites for name, tree in site.neighbours.items()}


def _distinct(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    firsts: dict[tuple[object, ...], Seen] = {}
    for code, observation in seen:
        firsts.setdefault((code, observation.page, observation.subject, observation.place), (code, observation))
    return tuple(firsts.values())
