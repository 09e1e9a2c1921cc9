"""The sheet for testing accessibility by hand: per criterion what to do, with what, what counts as met, and room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsites.content.accessibility import MachineCriterion, Result, needed
from microsites.content.model import Portfolio, Site
from microsites.content.ruby import without_readings
from microsites.content.wcag import Criterion
from microsites.content.wcag_checks import CHECKS, ManualCheck
from microsites.errors import UserError
from microsites.i18n.message import _


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One criterion to judge."""

    criterion: Criterion
    check: ManualCheck
    judged: Result
    """What ``accessibility.yml`` says so far."""
    machine: MachineCriterion | None
    """What a program found, as a hint where to look; never a judgement."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a tester needs for one site."""

    site: str
    title: str
    standard: str
    level: str
    pages: tuple[str, ...]
    """Titles of the pages to test, as chosen the last time; empty if nobody has chosen yet."""
    lines: tuple[SheetLine, ...]


def _lines(portfolio: Portfolio, site: Site) -> Iterator[SheetLine]:
    policy, record = portfolio.settings.accessibility, site.accessibility
    assert policy is not None, "accessibility_sheets has asked"
    for criterion in needed(policy.level):
        yield SheetLine(
            criterion,
            CHECKS[criterion.number],
            record.test.result(criterion.number) if record.test is not None else "not_tested",
            record.machine.criteria.get(criterion.number) if record.machine is not None else None,
        )


def accessibility_sheets(portfolio: Portfolio, sites: Sequence[Site]) -> tuple[Sheet, ...]:
    """One sheet for each of ``sites`` that is for visitors.  Raises UserError where there is no policy."""
    policy = portfolio.settings.accessibility
    if policy is None:
        hint = _("write 'accessibility:' there first: the level decides what is to be tested")
        raise UserError.at("portfolio.yml", _("says nothing about accessibility"), hint, "BLD002")
    return tuple(
        Sheet(
            site.id,
            without_readings(site.settings.title),
            policy.standard,
            policy.level,
            tuple(
                without_readings(page.title)
                for id_ in (site.accessibility.test.pages if site.accessibility.test is not None else ())
                for page in site.pages
                if page.id == id_
            ),
            tuple(_lines(portfolio, site)),
        )
        for site in sites
        if site.settings.measured
    )
