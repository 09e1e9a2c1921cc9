"""The accessibility policy and what the test found; a program's zero is never shown as conformance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from microsites.content.accessibility import (
    AccessibilityPolicy,
    AccessibilityTest,
    MachineCriterion,
    MachineResult,
    Result,
    needed,
)
from microsites.content.generated import ACCESSIBILITY, ACCESSIBILITY_RESULTS
from microsites.content.model import Page
from microsites.content.wcag import Criterion
from microsites.pages.links import PageLinks
from microsites.pages.render_input import RenderInput
from microsites.pages.views import NavItem

DEGREES = {"conforming": "準拠", "partly_conforming": "一部準拠", "considerate": "配慮"}

Outcome = Literal["none", "unfinished", "met", "not_met"]
"""No test yet; criteria left that nobody judged; all met; some not met."""


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The policy as its page shows it."""

    policy: AccessibilityPolicy
    degree: str
    results_href: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One line of the table of results."""

    criterion: Criterion
    machine: MachineCriterion | None
    """None where no rule of the program touches the criterion."""
    result: Result
    note: str | None


@dataclass(frozen=True, slots=True)
class ResultsView:
    """What is known, criterion by criterion."""

    policy: AccessibilityPolicy
    policy_href: str
    test: AccessibilityTest | None
    machine: MachineResult | None
    pages: tuple[NavItem, ...]
    """The pages that were tested."""
    rows: tuple[CriterionView, ...]
    counts: dict[Result, int]
    outcome: Outcome


def _policy(given: RenderInput) -> AccessibilityPolicy:
    policy = given.portfolio.settings.accessibility
    assert policy is not None, "without a policy there are no such pages"
    return policy


def policy_view(given: RenderInput, page: Page, links: PageLinks) -> PolicyView:  # noqa: ARG001 - as every view
    """The policy of the portfolio, seen from a site."""
    policy = _policy(given)
    return PolicyView(policy, DEGREES[policy.degree], links.to_page(ACCESSIBILITY_RESULTS))


def _outcome(test: AccessibilityTest | None, counts: dict[Result, int]) -> Outcome:
    """Only people's judgements decide: one criterion that nobody judged keeps the test unfinished."""
    if test is None:
        return "none"
    if counts["not_tested"]:
        return "unfinished"
    return "not_met" if counts["fail"] else "met"


def results_view(given: RenderInput, page: Page, links: PageLinks) -> ResultsView:  # noqa: ARG001 - as every view
    """What people judged and what a program found about every criterion up to the level aimed at."""
    policy, record = _policy(given), given.site.accessibility
    test, machine = record.test, record.machine
    rows = tuple(
        CriterionView(
            criterion,
            machine.criteria.get(criterion.number) if machine is not None else None,
            test.result(criterion.number) if test is not None else "not_tested",
            test.criteria[criterion.number].note if test is not None and criterion.number in test.criteria else None,
        )
        for criterion in needed(policy.level)
    )
    counted = Counter(row.result for row in rows)
    counts: dict[Result, int] = {result: counted[result] for result in ("pass", "fail", "not_applicable", "not_tested")}
    titles = {each.id: each.title for each in given.site.pages}
    tested = test.pages if test is not None else ()
    return ResultsView(
        policy,
        links.to_page(ACCESSIBILITY),
        test,
        machine,
        tuple(NavItem(titles[each], links.to_page(each), current=False) for each in tested),
        rows,
        counts,
        _outcome(test, counts),
    )
