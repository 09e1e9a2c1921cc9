"""What a check found, as all reporters read it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from microsites.check.baseline import Baseline, Known
from microsites.check.coverage import SiteSummary
from microsites.check.findings import SEVERITIES, Finding, Location, Severity
from microsites.check.rules import OUTSIDE_FAMILY, RuleInfo, broken_outside_link
from microsites.manifest import CheckSettings

if TYPE_CHECKING:
    from microsites.check.external.outcome import Outside


@dataclass(frozen=True, slots=True)
class Roots:
    """Where the paths of findings start, seen from the folder that the command runs in."""

    built: str
    """The checked folder."""
    content: str
    """The folder with the portfolio's YAML; empty where nobody named it."""

    @classmethod
    def of(cls, built: Path, content: Path | None) -> Roots:
        """Folders below the one that the command runs in, relative to it: annotations and code scanning want that."""
        return cls(_seen(built), _seen(content) if content is not None else "")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    findings: tuple[Finding, ...]
    """Sorted; without those that are known."""
    known: tuple[Finding, ...]
    """Findings that the baseline holds already."""
    gone: tuple[Known, ...]
    """Findings of the baseline that were not found any more."""
    sites: tuple[SiteSummary, ...]
    suppressed: int
    """Findings that somebody decided to live with."""
    unjudged: tuple[str, ...]
    """Folders of the portfolio that have no manifest and were not checked."""
    fail_on: Severity
    """The threshold: what is as bad, or worse, fails the check."""
    rules: tuple[RuleInfo, ...]
    """The rules that ran."""
    baseline: Baseline | None
    """What the findings were compared with, if it was asked for."""
    roots: Roots
    settings: Mapping[str, CheckSettings]
    """By which the findings of sites that were built here were judged, by site."""
    altered: tuple[str, ...] = ()
    """Sites with findings whose files are not those that were built: the cure may not lie in the YAML."""
    outside: Outside | None = None
    """What is known of addresses outside, if they were asked."""

    @property
    def inside(self) -> tuple[Finding, ...]:
        """The findings about the sites themselves."""
        return tuple(finding for finding in self.findings if not is_outside(finding))

    @property
    def beyond(self) -> tuple[Finding, ...]:
        """The findings about what the sites refer to outside."""
        return tuple(filter(is_outside, self.findings))

    def count(self, severity: Severity) -> int:
        """How many new findings of one severity there are about the sites themselves."""
        return sum(finding.severity == severity for finding in self.inside)

    def is_failure(self, finding: Finding) -> bool:
        """Whether ``finding`` fails the check: what others broke does so only when it was broken for long enough."""
        bad = SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.fail_on)
        return bad and (not is_outside(finding) or self._is_due(finding))

    @property
    def failed(self) -> bool:
        """Whether a finding about the sites themselves is as bad as the threshold, or worse."""
        return any(map(self.is_failure, self.inside))

    @property
    def outside_failed(self) -> bool:
        """Whether an address outside was broken for as long as fails the check."""
        return any(map(self.is_failure, self.beyond))

    def _is_due(self, finding: Finding) -> bool:
        about_broken = finding.code == broken_outside_link.CODE
        return about_broken and self.outside is not None and self.outside.is_due(finding.subject)

    def edited(self, finding: Finding) -> Location:
        """Where a person edits ``finding``, as a path that the command's own folder knows."""
        root = {"built": self.roots.built, "content": self.roots.content, "given": ""}[finding.base]
        return _below(root, finding.location)

    def built(self, finding: Finding) -> Location | None:
        """The place in the built file, as a path that the command's own folder knows."""
        return _below(self.roots.built, finding.related) if finding.related else None


def is_outside(finding: Finding) -> bool:
    """Whether ``finding`` is about an address outside, which somebody else answers for."""
    return finding.code.startswith(OUTSIDE_FAMILY)


def _seen(folder: Path) -> str:
    absolute, here = folder.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else folder).as_posix()


def _below(root: str, location: Location) -> Location:
    return replace(location, file=posixpath.normpath(posixpath.join(root, location.file)))


@dataclass(frozen=True, slots=True)
class Group:
    """The same fault of one origin, wherever it shows."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that is shown."""
        return self.findings[0]

    @property
    def pages(self) -> int:
        """How many pages show it."""
        return len({finding.page for finding in self.findings})


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """One group for each site, location, code, subject and message, in the order of their first findings."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        # Without a line of content to point to, the same menu on forty pages is still the same menu.
        owner = None if finding.base == "built" else finding.location
        key = (finding.site, owner, finding.code, finding.subject, finding.message)
        groups.setdefault(key, []).append(finding)
    return tuple(Group(tuple(group)) for group in groups.values())
