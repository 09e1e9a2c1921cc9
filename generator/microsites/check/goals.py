"""Which goals a visitor can reach.  One judgement for the rule and for the coverage figures."""

from __future__ import annotations

from microsites.check.site import SiteUnderCheck
from microsites.check.tree import INDEX_NAMES
from microsites.check.uses import Use
from microsites.manifest import ExpectedGoal

_FOLLOWED = frozenset({"a", "area", "form", "iframe", "meta"})
"""What takes a visitor on.  ``<link>`` does not."""


def reachable_pages(site: SiteUnderCheck) -> frozenset[str]:
    """Return the pages to which links lead from the start page."""
    start = next((name for name in INDEX_NAMES if name in site.documents), None)
    seen: set[str] = set()
    waiting = [start] if start else []
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for reference in site.references.get(page, ()):
            followed = isinstance(reference.use, Use) and reference.use.tag in _FOLLOWED
            own = reference.target.site == site.name
            if followed and own and reference.file is not None and reference.file in site.documents:
                waiting.append(reference.file)
    return frozenset(seen)


def unreachable_goals(site: SiteUnderCheck) -> tuple[tuple[ExpectedGoal, tuple[str, ...]], ...]:
    """Return the goals that no reachable element fires, each with the unreachable pages that would."""
    if site.manifest is None:
        return ()
    carriers: dict[tuple[str | None, str | None], set[str]] = {}
    for path, document in site.documents.items():
        for element in document.tracked:
            carriers.setdefault((element.goal, element.event), set()).add(path)
    reachable = reachable_pages(site)
    found = []
    for goal in site.manifest.goals:
        pages = carriers.get((goal.id, goal.event), set())
        if not pages & reachable:
            found.append((goal, tuple(sorted(pages))))
    return tuple(found)
