"""From a folder to a report: read every page once, run the rules, give each finding its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from microsites.check.baseline import Baseline
from microsites.check.configuration import Selection
from microsites.check.coverage import summarise
from microsites.check.decisions import Decisions
from microsites.check.findings import Base, Finding, Severity
from microsites.check.manifests import Found, Subject, find_sites
from microsites.check.observing import observe
from microsites.check.placing import Placer
from microsites.check.providing import expectations_of, known_providers, read_expectations
from microsites.check.report import Report, Roots
from microsites.check.rules import CATALOGUE
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import Tree
from microsites.errors import UserError
from microsites.manifest import CheckSettings
from microsites.measurement.providers import Providers

_NO_PAGES = "BLD403"
_BAD_ADDRESS = "BLD404"
_ADDRESS = re.compile(r"https?://[^\s/?#@:]+(?::\d+)?(?:/[^\s?#]*)?")


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
    fail_on: Severity | None = None,
    baseline: Baseline | None = None,
    today: date | None = None,
    content: Path | None = None,
    jobs: int = 1,
    url: str | None = None,
) -> Report:
    """Check the built site or portfolio in ``directory``.

    ``sites`` narrows a portfolio to some of its sites (links to the others are followed all the same); ``settings``
    replaces the ones in the manifests; ``expect`` names provider and ID for a site without manifest; ``fail_on``
    replaces the settings' threshold.  ``today`` ends suppressions (without it, none has ended).  ``content`` is the
    folder of the YAML that the manifests' places are relative to, for reports that name files.
    ``url``: where a site without manifest will lie.  ``jobs``: processes that read large sites at once.
    Raises UserError for what a person must put right before anything can be checked.
    """
    selection = Selection(select, ignore)
    found = find_sites(directory, manifest)
    if sites is not None:
        found = found.only(sites)
    providers = known_providers(providers, found.subjects)
    expected = read_expectations(expect, found, providers)
    decisions = Decisions({subject.name: _settings(subject, settings) for subject in found.subjects}, today)
    trees = {subject.name: Tree.scan(subject.root) for subject in (*found.subjects, *found.sisters)}
    _refuse_emptiness(directory, found, trees)
    here = tuple(
        SiteUnderCheck(
            name=subject.name,
            manifest=subject.manifest,
            tree=trees[subject.name],
            expectations=expectations_of(subject, expected, providers),
            neighbours={name: tree for name, tree in trees.items() if name != subject.name},
            url=_own_address(url, found),
        )
        for subject in found.subjects
    )
    ran = tuple(rule for rule in CATALOGUE if selection.wants(rule))
    seen = observe(here, frozenset(rule.CODE for rule in ran), jobs)
    rules = {rule.CODE: rule for rule in ran}
    findings: list[Finding] = []
    for subject, site in zip(found.subjects, here, strict=True):
        placer = Placer(site, subject.prefix)
        for code, observation in seen.observations[site.name]:
            severity = decisions.severity(site.name, rules[code])
            if severity is not None and not decisions.accepts(site.name, rules[code], observation):
                findings.append(placer.finding(rules[code], severity, observation))
    base: Base = "content" if settings is None else "given"
    findings += (
        Placer.settings_finding(rule, severity, observation, base)
        for rule, severity, observation in decisions.observe(selection, ran, found.portfolio)
    )
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    ran = tuple(rule for rule in CATALOGUE if selection.wants(rule))
    judged = {subject.name for subject in found.subjects}
    if found.portfolio or settings is not None:
        # Of one site alone it cannot be said that a suppression is not needed any more.
        judged.add("")
    compared = (baseline or Baseline()).compare(ordered, codes={rule.CODE for rule in ran}, sites=judged)
    return Report(
        findings=compared.new,
        known=compared.known,
        gone=compared.gone,
        sites=tuple(map(summarise, seen.sites)),
        suppressed=decisions.suppressed,
        unjudged=found.unjudged,
        fail_on=fail_on or decisions.fail_on,
        rules=ran,
        baseline=baseline,
        roots=Roots.of(directory, content),
    )


def _own_address(url: str | None, found: Found) -> str | None:
    if url is None:
        return None
    if any(subject.manifest for subject in found.subjects):
        message = "--url is for a site without manifest; here the manifest says where the site will lie"
        raise UserError.at("--url", message, "leave --url out", _BAD_ADDRESS)
    if not _ADDRESS.fullmatch(url):
        raise UserError.at("--url", f"'{url}' is no address of a site", "write https://www.example.jp/", _BAD_ADDRESS)
    return url if url.endswith("/") else f"{url}/"


def _settings(subject: Subject, given: CheckSettings | None) -> CheckSettings:
    if given is not None:
        return given
    return subject.manifest.checks if subject.manifest else CheckSettings()


def _refuse_emptiness(directory: Path, found: Found, trees: Mapping[str, Tree]) -> None:
    """A mistyped folder must not look like a clean site."""
    foreign = [subject for subject in found.subjects if subject.manifest is None]
    if any(not trees[subject.name].pages() for subject in foreign):
        raise UserError.at(directory, "holds no HTML page", "name the folder that holds the built site", _NO_PAGES)
