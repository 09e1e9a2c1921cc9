"""Which goals a visitor can reach.  One judgement for the rule and for the coverage figures."""

from __future__ import annotations

from microsites.check.facts import WholeSite
from microsites.check.tree import INDEX_NAMES
from microsites.manifest import ExpectedGoal


def reachable_pages(site: WholeSite) -> frozenset[str]:
    """Return the pages to which links lead from the start page."""
    start = next((name for name in INDEX_NAMES if name in site.pages), None)
    names = site.under_check.tree.pages()
    seen: set[str] = set()
    waiting = [start] if start else []
    while waiting:
        page = waiting.pop()
        if page not in seen and page in site.pages:
            seen.add(page)
            waiting += (names[number] for number in site.pages[page].leads_to)
    return frozenset(seen)


def unreachable_goals(site: WholeSite) -> tuple[tuple[ExpectedGoal, tuple[str, ...]], ...]:
    """Return the goals that no reachable element fires, each with the unreachable pages that would."""
    if site.manifest is None:
        return ()
    carriers: dict[tuple[str | None, str | None], set[str]] = {}
    for path, page in site.pages.items():
        for element in page.tracked:
            carriers.setdefault((element.goal, element.event), set()).add(path)
    reachable = reachable_pages(site)
    found = []
    for goal in site.manifest.goals:
        pages = carriers.get((goal.id, goal.event), set())
        if not pages & reachable:
            found.append((goal, tuple(sorted(pages))))
    return tuple(found)
