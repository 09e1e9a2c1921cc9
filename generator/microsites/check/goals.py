"""Which goals a visitor can reach.  One judgement for the rule and for the coverage figures."""

from __future__ import annotations

from microsites.check.facts import WholeSite
from microsites.manifest import ExpectedGoal


def unreachable_goals(site: WholeSite) -> tuple[tuple[ExpectedGoal, tuple[str, ...]], ...]:
    """Return the goals that no reachable element fires, each with the unreachable pages that would."""
    if site.manifest is None:
        return ()
    carriers: dict[tuple[str | None, str | None], set[str]] = {}
    for path, page in site.pages.items():
        for element in page.tracked:
            carriers.setdefault((element.goal, element.event), set()).add(path)
    reachable = site.clicks
    found = []
    for goal in site.manifest.goals:
        pages = carriers.get((goal.id, goal.event), set())
        if not pages & reachable.keys():
            found.append((goal, tuple(sorted(pages))))
    return tuple(found)
