"""Everything with a date that somebody must keep: reviews, domains, contracts, suppressions, tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from microsites.content.accessibility import TEST_FILE
from microsites.content.model import Page, Portfolio, Site
from microsites.content.ruby import without_readings
from microsites.content.source import Source
from microsites.content.yaml_reader import Path
from microsites.manifest import CheckSettings

SOON = timedelta(days=90)
"""What ends within so many days is marked."""

_A_YEAR = 365

Urgency = Literal["past", "soon", "later"]


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A day by which somebody must have done something."""

    day: date
    what: str
    owner: str
    """The role; empty where nobody is named."""
    place: str
    """``strawberry/site.yml:45``: the line that says so."""

    def urgency(self, today: date) -> Urgency:
        """Whether it is over, or marked because it is near.  The day itself still counts."""
        if self.day < today:
            return "past"
        return "soon" if self.day - today <= SOON else "later"


def line_of(source: Source, path: Path) -> str:
    """``file:line`` of a value."""
    return f"{source.file}:{source.positions.value(path).line}"


def _of_page(page: Page) -> Iterator[Deadline]:
    title = without_readings(page.title)
    if page.review_by is not None and not page.easy:
        yield Deadline(page.review_by, f"ページ「{title}」の見直し", page.owner, line_of(page.source, ("review_by",)))
    for number, section in enumerate(page.sections):
        if section.review_by is not None:
            name = without_readings(section.heading or section.id)
            at = line_of(page.source, (*page.sections_path, number, "review_by"))
            owner = section.owner or page.owner
            yield Deadline(section.review_by, f"ページ「{title}」の「{name}」の見直し", owner, at)


def _of_site(site: Site) -> Iterator[Deadline]:
    title = site.settings.title
    for number, goal in enumerate(site.settings.goals):
        path = ("goals", number)
        what = f"{title}：ゴール「{goal.name}」"
        yield Deadline(
            goal.next_review, f"{what}の定義と目標の見直し", goal.owner, line_of(site.source, (*path, "next_review"))
        )
        yield Deadline(
            goal.target.date, f"{what}の目標の期日", goal.owner, line_of(site.source, (*path, "target", "date"))
        )
    for page in site.pages:
        yield from _of_page(page)
    if (test := site.accessibility.test) is not None:
        due = test.finished + timedelta(days=_A_YEAR)
        what = f"{title}：アクセシビリティ試験（前回から1年）"
        yield Deadline(due, what, site.settings.owner, f"{site.id}/{TEST_FILE}")


def _of_portfolio(portfolio: Portfolio) -> Iterator[Deadline]:
    settings, source = portfolio.settings, portfolio.source
    for number, domain in enumerate(settings.handover.domains):
        if domain.expires is not None:
            at = line_of(source, ("handover", "domains", number, "expires"))
            yield Deadline(domain.expires, f"ドメイン {domain.name} の登録期限", domain.owner or "", at)
    for number, contract in enumerate(settings.handover.contracts):
        at = line_of(source, ("handover", "contracts", number, "ends"))
        what = f"契約「{contract.subject}」（{contract.contractor}）の満了"
        yield Deadline(contract.ends, what, contract.owner, at)
    if (policy := settings.accessibility) is not None:
        at = line_of(source, ("accessibility", "deadline"))
        yield Deadline(policy.deadline, "ウェブアクセシビリティ方針の達成期限", policy.department, at)
        for number, known in enumerate(policy.problems):
            if known.until is not None:
                at = line_of(source, ("accessibility", "problems", number, "until"))
                what = f"アクセシビリティの課題の改善：{known.problem}"
                yield Deadline(known.until, what, policy.department, at)


def deadlines(portfolio: Portfolio, checks: CheckSettings) -> tuple[Deadline, ...]:
    """Everything that has a date, the first one first."""
    found = [*_of_portfolio(portfolio), *(each for site in portfolio.sites for each in _of_site(site))]
    for suppression in checks.suppress:
        if suppression.until is not None:
            at = f"{suppression.place.file}:{suppression.place.line}"
            found.append(Deadline(suppression.until, f"検査の見送り {suppression.code} の期限", "", at))
    return tuple(sorted(found))
