"""Which rules run, how bad their findings are, and which findings somebody decided to live with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from microsites.check.findings import Observation, Severity
from microsites.check.rules import CATALOGUE, RuleInfo, family
from microsites.check.suggestions import did_you_mean
from microsites.check.tree import address_of
from microsites.errors import Problem, UserError
from microsites.i18n.message import _
from microsites.manifest import CheckSettings, Suppression

_UNKNOWN = "CFG401"
"""A code or name that no rule has."""
_NO_REASON = "CFG402"


@dataclass(frozen=True, slots=True)
class Selection:
    """``--select`` and ``--ignore``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise UserError for a selector that no rule answers to: a typo must not switch a check off."""
        problems = [
            _unknown(f"--{option}", 0, 0, selector)
            for option, selectors in (("select", self.select), ("ignore", self.ignore))
            for selector in selectors
            if not is_selector(selector)
        ]
        if problems:
            raise UserError(problems)

    def wants(self, rule: RuleInfo) -> bool:
        """Whether ``rule`` is to run."""
        selected = not self.select or any(answers(rule, selector) for selector in self.select)
        return selected and not any(answers(rule, selector) for selector in self.ignore)


def answers(rule: RuleInfo, selector: str) -> bool:
    """Whether ``selector`` (code, name, or the letters of a family) means ``rule``."""
    wanted = selector.strip()
    return wanted.upper() in (rule.CODE, family(rule)) or wanted.lower() == rule.NAME


def is_selector(text: str) -> bool:
    """Whether any rule answers to ``text``."""
    return any(answers(rule, text) for rule in CATALOGUE)


def validate(settings: CheckSettings) -> None:
    """Raise UserError for unknown codes and for suppressions without a reason."""
    problems = [_unknown("checks.yml", 0, 0, code) for code in settings.severity if not is_selector(code)]
    for entry in settings.suppress:
        place = entry.place
        if not is_selector(entry.code):
            problems.append(_unknown(place.file, place.line, place.column, entry.code))
        if not entry.reason.strip():
            message = _("the suppression of {code} has no reason", code=entry.code)
            hint = _("say why somebody decided to live with it")
            problems.append(Problem(place.file, place.line, place.column, _NO_REASON, message, hint))
    if problems:
        raise UserError(problems)


def severity_of(rule: RuleInfo, settings: CheckSettings) -> Severity | None:
    """How bad a finding of ``rule`` is; None if the rule is off.  A code beats a family."""
    matching = [selector for selector in settings.severity if answers(rule, selector)]
    if not matching:
        return rule.SEVERITY
    exact = [selector for selector in matching if selector.strip().upper() != family(rule)]
    chosen = settings.severity[(exact or matching)[0]]
    return None if chosen == "off" else chosen


def expired(entries: Iterable[Suppression], today: date) -> tuple[Suppression, ...]:
    """Return the entries that suppress nothing any more, as their last day has passed."""
    return tuple(entry for entry in dict.fromkeys(entries) if entry.until is not None and entry.until < today)


def suppresses(entry: Suppression, rule: RuleInfo, site: str, observation: Observation) -> bool:
    """Whether somebody decided to live with ``observation``."""
    return (
        answers(rule, entry.code)
        and entry.site in (None, site)
        and (entry.page is None or entry.page in _names_of(observation.page))
        and entry.subject in (None, observation.subject)
    )


def unused(
    entries: Iterable[Suppression],
    used: Iterable[Suppression],
    sites: Iterable[str],
    run: Iterable[RuleInfo],
    whole_portfolio: bool,
) -> tuple[Suppression, ...]:
    """Return the entries that should have been used in this run."""
    checked, rules, needed = set(sites), tuple(run), set(used)
    return tuple(
        entry
        for entry in dict.fromkeys(entries)
        if entry not in needed
        and any(answers(rule, entry.code) for rule in rules)
        and (whole_portfolio if entry.site is None else entry.site in checked or whole_portfolio)
    )


def _names_of(path: str) -> tuple[str, ...]:
    """A page by its file, its address and its name in the content."""
    if not path:
        return ("",)
    address = address_of(path).rstrip("/")
    name = "index" if address == "." else str(PurePosixPath(address).with_suffix(""))
    return (path, address, f"{address}/", name)


def _unknown(file: str, line: int, column: int, code: str) -> Problem:
    known = [rule.CODE for rule in CATALOGUE] + [rule.NAME for rule in CATALOGUE]
    folded = code.upper() if code[:1].isupper() else code
    hint = did_you_mean(folded, known, _("the command 'microsites rules' lists them all"))
    return Problem(file, line, column, _UNKNOWN, _("no rule is called '{code}'", code=code), hint)
