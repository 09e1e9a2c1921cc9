"""From a folder to a report: read every page once, run the rules, give each finding its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from microsites.check.baseline import Baseline
from microsites.check.configuration import Selection, answers
from microsites.check.decisions import Decisions
from microsites.check.findings import Base, Finding, Severity, milder
from microsites.check.manifests import Found, Subject, find_sites
from microsites.check.observing import Observed, observe, observe_outside
from microsites.check.placing import Placer
from microsites.check.previous import previous_pages
from microsites.check.providing import expectations_of, known_providers, read_expectations
from microsites.check.report import Report, Roots
from microsites.check.rules import CATALOGUE, OUTSIDE_RULES
from microsites.check.site import SiteUnderCheck
from microsites.check.tree import Tree
from microsites.errors import UserError
from microsites.i18n.message import _
from microsites.manifest import LITTER, CheckSettings, digest_of
from microsites.measurement.providers import Providers
from microsites.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from microsites.check.external.run import External

_NO_PAGES = "BLD403"
_BAD_ADDRESS = "BLD404"
_ADDRESS = re.compile(r"https?://[^\s/?#@:]+(?::\d+)?(?:/[^\s?#]*)?")
_NOT_ASKED = "BLD408"
_WRONG_ROOT = "BLD410"


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
    external: External | None = None,
    cache: Path | None = None,
    progress: Progress = UNWATCHED,
    previous: Path | None = None,
) -> Report:
    """Check the built site or portfolio in ``directory``.

    ``sites`` narrows a portfolio to some of its sites (links to the others are followed all the same); ``settings``
    replaces the ones in the manifests; ``expect`` names provider and ID for a site without manifest; ``fail_on``
    replaces the settings' threshold.  ``today`` ends suppressions and makes
    reviews due (without it, none has ended and none is due).  ``content`` is the
    folder of the YAML that the manifests' places are relative to, for reports that name files.
    ``url``: where a site without manifest will lie.  ``jobs``: processes that read large sites at once.
    With ``external``, addresses outside are asked too.  ``cache``: a file that remembers what was read.
    For ``progress``, every file that is read is a step.
    ``previous``: what the sites were before; what was published from here if it is not given.
    Raises UserError for what a person must put right before anything can be checked.
    """
    selection = Selection(select, ignore)
    if external is None:
        _refuse_silence(select)
    found = find_sites(directory, manifest)
    if sites is not None:
        found = found.only(sites)
    providers = known_providers(providers, found.subjects)
    expected = read_expectations(expect, found, providers)
    by_site = {subject.name: _settings(subject, settings) for subject in found.subjects}
    decisions = Decisions(by_site, today)
    trees = {subject.name: Tree.scan(subject.root) for subject in (*found.subjects, *found.sisters)}
    _refuse_emptiness(directory, found, trees)
    before = previous_pages(found.subjects, directory, previous)
    here = tuple(
        SiteUnderCheck(
            name=subject.name,
            manifest=subject.manifest,
            tree=trees[subject.name],
            expectations=expectations_of(subject, expected, providers),
            neighbours={name: tree for name, tree in trees.items() if name != subject.name},
            url=_own_address(url, found),
            today=today,
            previous=before.get(subject.name, {}),
        )
        for subject in found.subjects
    )
    ran = tuple(rule for rule in CATALOGUE if selection.wants(rule) and (external or rule not in OUTSIDE_RULES))
    codes = frozenset(rule.CODE for rule in ran)
    seen = _observe(here, codes, jobs, cache, progress)
    _refuse_wrong_root(directory, seen)
    outside = None
    if external is not None and any(rule in OUTSIDE_RULES for rule in ran):
        # One site of a portfolio does not know what its sisters refer to; somebody else's site has none.
        every_page = sites is None and (found.portfolio or found.subjects[0].manifest is None)
        from microsites.check.external.run import check_outside

        outside = check_outside(seen.outside, external, today or external.now.date(), every_page=every_page)
    rules = {rule.CODE: rule for rule in ran}
    findings: list[Finding] = []
    for subject, site in zip(found.subjects, here, strict=True):
        placer = Placer(site, subject.prefix)
        beyond = observe_outside(outside, site.name, codes) if outside else ()
        for code, observation in (*seen.observations[site.name], *beyond):
            severity = decisions.severity(site.name, rules[code])
            if severity is not None and not decisions.accepts(site.name, rules[code], observation):
                severity = milder(severity, observation.severity)
                findings.append(placer.finding(rules[code], severity, observation))
    base: Base = "content" if settings is None else "given"
    findings += (
        Placer.settings_finding(rule, severity, observation, base)
        for rule, severity, observation in decisions.observe(selection, ran, found.portfolio)
    )
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    judged = {subject.name for subject in found.subjects}
    if found.portfolio or settings is not None:
        # Of one site alone it cannot be said that a suppression is not needed any more.
        judged.add("")
    compared = (baseline or Baseline()).compare(ordered, codes={rule.CODE for rule in ran}, sites=judged)
    return Report(
        findings=compared.new,
        known=compared.known,
        gone=compared.gone,
        sites=seen.summaries,
        suppressed=decisions.suppressed,
        unjudged=found.unjudged,
        fail_on=fail_on or decisions.fail_on,
        rules=ran,
        baseline=baseline,
        roots=Roots.of(directory, content),
        settings={subject.name: by_site[subject.name] for subject in found.subjects if subject.manifest},
        altered=tuple(_altered(found.subjects, {each.site for each in compared.new if each.base == "content"})),
        outside=outside,
    )


def _observe(
    sites: tuple[SiteUnderCheck, ...], rules: frozenset[str], jobs: int, cache: Path | None, progress: Progress
) -> Observed:
    if cache is None:
        return observe(sites, rules, jobs, progress)
    from microsites.check.remembering import observe_again

    return observe_again(sites, rules, jobs, cache, progress)


def _own_address(url: str | None, found: Found) -> str | None:
    if url is None:
        return None
    if any(subject.manifest for subject in found.subjects):
        message = _("--url is for a site without manifest; here the manifest says where the site will lie")
        raise UserError.at("--url", message, _("leave --url out"), _BAD_ADDRESS)
    if not _ADDRESS.fullmatch(url):
        raise UserError.at(
            "--url", _("'{url}' is no address of a site", url=url), _("write https://www.example.jp/"), _BAD_ADDRESS
        )
    return url if url.endswith("/") else f"{url}/"


def _settings(subject: Subject, given: CheckSettings | None) -> CheckSettings:
    if given is not None:
        return given
    return subject.manifest.checks if subject.manifest else CheckSettings()


def _altered(subjects: Iterable[Subject], names: Collection[str]) -> Iterator[str]:
    """The sites of these whose files were changed after they were built."""
    for subject in subjects:
        if subject.manifest is not None and subject.name in names:
            with suppress(OSError):  # of a file that cannot be read, the findings tell
                digests = (digest_of(subject.root, without) for without in ((), LITTER))
                if all(digest != subject.manifest.digest for digest in digests):
                    yield subject.name


def _refuse_silence(select: tuple[str, ...]) -> None:
    """Rules that were chosen and cannot run must not look as if they had found nothing."""
    for selector in select:
        if all(rule in OUTSIDE_RULES for rule in CATALOGUE if answers(rule, selector)):
            what = _("'{selector}' judges addresses outside, which are not asked", selector=selector)
            raise UserError.at("--select", what, _("write --external too"), _NOT_ASKED)


def _refuse_wrong_root(directory: Path, seen: Observed) -> None:
    """Hundreds of broken links for one reason are told as that reason."""
    if (folder := seen.likely_root) is not None:
        message = _(
            "is not the root of the site: from '{folder}' nearly every address that leads nowhere is right",
            folder=folder,
        )
        hint = _(
            "check {folder}; if this is the root all the same, say where it lies with --url",
            folder=str(directory / folder),
        )
        raise UserError.at(directory, message, hint, _WRONG_ROOT)


def _refuse_emptiness(directory: Path, found: Found, trees: Mapping[str, Tree]) -> None:
    """A mistyped folder must not look like a clean site."""
    foreign = [subject for subject in found.subjects if subject.manifest is None]
    for subject in foreign:
        for left_out in trees[subject.name].unreadable:
            if left_out.path == ".":
                raise UserError.at(directory, left_out.reason, code=_NO_PAGES)
    if any(not trees[subject.name].pages() for subject in foreign):
        raise UserError.at(
            directory, _("holds no HTML page"), _("name the folder that holds the built site"), _NO_PAGES
        )
