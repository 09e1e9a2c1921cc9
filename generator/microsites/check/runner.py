"""From a folder to a report: read every page once, run the rules, give each finding its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from microsites.check.configuration import Selection, severity_of, suppresses, unused, validate
from microsites.check.coverage import SiteSummary, summarise
from microsites.check.detect import Detector
from microsites.check.findings import SEVERITIES, Finding, Observation, Severity
from microsites.check.library import Library
from microsites.check.manifests import Found, Subject, find_sites
from microsites.check.placing import Placer
from microsites.check.providing import expectations_of, known_providers, read_expectations
from microsites.check.rules import PORTFOLIO_RULES, RULES, PortfolioRule, RuleInfo, unused_suppression
from microsites.check.sequence import CommandReader
from microsites.check.site import SiteUnderCheck, assemble
from microsites.check.tree import Tree
from microsites.errors import UserError
from microsites.manifest import CheckSettings, Suppression
from microsites.measurement.providers import Providers

_NO_PAGES = "BLD403"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    findings: tuple[Finding, ...]
    """Sorted."""
    sites: tuple[SiteSummary, ...]
    suppressed: int
    """Findings that somebody decided to live with."""
    unjudged: tuple[str, ...]
    """Folders of the portfolio that have no manifest and were not checked."""
    fail_on: Severity
    """The portfolio's threshold."""

    def count(self, severity: Severity) -> int:
        """How many findings of one severity there are."""
        return sum(finding.severity == severity for finding in self.findings)

    def exceeds(self, fail_on: Severity | None = None) -> bool:
        """Whether a finding is as bad as ``fail_on`` (the portfolio's threshold if not given), or worse."""
        threshold = SEVERITIES.index(fail_on or self.fail_on)
        return any(SEVERITIES.index(finding.severity) <= threshold for finding in self.findings)


def check_directory(
    directory: Path,
    *,
    manifest: Path | None = None,
    sites: frozenset[str] | None = None,
    settings: CheckSettings | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    expect: tuple[tuple[str, str], ...] = (),
    providers: Providers,
) -> Report:
    """Check the built site or portfolio in ``directory``.

    ``sites`` narrows a portfolio to some of its sites (links to the others are followed all the same); ``settings``
    replaces the ones in the manifests; ``expect`` names provider and ID for a site without manifest.
    Raises UserError for what a person must put right before anything can be checked.
    """
    selection = Selection(select, ignore)
    found = find_sites(directory, manifest)
    if sites is not None:
        found = found.only(sites)
    providers = known_providers(providers, found.subjects)
    expected = read_expectations(expect, found, providers)
    chosen = {subject.name: _settings(subject, settings) for subject in found.subjects}
    for site_settings in chosen.values():
        validate(site_settings)
    libraries = {subject.name: Library(Tree.scan(subject.root)) for subject in (*found.subjects, *found.sisters)}
    _refuse_emptiness(directory, found, libraries)

    detector, reader = Detector(providers), CommandReader()
    sites_here: list[SiteUnderCheck] = []
    for subject in found.subjects:
        others = {name: library for name, library in libraries.items() if name != subject.name}
        here = expectations_of(subject, expected, providers)
        sites_here.append(
            assemble(subject.name, subject.manifest, libraries[subject.name], others, here, detector, reader)
        )
    run = tuple(rule for rule in (*RULES, *PORTFOLIO_RULES) if selection.wants(rule))
    across = _across(tuple(sites_here), tuple(rule for rule in PORTFOLIO_RULES if rule in run))
    findings: list[Finding] = []
    used: list[Suppression] = []
    suppressed = 0
    for subject, site in zip(found.subjects, sites_here, strict=True):
        placer = Placer(site, libraries[subject.name], subject.prefix)
        own = ((rule, rule.check(site)) for rule in RULES if rule in run)
        for rule, severity, observation in _observe((*own, *across[site.name]), chosen[subject.name]):
            accepted = [e for e in chosen[subject.name].suppress if suppresses(e, rule, subject.name, observation)]
            if accepted:
                used += accepted
                suppressed += 1
            else:
                findings.append(placer.finding(rule, severity, observation))
    findings += _unused(selection, chosen, used, run, found.portfolio)
    return Report(
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        sites=tuple(map(summarise, sites_here)),
        suppressed=suppressed,
        unjudged=found.unjudged,
        fail_on=min((s.fail_on for s in chosen.values()), key=SEVERITIES.index),
    )


def _across(
    sites: tuple[SiteUnderCheck, ...], rules: Iterable[PortfolioRule]
) -> Mapping[str, tuple[tuple[PortfolioRule, list[Observation]], ...]]:
    """What the rules that compare sites saw, by the site in which it stands."""
    seen: dict[str, dict[PortfolioRule, list[Observation]]] = {site.name: {} for site in sites}
    for rule in rules:
        for name, observation in rule.check(sites):
            seen[name].setdefault(rule, []).append(observation)
    return {name: tuple(found.items()) for name, found in seen.items()}


def _observe(
    seen: Iterable[tuple[RuleInfo, Iterable[Observation]]], settings: CheckSettings
) -> Iterator[tuple[RuleInfo, Severity, Observation]]:
    """What the rules saw; the same fault on the same line of the content is one observation."""
    for rule, observations in seen:
        severity = severity_of(rule, settings)
        if severity is None:
            continue
        known = set()
        for observation in observations:
            key = (observation.page, observation.subject, observation.place)
            if key not in known:
                known.add(key)
                yield rule, severity, observation


def _settings(subject: Subject, given: CheckSettings | None) -> CheckSettings:
    if given is not None:
        return given
    return subject.manifest.checks if subject.manifest else CheckSettings()


def _unused(
    selection: Selection,
    chosen: Mapping[str, CheckSettings],
    used: Iterable[Suppression],
    run: Iterable[RuleInfo],
    portfolio: bool,
) -> Iterator[Finding]:
    first = next(iter(chosen.values()))
    severity = severity_of(unused_suppression, first)
    if severity is None or not selection.wants(unused_suppression):
        return
    active = [rule for rule in run if severity_of(rule, first)]
    entries = (entry for settings in chosen.values() for entry in settings.suppress)
    for observation in unused_suppression.check(unused(entries, used, chosen, active, portfolio)):
        yield Placer.settings_finding(unused_suppression, severity, observation)


def _refuse_emptiness(directory: Path, found: Found, libraries: Mapping[str, Library]) -> None:
    """A mistyped folder must not look like a clean site."""
    foreign = [subject for subject in found.subjects if subject.manifest is None]
    if any(not libraries[subject.name].tree.pages() for subject in foreign):
        raise UserError.at(directory, "holds no HTML page", "name the folder that holds the built site", _NO_PAGES)
