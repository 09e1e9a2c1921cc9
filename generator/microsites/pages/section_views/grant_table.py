"""Grants as rows; a scheme stands together with the one that follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from microsites.collections.grant import Grant
from microsites.content.model import Page
from microsites.content.references import split_page
from microsites.content.status import Period
from microsites.pages.cards import in_order
from microsites.pages.section_views.context import SectionContext
from microsites.sections.grant_table import GrantTable


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant as a row of the table."""

    title: str
    href: str
    amount: str
    rate: str | None
    target: str
    department: str
    period: Period
    ends: date | None
    ended: bool
    """Whether the scheme itself has run out."""
    follows: bool
    """Whether it takes the place of the row before it."""
    followed: bool
    """Whether the row after it takes its place."""


def _next(page: Page, among: dict[str, Page]) -> Page | None:
    entry = page.entry
    assert isinstance(entry, Grant)
    if entry.replaced_by is None or entry.replaced_by.page is None:
        return None
    return among.get(split_page(entry.replaced_by.page).page)


def _chains(pages: tuple[Page, ...]) -> list[list[Page]]:
    """Each scheme with those that follow it, every page once, in the order of their first."""
    among = {page.id: page for page in pages}
    followers = {following.id for page in pages if (following := _next(page, among)) is not None}
    # Where schemes follow each other in a circle, every one has somebody before it: the rest picks them up.
    starts = [page for page in pages if page.id not in followers] + [page for page in pages if page.id in followers]
    place = {page.id: number for number, page in enumerate(pages)}
    chains: list[list[Page]] = []
    for start in starts:
        chain: list[Page] = []
        page: Page | None = start
        while page is not None and among.pop(page.id, None) is not None:
            chain.append(page)
            page = _next(page, among)
        if chain:
            chains.append(chain)
    return sorted(chains, key=lambda chain: min(place[page.id] for page in chain))


def view(section: GrantTable, context: SectionContext) -> tuple[tuple[GrantRow, ...], ...]:
    """Groups of rows: a scheme alone, or with those that take its place."""
    pages = in_order(context.site.entries(section.collection), context.now)
    if section.tag is not None:
        pages = tuple(page for page in pages if page.entry is not None and section.tag in page.entry.tags)
    groups = []
    for chain in _chains(pages[: section.limit]):
        rows = []
        for number, page in enumerate(chain):
            grant = page.entry
            assert isinstance(grant, Grant)
            rows.append(
                GrantRow(
                    title=grant.title,
                    href=context.links.to_page(page.id),
                    amount=grant.amount,
                    rate=grant.rate,
                    target=grant.target or grant.conditions[0],
                    department=grant.department,
                    period=grant.period,
                    ends=grant.ends,
                    ended=grant.has_ended(context.now),
                    follows=number > 0,
                    followed=number + 1 < len(chain),
                )
            )
        groups.append(tuple(rows))
    return tuple(groups)
