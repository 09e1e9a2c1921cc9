"""What the people of a portfolio decided, and what became of it in a run: severities, and findings to live with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from microsites.check.configuration import Selection, expired, severity_of, suppresses, unused, validate
from microsites.check.findings import SEVERITIES, Observation, Severity
from microsites.check.rules import RuleInfo, SettingsRule, expired_suppression, unused_suppression
from microsites.manifest import CheckSettings, Suppression


class Decisions:
    """The settings of the sites that are checked, and which of their suppressions were needed."""

    def __init__(self, settings: Mapping[str, CheckSettings], today: date | None) -> None:
        """``settings`` by site; without ``today`` no suppression has ended.  Raises UserError for impossible ones."""
        for each in settings.values():
            validate(each)
        self._settings = settings
        entries = [entry for each in settings.values() for entry in each.suppress]
        self._ended = expired(entries, today) if today is not None else ()
        self._standing = {
            site: tuple(entry for entry in each.suppress if entry not in self._ended) for site, each in settings.items()
        }
        self._used: list[Suppression] = []
        self.suppressed = 0
        """Findings that somebody decided to live with, so far."""

    @property
    def fail_on(self) -> Severity:
        """The strictest threshold of all sites."""
        return min((each.fail_on for each in self._settings.values()), key=SEVERITIES.index)

    def severity(self, site: str, rule: RuleInfo) -> Severity | None:
        """How bad a finding of ``rule`` is on ``site``; None if the rule is off there."""
        return severity_of(rule, self._settings[site])

    def accepts(self, site: str, rule: RuleInfo, observation: Observation) -> bool:
        """Whether somebody decided to live with ``observation``; counts it if so."""
        accepting = [entry for entry in self._standing[site] if suppresses(entry, rule, site, observation)]
        self._used += accepting
        self.suppressed += bool(accepting)
        return bool(accepting)

    def observe(
        self, selection: Selection, run: Iterable[RuleInfo], whole_portfolio: bool
    ) -> Iterator[tuple[SettingsRule, Severity, Observation]]:
        """What the rules about the settings see, once every site was judged by the rules in ``run``."""
        # All sites of a portfolio share one checks.yml.
        shared = next(iter(self._settings.values()))
        active = [rule for rule in run if severity_of(rule, shared)]
        standing = (entry for entries in self._standing.values() for entry in entries)
        judged: dict[SettingsRule, tuple[Suppression, ...]] = {
            unused_suppression: unused(standing, self._used, self._settings, active, whole_portfolio),
            expired_suppression: self._ended,
        }
        for rule, entries in judged.items():
            severity = severity_of(rule, shared)
            if severity is not None and selection.wants(rule):
                for observation in rule.check(entries):
                    yield rule, severity, observation
